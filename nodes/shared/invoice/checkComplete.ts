import { Findings, withFindings } from './findings';
import type { Invoice, Totals } from './schema';

const NAMES: Partial<Record<keyof Totals, string>> = {
	lines: 'the sum of its lines (BT-106)',
	net: 'its total without tax (BT-109)',
	gross: 'its total with tax (BT-112)',
	due: 'what is due (BT-115)',
};

/** Profiles of Factur-X that are no complete invoices: their documents have no lines. */
const WITHOUT_LINES = /[:#]?(minimum|basicwl)$/i;

/**
 * Adds an issue for every figure that a document lacks and without which a sum cannot be checked (BR-12 to 16, 24, 45,
 * 46). A figure that cannot be read has an issue already.
 *
 * @param always the totals that every document of its format has
 */
export function checkComplete(invoice: Invoice, always: ReadonlyArray<keyof Totals>): Invoice {
	const { totals, lines, taxes, references, issues } = invoice;
	const findings = new Findings('', issues);
	const known = new Set(issues.map(({ path }) => path));
	const isInvoice = !WITHOUT_LINES.test(references.specification ?? '');
	const demand = (value: unknown, path: string, what: string) => {
		if (value !== null || known.has(path)) return;
		findings.add(
			'figure-missing',
			path,
			`The document does not say ${what}, so that its sums cannot be checked`,
		);
	};
	for (const field of always) {
		if (field !== 'lines' || isInvoice) demand(totals[field], `totals.${field}`, NAMES[field] ?? field);
	}
	if (isInvoice && lines.length === 0 && !known.has('totals.lines')) {
		findings.add(
			'lines-missing',
			'lines',
			'The document has no lines (BG-25), so that its sums cannot be checked',
		);
	}
	lines.forEach(({ net }, index) => {
		if (net === null) demand(net, `lines[${index}].net`, 'the net amount of this line (BT-131)');
	});
	if (isInvoice && taxes.length === 0 && totals.tax && always.includes('due')) {
		demand(null, 'taxes', 'what its tax is of (BG-23)');
	}
	// In a format that leaves out totals, what a tax is of may follow from others, too.
	if (!always.includes('due')) return withFindings(invoice, findings);
	taxes.forEach(({ taxableAmount, taxAmount }, index) => {
		demand(taxableAmount, `taxes[${index}].taxableAmount`, 'what this tax is of (BT-116)');
		demand(taxAmount, `taxes[${index}].taxAmount`, 'the amount of this tax (BT-117)');
	});
	return withFindings(invoice, findings);
}
