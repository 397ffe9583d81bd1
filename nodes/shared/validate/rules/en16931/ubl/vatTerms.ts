import { isZero } from '../../../../values/decimal';
import type { Node } from '../../../xpath/node';
import type { VatTerms } from '../norm/vatTerms';

/** For `cac:TaxCategory`, `cac:ClassifiedTaxCategory` and `cac:PartyTaxScheme`. */
export function isVat(at: Node): boolean {
	// Rules ask for every line, several times.
	for (const scheme of at.all('cac:TaxScheme')) if (isVatScheme(scheme.normal('cbc:ID'))) return true;
	return false;
}

const isVatScheme = (id: string): boolean => id === 'VAT' || id.toUpperCase() === 'VAT';

/**
 * {@link isVat} for rules with `[cac:TaxScheme/(… = 'VAT')]`, which fail on several schemes (FORG0006), whatever they
 * are.
 */
export const isOneVat = (at: Node): boolean => {
	const second = at.all('cac:TaxScheme')[1];
	if (second !== undefined) at.document.stop('FORG0006', second);
	return isVat(at);
};

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
