import type { Steps } from '../../../../steps';
import { normalizeSpace } from '../../../xpath/cast';
import { perDocument } from '../../../document';
import type { Node, NodeDocument } from '../../../xpath/node';
import { RULED_CATEGORIES, type VatCategory } from '../norm/categories';
import type { NamedParties } from '../norm/vat';
import { VatSums } from '../norm/vatSums';
import { isVat } from './vatTerms';

/** Where an invoice uses VAT categories, as sets of their codes. */
export interface VatUse {
	/** VAT categories anywhere in the document. */
	anywhere: ReadonlySet<string>;
	/** VAT breakdowns: number per code. */
	inBreakdown: ReadonlyMap<string, number>;
	breakdown: Uses;
	lines: Uses;
	parties: NamedParties;
	/** The node at which the rules on the parties of a category fail. */
	unclear: (category: VatCategory) => Node | null;
}

/** The allowances and charges of an invoice, by category. */
export interface ItemUse {
	/** Allowances of the document, of lines and of prices, which these rules do not distinguish. */
	allowances: Uses;
	charges: Uses;
	/** Allowances of the document only. */
	documentAllowances: Uses;
	documentCharges: Uses;
}

/** What the amounts of an invoice come to, by category and rate. */
export interface AmountsOfVat {
	/** Sums of lines, charges and allowances, for invoices and for credit notes. */
	invoiceSums: VatSums;
	creditNoteSums: VatSums;
	/** Every allowance and charge, by category and rate. */
	allowanceRates: VatSums;
}

export interface Uses {
	/** Codes that are marked as VAT. */
	vat: ReadonlySet<string>;
	/** All codes. */
	all: ReadonlySet<string>;
}

const idsOf = (categories: readonly Node[]): string[] =>
	categories.filter(isVat).flatMap((category) => category.values('cbc:ID').map(normalizeSpace));

const codeOf = (category: Node): string => category.normal('cbc:ID');

const usesOf = (categories: readonly Node[]): Uses => ({
	vat: new Set(categories.filter(isVat).map(codeOf)),
	all: new Set(categories.map(codeOf)),
});

// Each part looks at every line: computed one by one, they leave room for other workflows in between.

const itemsIn = (list: readonly Node[], isCharge: boolean): Uses =>
	usesOf(
		list
			.filter((item) => item.isFlag('cbc:ChargeIndicator', isCharge))
			.flatMap((item) => item.all('cac:TaxCategory')),
	);

const anywhereIn = perDocument(
	(document) =>
		new Set([
			...idsOf(document.named('cac:TaxCategory')),
			...idsOf(document.named('cac:ClassifiedTaxCategory')),
		]),
);
const linesIn = perDocument((document) => usesOf(document.named('cac:ClassifiedTaxCategory')));
const allowancesIn = perDocument((document) => itemsIn(document.named('cac:AllowanceCharge'), false));
const chargesIn = perDocument((document) => itemsIn(document.named('cac:AllowanceCharge'), true));
const invoiceSumsIn = perDocument((document) => sumsOf(document, 'cac:InvoiceLine'));
const creditNoteSumsIn = perDocument((document) => sumsOf(document, 'cac:CreditNoteLine'));
const ratesIn = perDocument((document) => ratesOf(document.named('cac:AllowanceCharge')));

// Three values, so that only the rules that need them stop at an indicator or a rate that is none.

export const vatUseOf = perDocument((document): VatUse => {
	const { root } = document;
	const inBreakdown = new Map<string, number>();
	const breakdown = root.all('cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory');
	for (const id of idsOf(breakdown)) inBreakdown.set(id, (inBreakdown.get(id) ?? 0) + 1);
	return {
		anywhere: anywhereIn(root),
		inBreakdown,
		breakdown: usesOf(breakdown),
		lines: linesIn(root),
		parties: partiesOf(document),
		unclear: unclearIn(document),
	};
});

export const itemUseOf = perDocument(({ root }): ItemUse => {
	const atRoot = root.all('cac:AllowanceCharge');
	return {
		allowances: allowancesIn(root),
		charges: chargesIn(root),
		documentAllowances: itemsIn(atRoot, false),
		documentCharges: itemsIn(atRoot, true),
	};
});

export const amountsOfVat = perDocument(({ root }): AmountsOfVat => ({
	invoiceSums: invoiceSumsIn(root),
	creditNoteSums: creditNoteSumsIn(root),
	allowanceRates: ratesIn(root),
}));

