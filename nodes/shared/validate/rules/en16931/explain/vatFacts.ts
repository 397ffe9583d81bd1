import type { Explanation } from '../../../rule';
import { RULED_CATEGORIES, type VatCategory } from '../norm/categories';
import type { NamedParties } from '../norm/vat';

/** What a document contains about VAT, counted as the rules of its syntax do. */
export interface VatFacts {
	/** The parties that count as identified for a category. */
	named: (category: VatCategory) => NamedParties;
	/** The number of breakdowns of a category. */
	breakdowns: (category: VatCategory) => number;
}

const SELLER =
	'the VAT or tax number of the seller (BT-31, BT-32) or the VAT number of its tax representative (BT-63): both are missing';
const SELLER_VAT =
	'the VAT number of the seller (BT-31) or of its tax representative (BT-63): both are missing';
const BUYER = 'the VAT or registration number of the buyer (BT-48, BT-47): both are missing';
const BUYER_VAT = 'the VAT number of the buyer (BT-48): it is missing';

type Missing = readonly [party: 'seller' | 'buyer', number: string];

function missingOf({ parties }: VatCategory, named: NamedParties): readonly Missing[] {
	const withVat = parties === 'sellerVat' || parties === 'sellerVatAndBuyerVat';
	const asksForBuyer = parties === 'sellerAndBuyer' || parties === 'sellerVatAndBuyerVat';
	const missing: Missing[] = [];
	if (!(withVat ? named.sellerVat : named.seller)) missing.push(['seller', withVat ? SELLER_VAT : SELLER]);
	if (asksForBuyer && !(withVat ? named.buyerVat : named.buyer))
		missing.push(['buyer', withVat ? BUYER_VAT : BUYER]);
	return missing;
}

/** BR-…-02 to 04: which identifiers are missing or, for O, must be removed. */
function ofParties(category: VatCategory, named: NamedParties): Explanation {
	const name = nameOf(category);
	if (category.parties === 'nobody') {
		const numbers = [
			...(named.sellerVat
				? ['the VAT number of the seller (BT-31) or of its tax representative (BT-63)']
				: []),
			...(named.buyerVat ? ['the VAT number of the buyer (BT-48)'] : []),
		];
		return {
			message: `The ${name} does not go with VAT numbers: leave out ${numbers.join(' and ')}`,
			field: named.sellerVat ? 'seller.taxId' : 'buyer.taxId',
		};
	}
	const missing = missingOf(category, named);
	const [first] = missing;
	if (first === undefined)
		return { message: `The ${name} is not said to be one of VAT: write VAT as its tax scheme` };
	return {
		message: `The ${name} needs ${missing.map(([, number]) => number).join('; and ')}`,
		field: `${first[0]}.taxId`,
	};
}

/** BR-…-01: whether a breakdown is missing or there is one too many. */
function ofBreakdowns(category: VatCategory, count: number): Explanation {
	const name = nameOf(category);
	const field = 'taxes';
	if (count === 0)
		return {
			message: `A line, allowance or charge has the ${name}, but it is missing in the breakdown of VAT (BG-23): add it`,
			field,
		};
	if (count > 1 && !category.hasRates)
		return {
			message: `The ${name} is ${count} times in the breakdown of VAT (BG-23): put them together`,
			field,
		};
	return {
		message: `The breakdown of VAT (BG-23) has the ${name}, but no line, allowance or charge has it: leave it out, or correct their category`,
		field,
	};
}

const nameOf = ({ code, name }: VatCategory): string => `VAT category ${code} (${name})`;

const NUMBER = /^BR-([A-Z]+)-0([1-4])$/;

/** Explains a rule whose violation depends on what is missing; null for any other rule. */
export function explainVatFacts(rule: string, facts: VatFacts): Explanation | null {
	const [, rules, number] = NUMBER.exec(rule) ?? [];
	const category = RULED_CATEGORIES.find((known) => known.rules === rules);
	if (category === undefined) return null;
	return number === '1'
		? ofBreakdowns(category, facts.breakdowns(category))
		: ofParties(category, facts.named(category));
}
