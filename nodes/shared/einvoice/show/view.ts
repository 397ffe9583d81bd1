import type { Address, Discount, Invoice, Line, Party } from '../../invoice/schema';
import { termsWithoutDiscounts } from '../en16931/discounts';
import { listOfText } from '../en16931/list';
import { LocalFormat } from './languages/localFormat';
import type { Labels, Language } from './languages/language';
import { methodOf } from './paymentMethod';
import { unitOf } from './units';

/** A labelled value, which may have several lines. */
export interface Fact {
	label: string;
	value: string;
}

export interface Column {
	label: string;
	align: 'left' | 'right';
	/** The share of the width that is left after narrow columns, or the characters that a narrow one takes. */
	wide: boolean;
}

export interface Table {
	columns: Column[];
	rows: string[][];
}

/**
 * What is shown of an invoice, as texts in one language; absent values are left out. Renderers (drawn PDF, HTML, plain
 * text) only decide on the appearance.
 */
export interface View {
	title: string;
	facts: Fact[];
	parties: Array<{ title: string; name: string; lines: string[] }>;
	lines: Table;
	taxes: Table & { title: string };
	totals: Array<Fact & { isMain: boolean }>;
	payment: { title: string; facts: Fact[] };
	notes: Array<{ title: string; text: string }>;
}

const said = (facts: ReadonlyArray<readonly [label: string, value: string | null | undefined]>): Fact[] =>
	facts.flatMap(([label, value]) => (value?.trim() ? [{ label, value }] : []));

/** What to show of an invoice. */
export function viewOf(invoice: Invoice, language: Language): View {
	const { labels } = language;
	const format = new LocalFormat(language, invoice.currency);
	const { references } = invoice;
	const kind = language.kinds[invoice.kind ?? 'invoice'];
	return {
		title: [kind, invoice.number].filter(Boolean).join(' '),
		facts: said([
			[labels.number, invoice.number],
			[labels.issueDate, format.date(invoice.issueDate)],
			[labels.dueDate, format.date(invoice.dueDate)],
			[labels.deliveryDate, format.date(invoice.deliveryDate)],
			[labels.period, format.period(references.periodStart, references.periodEnd)],
			[labels.precedingInvoice, invoice.precedingInvoiceNumber],
			[labels.orderReference, invoice.orderReference],
			[labels.customerNumber, invoice.customerNumber ?? invoice.buyer?.customerId],
			[labels.buyerReference, references.buyerReference],
			[labels.contract, references.contract],
			[labels.project, references.project],
		]),
		parties: [
			partyOf(labels.seller, invoice.seller, labels, references.sellerTaxNumber),
			partyOf(labels.buyer, invoice.buyer, labels),
			partyOf(labels.shipTo, invoice.shipTo, labels),
		].filter((party) => party !== null),
		lines: linesOf(invoice.lines, labels, format),
		taxes: taxesOf(invoice, labels, format),
		totals: totalsOf(invoice, labels, format),
		payment: { title: labels.payment, facts: paymentOf(invoice, language, format) },
		notes: said([
			[labels.note, invoice.note],
			[labels.exemption, listOfText(references.taxExemptionReason, '; ').join('; ')],
			[labels.attachments, listOfText(references.supportingDocuments).filter(Boolean).join(', ')],
		]).map(({ label, value }) => ({ title: label, text: value })),
	};
}

function partyOf(title: string, party: Party | null, labels: Labels, taxNumber?: string) {
	if (party === null) return null;
	const person = [party.firstName, party.lastName].filter(Boolean).join(' ');
	const name = party.companyName ?? party.name ?? person;
	const labelled = (label: string, value: string | null | undefined) => (value ? `${label}: ${value}` : '');
	const lines = [
		party.name === name ? '' : (party.name ?? ''),
		...addressLines(party.address),
		labelled(labels.taxId, party.taxId),
		labelled(labels.taxNumber, taxNumber === party.taxId ? null : taxNumber),
		labelled(labels.registration, party.registrationId),
		labelled(labels.phone, party.phone),
		labelled(labels.email, party.email),
	].filter((line) => line.trim() !== '');
	return name === '' && lines.length === 0 ? null : { title, name, lines };
}

export function addressLines(address: Address | null): string[] {
	if (address === null) return [];
	const joined = (...parts: Array<string | null>) => parts.filter(Boolean).join(' ');
	return [
		joined(address.street, address.streetNumber),
		address.additional ?? '',
		joined(address.postalCode, address.city),
		joined(address.region, address.countryCode),
	].filter((line) => line !== '');
}

const left = (label: string, wide = false): Column => ({ label, align: 'left', wide });
const right = (label: string): Column => ({ label, align: 'right', wide: false });

