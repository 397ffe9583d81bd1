import { isZero } from '../../../../values/decimal';
import type { Node } from '../../../node';
import type { VatTerms } from '../norm/vatTerms';

/** Of `cac:TaxCategory`, `cac:ClassifiedTaxCategory` or `cac:PartyTaxScheme`. */
export const isVat = (at: Node): boolean =>
	at.all('cac:TaxScheme').some((scheme) => scheme.normal('cbc:ID').toUpperCase() === 'VAT');

export const VAT: VatTerms = {
	isVat,
	code: 'cbc:ID',
	rate: 'cbc:Percent',
	hasCode: (at, code) => at.normal('cbc:ID') === code,
	isZero: (at, path) => {
		const rate = at.decimal(path);
		return rate !== null && isZero(rate);
	},
};
