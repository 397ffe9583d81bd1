import { sum } from '../../../../values/decimal';
import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import type { NamedParties } from '../norm/vat';
import { VatSums } from '../norm/vatSums';
import { isVatId } from './parties';
import { AGREEMENT, SELLER, SETTLEMENT, TRANSACTION } from './paths';

/** Which VAT categories an invoice uses, and which identifiers its parties have. */
export interface VatUse {
	/** Number of occurrences per code. */
	lines: ReadonlyMap<string, number>;
	breakdown: ReadonlyMap<string, number>;
	/** Codes of allowances and charges. */
	items: ReadonlyMap<string, number>;
	/** Codes of lines and breakdowns anywhere. */
	taxes: ReadonlyMap<string, number>;
	/** Identifiers of parties anywhere in the document. */
	anywhere: NamedParties;
	/** Identifiers at the regular places of the seller and its tax representative. */
	inPlace: NamedParties;
}

const codesOf = (taxes: readonly Node[]): ReadonlyMap<string, number> => {
	const codes = new Map<string, number>();
	for (const tax of taxes) {
		for (const code of new Set(tax.values('ram:CategoryCode'))) codes.set(code, (codes.get(code) ?? 0) + 1);
	}
	return codes;
};

const HEADER_ITEMS = `${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`;
const REGISTRATION = 'ram:SpecifiedTaxRegistration/ram:ID';

export const vatUseOf = perDocument(({ root }): VatUse => {
	return {
		lines: codesOf(root.all('//ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')),
		breakdown: codesOf(root.all('//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax')),
		items: codesOf(root.all('//ram:CategoryTradeTax')),
		taxes: codesOf(root.all('//ram:ApplicableTradeTax')),
		anywhere: partiesIn(root, '//ram:SellerTradeParty', '//ram:SellerTaxRepresentativeTradeParty'),
		inPlace: partiesIn(root, SELLER, `${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty`),
	};
});

/** Apart, so that only the rules that need them stop at an amount or a rate that is none. */
export const amountsOfVat = perDocument(({ root }) => ({
	lines: sumsOfLines(root),
	charges: sumsOfItems(root, true),
	allowances: sumsOfItems(root, false),
}));

function partiesIn(root: Node, seller: string, representative: string): NamedParties {
	const hasVatId = (party: string) => root.all(`${party}/${REGISTRATION}`).some(isVatId);
	const isRepresented = hasVatId(representative);
	const buyerVat = hasVatId('//ram:BuyerTradeParty');
	return {
		seller: root.equals(`${seller}/${REGISTRATION}/@schemeID`, 'VA', 'FC') || isRepresented,
		sellerVat: hasVatId(seller) || isRepresented,
		buyerVat,
		buyer: buyerVat || root.has('//ram:BuyerTradeParty/ram:SpecifiedLegalOrganization/ram:ID'),
	};
}

function sumsOfLines(root: Node): VatSums {
	const sums = new VatSums();
	const settlements = root.all(
		`${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement`,
	);
	for (const settlement of settlements) {
		const amounts = settlement.decimals(
			'ram:SpecifiedTradeSettlementLineMonetarySummation',
			'ram:LineTotalAmount',
		);
		if (amounts.length > 0) addTo(sums, settlement.all('ram:ApplicableTradeTax'), sum(amounts));
	}
	return sums;
}

function sumsOfItems(root: Node, isCharge: boolean): VatSums {
	const sums = new VatSums();
	for (const item of root.all(HEADER_ITEMS)) {
		if (!item.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge)) continue;
		const amount = item.decimal('ram:ActualAmount');
		if (amount !== null) addTo(sums, item.all('ram:CategoryTradeTax'), amount);
	}
	return sums;
}

function addTo(sums: VatSums, taxes: readonly Node[], amount: Parameters<VatSums['add']>[2]): void {
	const codes = taxes.flatMap((tax) => tax.values('ram:CategoryCode'));
	// For other categories the rules ignore the rate here, so it need not be a number.
	const rates = codes.includes('S')
		? taxes.flatMap((tax) => tax.decimal('ram:RateApplicablePercent') ?? [])
		: [];
	sums.add(codes, rates, amount);
}

/** Whether every allowance and charge has an indicator; stops at one that has none. */
export function haveIndicators(at: Node): boolean {
	const unclear = at.all(HEADER_ITEMS).find((item) => item.count('ram:ChargeIndicator/udt:Indicator') !== 1);
	if (unclear !== undefined) at.document.stop('XPTY0004', unclear);
	return unclear === undefined;
}
