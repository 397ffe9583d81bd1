import type { Invoice } from '../../../invoice/schema';
import { leftOut } from '../../formats/fit';
import type { Gap } from '../../gap';
import { allowanceOfText } from '../allowanceText';
import { entriesOfText } from '../entries';
import { mapInSteps, type Steps } from '../../../steps';
import { ZERO } from '../../../values/decimal';
import { EXEMPT, reasonsOfText } from '../exemptions';
import { sizeOfLine } from '../lineDetails';
import { furtherPrecedingOf } from '../precedingInvoices';
import type { DetailEntries, DetailsByLine } from './detailsByLine';
import { isSumOf, priceOfDetails } from './termsOfLine';
import { figureOf } from './writtenTerms';

/**
 * References that no tax or line of the invoice uses: the file is valid without them.
 * @param own those of the item itself: a reason set in the node for all invoices need not fit each of them
 */
export function* unwrittenReferences(
	invoice: Invoice,
	own: Invoice['references'],
	details: DetailsByLine,
): Steps<Gap[]> {
	const known = new Set(details.keys);
	return [
		...unwrittenReasons(invoice.taxes, own),
		...unreadAllowances(own),
		...precedingDatesAlone(own),
		...secondAccount(invoice),
		...[...details.entries].flatMap(([name, entries]) => unwrittenEntries(name, entries, known)),
		...(yield* unsummedAllowances(invoice, details)),
		...unusedPrices(invoice, details),
	];
}

/** The IDs of rules that forbid a reason, where they differ from the category. */
const RULE_NAMES: Readonly<Record<string, string>> = { L: 'AF', M: 'AG' };

/** BR-S-10, BR-Z-10 and the like: a tax that is charged or zero rated is not exempt. */
function unwrittenReasons(taxes: Invoice['taxes'], references: Invoice['references']): Gap[] {
	const categories = taxes.flatMap(({ category }) => category ?? []);
	const [first] = categories;
	// An unknown category has been reported already.
	if (first === undefined || categories.length < taxes.length) return [];
	if (categories.some((category) => EXEMPT.has(category))) return miscountedReasons(taxes, references);
	return REASONS.flatMap(([name]) =>
		references[name]
			? leftOut(
					`BR-${RULE_NAMES[first] ?? first}-10`,
					`references.${name}`,
					`Not in the file: a tax of the category ${first} has no reason for an exemption, only ${[...EXEMPT].join(', ')} have one`,
				)
			: [],
	);
}

/** Without knowing which reason belongs to which tax, none is written. */
function miscountedReasons(taxes: Invoice['taxes'], references: Invoice['references']): Gap[] {
	const count = taxes.filter(({ category }) => EXEMPT.has(category ?? '')).length;
	return REASONS.flatMap(([name, separator, term]) => {
		const text = references[name];
		if (!text || reasonsOfText(taxes, text, separator).some((reason) => reason !== null)) return [];
		const why = `Not in the file: “${text.slice(0, 200)}”. Give one for all taxes without VAT, or one for each of the ${count}`;
		return [leftOut(term, `references.${name}`, why)];
	});
}

const REASONS = [
	['taxExemptionReason', '; ', 'BT-120'],
	['taxExemptionReasonCode', ', ', 'BT-121'],
] as const;

/** BG-27 and BG-28 explain the discount of a line; if they do not, that is written alone. */
function* unsummedAllowances({ lines }: Invoice, { keys, details, entries }: DetailsByLine): Steps<Gap[]> {
	const name = 'lineAllowancesAndCharges';
	const values = entries.get(name)?.values;
	if (values === undefined) return [];
	const unsummed: string[] = [];
	yield* mapInSteps(
		lines,
		({ discount }, index) => {
			const { allowancesAndCharges } = details[index]!;
			if (allowancesAndCharges.length === 0) return;
			const isSum = discount !== null && isSumOf(allowancesAndCharges, figureOf(discount) ?? ZERO);
			const key = keys[index]!;
			// One by one: a long list as arguments would overflow the stack.
			if (!isSum) for (const entry of entriesOf([key, values.get(key) ?? []])) unsummed.push(entry);
		},
		(_line, index) => sizeOfLine(details[index]!),
	);
	return listed(name, unsummed, 'They do not add up to the discount of the line, which is written alone');
}

