import type { Invoice } from '../invoice/schema';
import type { Gap } from './gap';

/** Rules on amounts that are computed from the nets of the lines, and as wrong as they are. */
const OF_NETS = /^BR-(?:DEC-(?:09|1[2-8]|19|20)|CO-1[0-7])$/;

/**
 * Keeps the first gap for each field to fill in, because several rules report the same empty field.
 *
 * @param isComputed whether amounts are computed from the lines, and so are not missing once the lines are complete
 */
export function oneByField(gaps: readonly Gap[], item: Invoice, isComputed: boolean): Gap[] {
	const kept: Gap[] = [];
	const seen = new Set<string>();
	const empty = new Set<string>();
	const lacksAmounts =
		isComputed && gaps.some(({ path }) => /^(lines\b|currency$|totals\.(discount|charges)$)/.test(path));
	const hasFaultyNet =
		isComputed && gaps.some(({ path }) => /^lines\[\d+\]\.net$/.test(path) && !isEmptyAt(item, path));
	const hasFaultyCategory = isComputed && gaps.some(({ rule }) => rule === 'BR-CL-18');
	for (const gap of gaps.toSorted((a, b) => Number(a.isTolerated) - Number(b.isTolerated))) {
		const { path, rule, message } = gap;
		const isEmpty = isEmptyAt(item, path);
		const keys = isEmpty ? [path] : [`${path} ${rule}`, `${path} ${message}`];
		if (keys.some((key) => seen.has(key))) continue;
		if (isEmpty && (isWithin(path, empty) || holdsPart(path, empty))) continue;
		if (holdsOne(path, empty)) continue;
		if (isEmpty && lacksAmounts && /^(taxes|totals\.(?!discount|charges))/.test(path)) continue;
		if (hasFaultyCategory && rule === 'BR-CL-17') continue;
		if (hasFaultyNet && /^(taxes|totals\.)/.test(path) && OF_NETS.test(rule)) continue;
		if (isComputed && followsInLine(path, isEmpty, empty, item)) continue;
		for (const key of keys) seen.add(key);
		if (isEmpty) empty.add(path);
		kept.push(gap);
	}
	const order = Object.keys(item);
	const placeOf = ({ path }: Gap) => order.indexOf(/^\w*/.exec(path)?.[0] ?? '');
	return kept.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Whether there is no value at a path such as `lines[2].net`. */
function isEmptyAt(item: Invoice, path: string): boolean {
	let at: unknown = item;
	for (const name of path.split(/[.[\]]+/).filter((part) => part !== '')) {
		if (typeof at !== 'object' || at === null) return true;
		at = Object.hasOwn(at, name) ? at[name as keyof typeof at] : undefined;
	}
	return at === null || at === undefined || at === '' || (Array.isArray(at) && at.length === 0);
}

/** Whether a record that contains the field is on the list. */
function isWithin(path: string, empty: ReadonlySet<string>): boolean {
	const names = path.split('.');
	return names.some((_, index) => index > 0 && empty.has(names.slice(0, index).join('.')));
}

/** Whether a part of an empty record is on the list, such as an IBAN that could not be read. */
const RECORDS = /^(payment|shipTo|seller|buyer)$/;
const holdsPart = (path: string, empty: ReadonlySet<string>): boolean =>
	RECORDS.test(path) && [...empty].some((other) => other.startsWith(`${path}.`));

/** Whether fields inside the record are on the list, which are more specific. */
function holdsOne(path: string, empty: ReadonlySet<string>): boolean {
	if (/^(seller|buyer|shipTo)\.address$/.test(path)) return empty.has(`${path}.countryCode`);
	const contact = ['references.sellerContact', 'seller.phone', 'seller.email'];
	return path === 'seller' && contact.some((field) => empty.has(field));
}

/**
 * Whether a gap resolves with another: the net follows from quantity and price, the VAT category mostly from the rate,
 * and the unit belongs to the quantity.
 */
function followsInLine(path: string, isEmpty: boolean, empty: ReadonlySet<string>, item: Invoice): boolean {
	const [, line = '', field = ''] = /^(lines\[\d+\])\.(net|taxCategory|unit|unitPrice)$/.exec(path) ?? [];
	if (field === 'unit') return empty.has(`${line}.quantity`);
	if (field === 'unitPrice') {
		// The price without tax is computed from the net amount, and the price of one from the quantity, too.
		return isEmpty
			? empty.has(`${line}.quantity`) && !isEmptyAt(item, `${line}.net`)
			: empty.has(`${line}.net`);
	}
	return isEmpty && (SOURCES[field] ?? []).some((source) => empty.has(`${line}.${source}`));
}

const SOURCES: Readonly<Record<string, readonly string[]>> = {
	net: ['quantity', 'unitPrice', 'taxRate'],
	taxCategory: ['taxRate'],
};

/** The option that can fill in a field. */
const OPTIONS: ReadonlyArray<readonly [path: RegExp, option: string]> = [
	[/^references\.sellerElectronicAddress$/, 'Seller > Electronic Address'],
	[/^references\.buyerElectronicAddress$/, 'Buyer > Electronic Address'],
	[/^references\.sellerContact$/, 'Seller > Contact Person'],
	[/^references\.sellerTaxNumber$/, 'Seller > Tax Number'],
	[/^references\.taxExemptionReason(Code)?$/, 'Reason for No VAT'],
	[/^(orderReference|references\.buyerReference)$/, 'Buyer Reference'],
	[/^(seller\.|seller$)/, 'Seller'],
	[/^(buyer\.|buyer$)/, 'Buyer'],
	[/^payment(\.iban)?$/, 'Seller > IBAN'],
	[/^lines\[\d+\]\.unit$/, 'Unit Where None Is Known'],
	[/\.(taxCategory|category)$/, 'Tax Category Where None Is Known'],
];

/** Options fill in what is missing, and replace no code that is wrong. */
const isWrongCode = (rule: string): boolean => rule.startsWith('BR-CL-');

const MAX_NAMED = 50;

/** One line of text per gap: the field, what to fill in, where in the node, and the rule. */
export function linesOfGaps(gaps: readonly Gap[], nameOf: (path: string) => string): string[] {
	const more = gaps.length - MAX_NAMED;
	const named = gaps.slice(0, MAX_NAMED).map(({ path, message, rule }) => {
		const [, option] = isWrongCode(rule) ? [] : (OPTIONS.find(([pattern]) => pattern.test(path)) ?? []);
		const place = option === undefined ? '' : ` – in this node: ${option}`;
		return `${path === '' ? '' : `${nameOf(path)}: `}${message} (${rule})${place}`;
	});
	return more > 0 ? [...named, `And ${more} more`] : named;
}
