import { inCapitals } from '../../values/currencies';
import { perDocument } from '../document';
import type { Node } from '../xpath/node';

/** A line or a tax of the item. */
interface Entry {
	list: 'lines' | 'taxes';
	index: number;
}

type Entries = Record<Entry['list'], readonly Node[]>;

/** What Read makes a line or a tax of the item of, unless it skips it. */
const ENTRIES: ReadonlySet<string> = new Set([
	'cac:InvoiceLine',
	'cac:CreditNoteLine',
	'cac:TaxSubtotal',
	'ram:IncludedSupplyChainTradeLineItem',
	'ram:ApplicableTradeTax',
]);

/** Lines inside lines, whose amounts the outer lines include. */
const SUB_LINES: ReadonlySet<string> = new Set([
	'cac:SubInvoiceLine',
	'cac:SubCreditNoteLine',
	'ram:IncludedSubordinateTradeLineItem',
]);

/** The line or tax of the item around an element. Null where Read skips it, undefined where there is none. */
export function entryAround(node: Node): Entry | null | undefined {
	let outermost: Node | undefined;
	for (let at: Node | null = node; at !== null; at = at.parent) {
		if (SUB_LINES.has(at.name)) return null;
		if (ENTRIES.has(at.name)) outermost = at;
	}
	return outermost && (entries(outermost).get(outermost) ?? null);
}

/** Whether an amount is in the currency of the invoice, which it need not say. */
export function isInCurrency(amount: Node | undefined, currency: string): boolean {
	const written = amount?.attribute('currencyID')?.trim() || currency;
	return inCapitals(written) === inCapitals(currency);
}

/** Computed for all lines and taxes at once, because a large document may have findings in each. */
const entries = perDocument(({ root }) => {
	const { lines, taxes } = root.name === 'rsm:CrossIndustryInvoice' ? entriesOfCii(root) : entriesOfUbl(root);
	const found = new Map<Node, Entry>();
	lines.forEach((line, index) => found.set(line, { list: 'lines', index }));
	taxes.forEach((tax, index) => found.set(tax, { list: 'taxes', index }));
	return found;
});

/** Of several totals of the tax, only one in the currency of the invoice has the taxes of the item. */
function entriesOfUbl(root: Node): Entries {
	const currency = textAt(root, 'cbc:DocumentCurrencyCode');
	const amountOf = (total: Node) => total.childrenNamed('cbc:TaxAmount')[0];
	const totals = root
		.childrenNamed('cac:TaxTotal')
		.filter((total) => isInCurrency(amountOf(total), currency));
	// Read prefers those that the rules judge.
	const exact = totals.filter((total) => amountOf(total)?.attribute('currencyID') === currency);
	const own = [...exact, ...totals].map((total) => total.childrenNamed('cac:TaxSubtotal'));
	return {
		lines: [...root.childrenNamed('cac:InvoiceLine'), ...root.childrenNamed('cac:CreditNoteLine')],
		taxes: own.find(({ length }) => length > 0) ?? [],
	};
}

function entriesOfCii(root: Node): Entries {
	const transaction = childAt(root, 'rsm:SupplyChainTradeTransaction');
	const settlement = childAt(transaction, 'ram:ApplicableHeaderTradeSettlement');
	return {
		lines: transaction?.childrenNamed('ram:IncludedSupplyChainTradeLineItem').filter(counts) ?? [],
		taxes: settlement?.childrenNamed('ram:ApplicableTradeTax') ?? [],
	};
}

/** Lines of EXTENDED that repeat the amounts of others or only inform, and lines that are only text, do not count. */
function counts(line: Node): boolean {
	const status = textAt(line, 'ram:AssociatedDocumentLineDocument', 'ram:LineStatusReasonCode');
	return !REPEATING.has(status.toUpperCase()) && line.children.some(({ name }) => CONTENT.has(name));
}

/** `LineStatusReasonCode`, in capital letters as Read compares it. */
const REPEATING: ReadonlySet<string> = new Set(['GROUP', 'INFORMATION']);
const CONTENT: ReadonlySet<string> = new Set([
	'ram:SpecifiedLineTradeAgreement',
	'ram:SpecifiedLineTradeDelivery',
	'ram:SpecifiedLineTradeSettlement',
]);

const childAt = (node: Node | undefined, ...path: string[]): Node | undefined =>
	path.reduce((at, name) => at?.childrenNamed(name)[0], node);

const textAt = (node: Node, ...path: string[]): string => childAt(node, ...path)?.element.text.trim() ?? '';
