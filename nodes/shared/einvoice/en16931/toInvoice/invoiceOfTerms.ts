import { abs, compare, subtract, toText, type Decimal } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { addressOf, partyOf } from '../../../invoice/build';
import type { Address, Invoice, Party, Totals } from '../../../invoice/schema';
import { mapInSteps, type Steps } from '../../../steps';
import { sumOfAll } from '../../../values/money';
import { kindOf } from '../documentKind';
import { sizeOfLine } from '../lineDetails';
import { readNumber, type EInvoice } from '../../reader';
import type { AddressTerms, DocumentTerms, PartyTerms, TaxTerms } from '../terms';
import { checkBreakdown } from './checkBreakdown';
import { checkCategory } from './checkCategory';
import { checkFigures, lineOfTerms } from './lineOfTerms';
import { paymentOfTerms } from './paymentOfTerms';
import { slackOf, sumRulesOf } from './sumRules';
import { MAX_PAYMENT_MEANS, referencesOfTerms } from './referencesOfTerms';

/** The terms of a document of EN 16931 in the normal form. Never throws: what does not fit is null with an issue. */
export function* invoiceOfTerms(terms: DocumentTerms, findings: Findings): Steps<EInvoice> {
	const customerNumber = customerNumberOf(terms.buyer);
	const issueDate = findings.date('issueDate', terms.issueDate);
	const currency = findings.currency('currency', terms.currency);
	const kind = kindOf(terms.typeCode, terms.root, findings);
	const totals = totalsOf(terms, findings);
	checkPurpose(terms, findings);
	checkLinesOf(terms, totals, findings);
	if (terms.paymentMeans.length > MAX_PAYMENT_MEANS) {
		findings.add(
			'payment-means-left-out',
			'payment',
			`Of ${terms.paymentMeans.length} ways to pay the first ${MAX_PAYMENT_MEANS} were read`,
		);
	}
	const taxes = yield* mapInSteps(terms.taxes, (tax, index) => taxOf(tax, `taxes[${index}]`, findings));
	const lines = yield* mapInSteps(
		terms.lines,
		(line, index) => lineOfTerms(line, index, currency, findings),
		sizeOfLine,
	);
	const { allowancesAndCharges } = terms;
	const slack = slackOf(terms.specification, lines.length + allowancesAndCharges.length);
	const sources = { lines, taxes, allowancesAndCharges, currency, total: totals.lines, slack };
	yield* checkBreakdown(sources, findings);
	return {
		number: terms.number,
		kind,
		issueDate,
		dueDate: findings.date('dueDate', terms.dueDates[0]),
		deliveryDate: findings.date('deliveryDate', terms.delivery.date),
		currency,
		exchangeRate: findings.amount('exchangeRate', readNumber(findings, 'exchangeRate', terms.exchangeRate)),
		orderReference: terms.purchaseOrder ?? terms.salesOrder,
		customerNumber,
		precedingInvoiceNumber: terms.precedingInvoices[0]?.number ?? null,
		note: terms.notes.map(({ text }) => text).join('\n') || null,
		seller: partyOfTerms(terms.seller, {}, 'seller', findings),
		buyer: partyOfTerms(terms.buyer, { customerId: customerNumber }, 'buyer', findings),
		shipTo: partyOf({
			name: terms.delivery.name,
			address: addressOfTerms(terms.delivery.address, 'shipTo', findings),
		}),
		totals,
		taxes,
		lines,
		payment: paymentOfTerms(terms, issueDate, findings),
		references: yield* referencesOfTerms(terms),
		sums: sumRulesOf(terms, findings),
	};
}

/** BT-46: the seller's own number for the buyer, which has no scheme, takes precedence over a public register's. */
const customerNumberOf = (buyer: PartyTerms | null): string | null =>
	(buyer?.ids.find(({ scheme }) => scheme === null) ?? buyer?.ids[0])?.id ?? null;