/** Computes what the rules ask for all at once, in the order in which they do. */
export function* prepareVatUse(root: Node): Steps<void> {
	for (const work of [
		anywhereIn,
		linesIn,
		allowancesIn,
		chargesIn,
		invoiceSumsIn,
		creditNoteSumsIn,
		ratesIn,
	]) {
		work(root);
		yield;
	}
}

/** Lines, allowances and charges at the root, which the rules reach from the breakdown. */
function sumsOf({ root }: NodeDocument, lines: string): VatSums {
	const sums = new VatSums();
	for (const line of root.all(lines)) {
		const amount = line.decimal('cbc:LineExtensionAmount');
		const categories = line.all('cac:Item/cac:ClassifiedTaxCategory');
		if (amount !== null) sums.add(categories.map(codeOf), ratesOfAll(categories), amount);
	}
	for (const item of root.all('cac:AllowanceCharge')) {
		const amount = item.decimal('cbc:Amount');
		const categories = item.all('cac:TaxCategory');
		if (amount === null) continue;
		for (const [isCharge, sign] of [
			[true, 1],
			[false, -1],
		] as const) {
			if (!item.isFlag('cbc:ChargeIndicator', isCharge)) continue;
			sums.add(categories.map(codeOf), ratesOfAll(categories), amount, sign);
		}
	}
	return sums;
}

function ratesOf(items: readonly Node[]): VatSums {
	const rates = new VatSums();
	for (const item of items) {
		const categories = item.all('cac:TaxCategory');
		rates.add(categories.map(codeOf), ratesOfAll(categories), { digits: 0, scale: 0 });
	}
	return rates;
}

/** For categories without rates the rules ignore the rate here, so it need not be a number. */
const ratesOfAll = (categories: readonly Node[]) =>
	categories.some((category) => RATED.has(codeOf(category)))
		? categories.flatMap((category) => category.decimal('cbc:Percent') ?? [])
		: [];

const RATED = new Set(RULED_CATEGORIES.filter(({ hasRates }) => hasRates).map(({ code }) => code));

function partiesOf({ root }: NodeDocument): NamedParties {
	const seller = root.all('//cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme');
	const buyer = root.all('//cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme');
	const representative = root.all('//cac:TaxRepresentativeParty/cac:PartyTaxScheme');
	const hasVatId = (schemes: readonly Node[]) =>
		schemes.some((scheme) => isVat(scheme) && scheme.has('cbc:CompanyID'));
	const buyerVat = hasVatId(buyer);
	return {
		seller: seller.some((scheme) => scheme.has('cbc:CompanyID')) || hasVatId(representative),
		sellerVat: hasVatId(seller) || hasVatId(representative),
		buyerVat,
		buyer: buyerVat || root.has('//cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID'),
	};
}

/** Whether there is a VAT number; or the tax scheme at which the check fails because it names several taxes. */
type Answer = boolean | Node;

function vatIdIn(schemes: readonly Node[]): Answer {
	for (const scheme of schemes) {
		if (scheme.count('cac:TaxScheme') > 1) return scheme;
		if (isVat(scheme) && scheme.has('cbc:CompanyID')) return true;
	}
	return false;
}

/** Checks in the order of the official rules, which stop at the first result. */
function unclearIn({ root }: NodeDocument): (category: VatCategory) => Node | null {
	const sellers = root.all('//cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme');
	const isNamed = sellers.some((scheme) => scheme.has('cbc:CompanyID'));
	const seller = vatIdIn(sellers);
	const representative = vatIdIn(root.all('//cac:TaxRepresentativeParty/cac:PartyTaxScheme'));
	const buyer = vatIdIn(root.all('//cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme'));
	return ({ parties }) => {
		const asked = parties === 'seller' || parties === 'sellerAndBuyer' ? [isNamed] : [seller];
		if (parties === 'nobody' || asked[0] === false) asked.push(representative);
		const hasBuyer = parties !== 'seller' && parties !== 'sellerVat';
		if (hasBuyer && (parties === 'nobody' || asked.includes(true))) asked.push(buyer);
		for (const answer of asked) {
			if (typeof answer === 'object') return answer;
			// O requires that there is none, and stops at the first one found.
			if (parties === 'nobody' && answer) return null;
		}
		return null;
	};
}
