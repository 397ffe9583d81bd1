import { fail, ok, type Result } from '../result';
import type { Invoice, Line } from '../invoice/schema';

/** An invoice with one of its lines: `line` replaces `lines`. */
export interface LineItem extends Omit<Invoice, 'lines'> {
	/** Null for an invoice without lines, which gets a single item. */
	line: (Line & { position: number; count: number }) | null;
}

/**
 * What the items of a file may still take together, as JSON: n8n stores a copy of the shared fields with each. All
 * invoices of the file share it.
 */
export class ItemRoom {
	characters = 100 * 1024 * 1024;
	/** Items so far. */
	count = 0;
}

/** References about individual lines, such as `lineNotes`: they stay with the invoice. */
const OF_LINES = /^(line[A-Z]|subLines$)/;

const ISSUE_OF_LINE = /^lines\[(\d+)\]/;

/**
 * One item per line of an invoice. Fields of the whole invoice, including `totals`, are the same in each; issues about
 * a line are in its item only. Each item has its own `event.key`. Fails when the items would fill n8n's memory.
 */
export function itemsPerLine(invoice: Invoice, room = new ItemRoom()): Result<LineItem[]> {
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
	room.characters -= size * lines.length;
	room.count += lines.length;
	if (room.characters < 0) {
		return fail(
			`One item per line would repeat the data of the invoice ${room.count} times, more than n8n can hold`,
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
