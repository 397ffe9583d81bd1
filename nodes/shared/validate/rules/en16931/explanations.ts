import type { Explanation } from '../../rule';
import type { Node } from '../../node';
import { CODES, DECIMALS } from './explain/amountsAndCodes';
import { explainBy } from './explain/entry';
import { CONDITIONS, TERMS } from './explain/terms';
import { VAT } from './explain/vat';

const explainTable = explainBy(
	[TERMS, CONDITIONS, DECIMALS, CODES, VAT].flatMap((table) => Object.entries(table)),
);

/** Rules that ask for numbers of both parties. */
const OF_BOTH_PARTIES = /^BR-(AE|IC)-0[234]$/;
/** The seller or its representative, in UBL and in CII. */
const SELLERS = new Set([
	'cac:AccountingSupplierParty',
	'cac:TaxRepresentativeParty',
	'ram:SellerTradeParty',
	'ram:SellerTaxRepresentativeTradeParty',
]);

/** What a rule of the norm (BR) means, the same for both syntaxes; null for a rule of another kind. */
export function explainNorm(rule: string, at: Node): Explanation | null {
	const explanation = explainTable(rule);
	if (explanation === null || !OF_BOTH_PARTIES.test(rule)) return explanation;
	return { ...explanation, field: hasNumberOfSeller(at) ? 'buyer.taxId' : 'seller.taxId' };
}

const hasNumberOfSeller = ({ document }: Node): boolean =>
	[...document.named('cac:PartyTaxScheme'), ...document.named('ram:SpecifiedTaxRegistration')].some(
		({ parent }) => SELLERS.has(parent?.name ?? '') || SELLERS.has(parent?.parent?.name ?? ''),
	);
