/** A VAT category (UNTDID 5305) and what EN 16931 asks of an invoice that uses it. */
export interface VatCategory {
	/** The code in the document. */
	code: string;
	/** The middle of the numbers of its rules: `S` of `BR-S-08`. */
	rules: string;
	name: string;
	/** What lines, allowances and charges have as their rate. */
	rate: 'positive' | 'notNegative' | 'zero' | 'none';
	/** Whether the breakdown has a reason for the exemption. */
	reason: 'required' | 'forbidden';
	/** Rates are told apart, so that there may be several breakdowns. */
	hasRates: boolean;
	/** Who must, or must not, be named by a number. */
	parties: 'seller' | 'sellerVat' | 'sellerAndBuyer' | 'sellerVatAndBuyerVat' | 'nobody';
}

const RATED = { reason: 'forbidden', hasRates: true, parties: 'seller' } as const;
const ZERO = { rate: 'zero', reason: 'required', hasRates: false } as const;

export const VAT_CATEGORIES: readonly VatCategory[] = [
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
