/** A VAT category (UNTDID 5305) and what EN 16931 requires of an invoice that uses it. */
export interface VatCategory {
	/** The code in documents. */
	code: string;
	/** The middle part of its rule IDs: `S` in `BR-S-08`. */
	rules: string;
	name: string;
	/** The rate required in lines, allowances and charges. */
	rate: 'positive' | 'notNegative' | 'zero' | 'none';
	/** Whether the breakdown has an exemption reason. */
	reason: 'required' | 'forbidden';
	/** Whether there is one breakdown per rate rather than a single one. */
	hasRates: boolean;
	/** Which parties must, or must not, have a tax identifier. */
	parties: 'seller' | 'sellerVat' | 'sellerAndBuyer' | 'sellerVatAndBuyerVat' | 'nobody';
}

const RATED = { reason: 'forbidden', hasRates: true, parties: 'seller' } as const;
const ZERO = { rate: 'zero', reason: 'required', hasRates: false } as const;

export const RULED_CATEGORIES: readonly VatCategory[] = [
	{ code: 'AE', rules: 'AE', name: 'reverse charge', ...ZERO, parties: 'sellerAndBuyer' },
	{ code: 'E', rules: 'E', name: 'exempt from VAT', ...ZERO, parties: 'seller' },
	{ code: 'G', rules: 'G', name: 'export outside the EU', ...ZERO, parties: 'sellerVat' },
	{ code: 'K', rules: 'IC', name: 'supply inside the EU', ...ZERO, parties: 'sellerVatAndBuyerVat' },
	{ code: 'L', rules: 'AF', name: 'IGIC of the Canary Islands', rate: 'notNegative', ...RATED },
	{ code: 'M', rules: 'AG', name: 'IPSI of Ceuta and Melilla', rate: 'notNegative', ...RATED },
	{ code: 'O', rules: 'O', name: 'not subject to VAT', ...ZERO, rate: 'none', parties: 'nobody' },
	{ code: 'S', rules: 'S', name: 'standard rate', rate: 'positive', ...RATED },
	{ code: 'Z', rules: 'Z', name: 'zero rate', ...ZERO, reason: 'forbidden', parties: 'seller' },
];