/** BT-146 as sent is for lines whose unit price is unknown, and both it and BT-149 need the other. */
function unusedPrices({ lines }: Invoice, { keys, details, entries }: DetailsByLine): Gap[] {
	return ['linePrices', 'linePriceQuantities'].flatMap((name) => {
		const byLine = entries.get(name)?.values;
		if (byLine === undefined) return [];
		const unused = lines.flatMap((line, index) => {
			const key = keys[index] ?? '';
			const values = byLine.get(key);
			if (values === undefined) return [];
			const own = details[index]!;
			// Another form has been listed already.
			if (own[name === 'linePrices' ? 'price' : 'priceQuantity'] === null) return [];
			const isUsed = priceOfDetails(line, own) !== null;
			return isUsed && (name !== 'linePrices' || line.unitPrice === null) ? [] : entriesOf([key, values]);
		});
		const why =
			name === 'linePrices'
				? 'It is the price where unitPrice is empty, and linePriceQuantities has what it is for'
				: 'It needs a unitPrice without tax, or a price in linePrices';
		return listed(name, unused, why);
	});
}

function unreadAllowances({ allowancesAndCharges }: Invoice['references']): Gap[] {
	const unread = entriesOfText(allowancesAndCharges).filter((entry) => allowanceOfText(entry) === null);
	return listed('allowancesAndCharges', unread, 'An entry is such as discount 5, tax S 19: Loyalty', 'BG-20');
}

/** BT-84 is one account. */
const secondAccount = ({ payment }: Invoice): Gap[] =>
	payment?.iban && payment.accountNumber
		? [
				leftOut(
					'BT-84',
					'payment.accountNumber',
					`Not in the file: ${payment.accountNumber.slice(0, 200)}. The file has one account, the IBAN`,
				),
			]
		: [];

/** BT-26 belongs to a BT-25. */
function precedingDatesAlone(references: Invoice['references']): Gap[] {
	const alone = furtherPrecedingOf(references).flatMap(({ number, date }) =>
		number === null && date !== null ? [date] : [],
	);
	const why = 'Each date has the place of its number in furtherPrecedingInvoices';
	return listed('furtherPrecedingInvoiceDates', alone, why, 'BR-55');
}

const MAX_SHOWN = 5;

/** Entries such as `7: red` for a line that does not exist, or whose text cannot be parsed. */
function unwrittenEntries(
	name: string,
	{ values, formless, unread }: DetailEntries,
	known: ReadonlySet<string>,
): Gap[] {
	const those = (isMeant: (key: string) => boolean) =>
		[...values].filter(([key]) => isMeant(key)).flatMap(entriesOf);
	const strange = those((key) => !known.has(key));
	return [
		...listed(
			name,
			[...formless, ...strange],
			'No line of the invoice has that number; an entry is such as 1: text',
		),
		...listed(
			name,
			those((key) => unread.has(key)),
			'It has another form than Read gives it, or the line has one already',
		),
	];
}

const entriesOf = ([key, values]: [string, string[]]) => values.map((value) => `${key}: ${value}`);

function listed(name: string, entries: readonly string[], why: string, rule = 'BG-25'): Gap[] {
	if (entries.length === 0) return [];
	const shown = entries.slice(0, MAX_SHOWN).map((entry) => `“${entry.slice(0, 60)}”`);
	const more = entries.length > MAX_SHOWN ? ` and ${entries.length - MAX_SHOWN} more` : '';
	return [leftOut(rule, `references.${name}`, `Not in the file: ${shown.join(', ')}${more}. ${why}`)];
}