function linesOf(lines: readonly Line[], labels: Labels, format: LocalFormat): Table {
	const hasDiscount = lines.some(({ discount }) => discount !== null && discount !== 0);
	return {
		columns: [
			left(labels.position),
			left(labels.description, true),
			right(labels.quantity),
			right(labels.unitPrice),
			...(hasDiscount ? [right(labels.discount)] : []),
			right(labels.taxRate),
			right(labels.amount),
		],
		rows: lines.map((line, index) => [
			line.id ?? String(index + 1),
			[line.description, line.sku, format.period(line.periodStart, line.periodEnd)]
				.filter(Boolean)
				.join('\n'),
			[format.number(line.quantity), unitOf(line.unit)].filter(Boolean).join(' '),
			[
				format.amount(line.unitPrice),
				line.unitPrice !== null && line.unitPriceIncludesTax ? labels.unitPriceWithTax : '',
			]
				.filter(Boolean)
				.join('\n'),
			...(hasDiscount ? [format.amount(line.discount)] : []),
			[line.taxCategory, format.percent(line.taxRate)].filter(Boolean).join(' '),
			format.amount(line.net ?? line.gross),
		]),
	};
}

/** The name of the tax in every item that was read from UBL or CII, or made of the user's own data. */
const VAT = 'VAT';

function taxesOf(invoice: Invoice, labels: Labels, format: LocalFormat): Table & { title: string } {
	return {
		title: labels.taxes,
		columns: [
			left(labels.taxRate, true),
			left(labels.taxCategory),
			right(labels.taxableAmount),
			right(labels.taxAmount),
		],
		rows: invoice.taxes.map((tax) => [
			[tax.name === VAT ? labels.vat : tax.name, format.percent(tax.rate)].filter(Boolean).join(' '),
			tax.category ?? '',
			format.amount(tax.taxableAmount),
			format.amount(tax.taxAmount),
		]),
	};
}

function totalsOf({ totals }: Invoice, labels: Labels, format: LocalFormat): View['totals'] {
	const unlessZero = (value: number | null) => (value === 0 ? null : value);
	const main = totals.due === null ? labels.gross : labels.due;
	return said([
		[labels.linesTotal, format.money(totals.lines)],
		[labels.discount, format.money(unlessZero(totals.discount))],
		[labels.charges, format.money(unlessZero(totals.charges))],
		[labels.net, format.money(totals.net)],
		[labels.tax, format.money(totals.tax)],
		[labels.gross, format.money(totals.gross)],
		[labels.withheld, format.money(unlessZero(totals.withheld))],
		[labels.paid, format.money(unlessZero(totals.paid))],
		[labels.rounding, format.money(unlessZero(totals.rounding))],
		[labels.due, format.money(totals.due)],
	]).map((fact) => ({ ...fact, isMain: fact.label === main }));
}

/** Such as `2 %`, `5.00 EUR`, or `2 % × 500.00 EUR = 10.00 EUR` as far as it is said. */
function deductionOf({ percent, amount, baseAmount }: Discount, format: LocalFormat): string {
	if (percent === null) return format.money(amount);
	return [
		format.percent(percent),
		baseAmount === null ? '' : `× ${format.money(baseAmount)}`,
		amount === null ? '' : `= ${format.money(amount)}`,
	]
		.filter(Boolean)
		.join(' ');
}

/** A name, unless it is that of the seller. */
function otherName(name: string | undefined, seller: Party | null): string | undefined {
	const plain = (text: string | null | undefined) => text?.trim().toLowerCase();
	const own = [seller?.companyName, seller?.name].map(plain);
	return own.includes(plain(name)) ? undefined : name;
}

function paymentOf(invoice: Invoice, language: Language, format: LocalFormat): Fact[] {
	const { payment, dueDate, references, seller } = invoice;
	const { labels } = language;
	return said([
		[labels.dueDate, format.date(dueDate)],
		[labels.paymentTerms, termsWithoutDiscounts(invoice)],
		[
			labels.earlyPayment,
			payment?.discounts
				.map((discount) =>
					[
						deductionOf(discount, format),
						discount.until === null ? '' : `${labels.until} ${format.date(discount.until)}`,
					]
						.filter(Boolean)
						.join(' '),
				)
				.join('\n'),
		],
		[labels.paymentMethod, methodOf(invoice, language)],
		[labels.payee, otherName(references.payeeName, seller)],
		[labels.accountHolder, otherName(references.paymentAccountName, seller)],
		[labels.iban, payment?.iban],
		[labels.account, payment?.accountNumber],
		[labels.bic, payment?.bic],
		[labels.bank, payment?.bankName],
		[labels.paymentReference, payment?.reference],
		[labels.mandate, references.mandate],
		[labels.creditorId, references.creditorId],
	]);
}
