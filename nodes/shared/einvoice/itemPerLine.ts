import { fail, ok, type Result } from '../result';
import type { Invoice, Line } from '../invoice/schema';

/** An invoice with one of its lines: all fields of the invoice but `lines`, and `line` in its place. */
export interface LineItem extends Omit<Invoice, 'lines'> {
	/** Null in the only item of an invoice without lines. */
	line: (Line & { position: number; count: number }) | null;
}

/** Of all items of one invoice together, as JSON: n8n stores each with its copy of what they share. */
const MOST_CHARACTERS = 100 * 1024 * 1024;

/** References that hold something of every line, such as `lineNotes`: they stay with the invoice. */
const OF_LINES = /^(line[A-Z]|subLines$)/;

const ISSUE_OF_LINE = /^lines\[(\d+)\]/;

/**
 * An item for each line of an invoice. What is said of the whole invoice is the same in each, `totals` included; issues with a
 * line are in the item of that line alone. Each has an `event.key` of its own. Fails where the items would fill n8n's memory.
 */
export function itemsPerLine(invoice: Invoice): Result<LineItem[]> {
	const { lines, event, references, issues, ...rest } = invoice;
	const ofLine = new Map<number, Invoice['issues']>();
	const ofInvoice: Invoice['issues'] = [];
	for (const issue of issues) {
		const [, index] = ISSUE_OF_LINE.exec(issue.path) ?? [];
		if (index === undefined) ofInvoice.push(issue);
		else ofLine.set(Number(index), [...(ofLine.get(Number(index)) ?? []), issue]);
	}
	const kept = Object.fromEntries(Object.entries(references).filter(([name]) => !OF_LINES.test(name)));
	const shared = { ...rest, references: kept };
	const size = JSON.stringify(shared).length + JSON.stringify(ofInvoice).length;
	if (size * lines.length > MOST_CHARACTERS) {
		return fail(
			`One item per line would repeat what the invoice says ${lines.length} times, which n8n could not hold`,
			'Switch One Item Per Line off, and take the lines from the field lines.',
		);
	}
	if (lines.length === 0) return ok([{ line: null, ...shared, event, issues: ofInvoice }]);
	return ok(
		lines.map((line, index) => ({
			line: { position: index + 1, count: lines.length, ...line },
			...shared,
			event: event && { ...event, key: `${event.key}/line-${index + 1}` },
			issues: [...ofInvoice, ...(ofLine.get(index) ?? [])],
		})),
	);
}