function partyOfTerms(
	terms: PartyTerms | null,
	known: Partial<Party>,
	path: string,
	findings: Findings,
): Party | null {
	if (terms === null) return null;
	return partyOf({
		name: terms.name ?? terms.tradingName,
		taxId: terms.vatId ?? terms.taxNumber,
		registrationId: terms.registration?.id ?? null,
		email: terms.email,
		phone: terms.phone,
		address: addressOfTerms(terms.address, path, findings),
		...known,
	});
}

function addressOfTerms(terms: AddressTerms | null, path: string, findings: Findings): Address | null {
	if (terms === null) return null;
	return addressOf({
		street: terms.line1,
		streetNumber: terms.streetNumber,
		additional: terms.furtherLines.join(', ') || null,
		city: terms.city,
		postalCode: terms.postalCode,
		region: terms.region,
		countryCode: findings.country(`${path}.address.countryCode`, terms.country),
	});
}

function taxOf(terms: TaxTerms, path: string, findings: Findings): Invoice['taxes'][number] {
	const read = (field: 'rate' | 'taxableAmount' | 'taxAmount') =>
		findings.amount(`${path}.${field}`, readNumber(findings, `${path}.${field}`, terms[field]));
	return {
		category: checkCategory(findings, `${path}.category`, terms.category),
		name: terms.name,
		rate: read('rate'),
		taxableAmount: read('taxableAmount'),
		taxAmount: read('taxAmount'),
	};
}

function totalsOf(terms: DocumentTerms, findings: Findings): Partial<Totals> {
	const read = (field: keyof Totals, text: string | null) => readNumber(findings, `totals.${field}`, text);
	const summed = (field: 'discount' | 'charges', rule: string): Decimal | null => {
		const sent = read(field, terms.totals[field]);
		const entries = terms.allowancesAndCharges.filter(({ isCharge }) => isCharge === (field === 'charges'));
		const sum = sumOfAll(entries.map((entry) => read(field, entry.amount)));
		const slack = slackOf(terms.specification, entries.length);
		if (sent && sum && compare(abs(subtract(sent, sum)), slack) > 0) {
			findings.add(
				'sum-mismatch',
				`totals.${field}`,
				`${toText(sent)} was sent, but the sum of its parts is ${toText(sum)} (${rule})`,
			);
		}
		return sent ?? sum;
	};
	const figures: Partial<Record<keyof Totals, Decimal | null>> = {
		lines: read('lines', terms.totals.lines),
		discount: summed('discount', 'BR-CO-11'),
		charges: summed('charges', 'BR-CO-12'),
		net: read('net', terms.totals.net),
		tax: read('tax', terms.tax),
		gross: read('gross', terms.totals.gross),
		paid: read('paid', terms.totals.paid),
		rounding: read('rounding', terms.totals.rounding),
		due: read('due', terms.totals.due),
	};
	readNumber(findings, 'references.taxTotalInTaxCurrency', terms.taxInTaxCurrency);
	for (const entry of terms.allowancesAndCharges)
		checkFigures(entry, 'references.allowancesAndCharges', findings);
	return Object.fromEntries(
		Object.entries(figures).map(([field, figure]) => [field, findings.amount(`totals.${field}`, figure)]),
	);
}

/** If all entries are groups or information, there is no line that the total could come from. */
function checkLinesOf({ lines, otherLines }: DocumentTerms, totals: Partial<Totals>, findings: Findings) {
	const total = totals.lines ?? totals.net;
	if (lines.length > 0 || otherLines.length === 0 || !total) return;
	findings.add(
		'sum-mismatch',
		'totals.lines',
		`${total} was sent, but there is no line that adds to it, only headings and information (BR-CO-10)`,
	);
}

/** What must not be booked like any other invoice. */
function checkPurpose({ isTest, isCopy }: DocumentTerms, findings: Findings) {
	if (isTest)
		findings.add('document-test', 'kind', 'The document says that it is a test, and no real invoice');
	if (isCopy) {
		findings.add(
			'document-copy',
			'kind',
			'The document says that it is a copy of an invoice that was sent before',
		);
	}
}
