import type { Node } from '../../../xpath/node';
import type { VatTerms } from '../norm/vatTerms';

/** For `ram:ApplicableTradeTax` and `ram:CategoryTradeTax`. White space around the type matters. */
export const isVat = (tax: Node): boolean => tax.text('ram:TypeCode').toUpperCase() === 'VAT';

/** Codes are compared exactly, rates as doubles. */
export const VAT: VatTerms = {
	isVat,
	code: 'ram:CategoryCode',
	rate: 'ram:RateApplicablePercent',
	hasCode: (at, code) => at.equals('ram:CategoryCode', code),
	isZero: (at, path) => at.compares(path, (percent) => percent === 0),
};
