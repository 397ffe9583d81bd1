import { normalizeSpace } from '../../../cast';
import { perDocument } from '../../../document';
import type { Node, NodeDocument } from '../../../node';
import { VAT_CATEGORIES, type VatCategory } from '../norm/categories';
import type { NamedParties } from '../norm/vat';
import { VatSums } from '../norm/vatSums';
import { isVat } from './vatTerms';

/** Where an invoice uses VAT categories: sets hold their codes. */
export interface VatUse {
	/** Anywhere, of VAT. */
	anywhere: ReadonlySet<string>;
	/** In the breakdown, of VAT: how many. */
	inBreakdown: ReadonlyMap<string, number>;
	breakdown: Uses;
	lines: Uses;
	/** Of the document, of lines and of prices, as the rules do not tell these apart. */
	allowances: Uses;
	charges: Uses;
	/** Of the document alone. */
	documentAllowances: Uses;
	documentCharges: Uses;
	/** What the lines, charges and allowances of an invoice come to, and those of a credit note. */
	invoiceSums: VatSums;
	creditNoteSums: VatSums;
	/** Every allowance and charge, by category and rate. */
	allowanceRates: VatSums;
	parties: NamedParties;
	/** Where the rules on the parties of a category have no answer. */
	unclear: (category: VatCategory) => Node | null;
}

export interface Uses {
	/** The codes of those that are said to be of VAT. */
	vat: ReadonlySet<string>;
	/** The codes of all. */
	all: ReadonlySet<string>;
}

const idsOf = (categories: readonly Node[]): string[] =>
	categories.filter(isVat).flatMap((category) => category.values('cbc:ID').map(normalizeSpace));

const codeOf = (category: Node): string => category.normal('cbc:ID');

const usesOf = (categories: readonly Node[]): Uses => ({
	vat: new Set(categories.filter(isVat).map(codeOf)),
	all: new Set(categories.map(codeOf)),
});

export const vatUseOf = perDocument((document): VatUse => {
	const { root } = document;
	const inBreakdown = new Map<string, number>();
	const breakdown = root.all('cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory');
	for (const id of idsOf(breakdown)) inBreakdown.set(id, (inBreakdown.get(id) ?? 0) + 1);
	const classified = document.named('cac:ClassifiedTaxCategory');
	const items = document.named('cac:AllowanceCharge');
	const of = (list: readonly Node[], isCharge: boolean) =>
		usesOf(
			list
				.filter((item) => item.isFlag('cbc:ChargeIndicator', isCharge))
				.flatMap((item) => item.all('cac:TaxCategory')),
		);
	const atRoot = root.all('cac:AllowanceCharge');
	return {
		anywhere: new Set([...idsOf(document.named('cac:TaxCategory')), ...idsOf(classified)]),
		inBreakdown,
		breakdown: usesOf(breakdown),
		lines: usesOf(classified),
		allowances: of(items, false),
		charges: of(items, true),
		documentAllowances: of(atRoot, false),
		documentCharges: of(atRoot, true),
		invoiceSums: sumsOf(document, 'cac:InvoiceLine'),
		creditNoteSums: sumsOf(document, 'cac:CreditNoteLine'),
		allowanceRates: ratesOf(items),
		parties: partiesOf(document),
		unclear: unclearIn(document),
	};
});

/** Lines, allowances and charges that stand at the root: the rules reach them from the breakdown. */
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

/** Of categories without rates the rules do not look at one here, so that it may be no number. */
const ratesOfAll = (categories: readonly Node[]) =>
	categories.some((category) => RATED.has(codeOf(category)))
		? categories.flatMap((category) => category.decimal('cbc:Percent') ?? [])
		: [];

const RATED = new Set(VAT_CATEGORIES.filter(({ hasRates }) => hasRates).map(({ code }) => code));

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

/** Whether a VAT number is there; the scheme at which that has no answer, because it is of several taxes at once. */
type Answer = boolean | Node;

function vatIdIn(schemes: readonly Node[]): Answer {
	for (const scheme of schemes) {
		if (scheme.count('cac:TaxScheme') > 1) return scheme;
		if (isVat(scheme) && scheme.has('cbc:CompanyID')) return true;
	}
	return false;
}

/** In the order of the official rules, which look no further once they have an answer. */
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
			// O asks that there is none, and ends at the first that there is.
			if (parties === 'nobody' && answer) return null;
		}
		return null;
	};
}
