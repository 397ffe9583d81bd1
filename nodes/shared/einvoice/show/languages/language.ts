import type { Invoice } from '../../../invoice/schema';

/** How an invoice is shown in one language. */
export interface Language {
	/** ISO 639-1. */
	code: string;
	/** `1,234.50` */
	decimal: string;
	thousands: string;
	/** `2026-01-31` as people of that language write it. */
	date: (year: string, month: string, day: string) => string;
	kinds: Record<NonNullable<Invoice['kind']>, string>;
	methods: Record<PaymentMethod, string>;
	labels: Labels;
}

/** The ways to pay that are shown in words. */
export type PaymentMethod = 'transfer' | 'card' | 'directDebit' | 'agreed' | 'cash' | 'cheque';

export interface Labels {
	seller: string;
	buyer: string;
	shipTo: string;
	number: string;
	issueDate: string;
	dueDate: string;
	deliveryDate: string;
	period: string;
	orderReference: string;
	customerNumber: string;
	buyerReference: string;
	contract: string;
	project: string;
	precedingInvoice: string;
	taxId: string;
	taxNumber: string;
	registration: string;
	phone: string;
	email: string;
	position: string;
	description: string;
	quantity: string;
	unitPrice: string;
	unitPriceWithTax: string;
	discount: string;
	taxRate: string;
	amount: string;
	taxes: string;
	/** The tax that EN 16931 calls VAT. */
	vat: string;
	taxCategory: string;
	taxableAmount: string;
	taxAmount: string;
	exemption: string;
	linesTotal: string;
	charges: string;
	net: string;
	tax: string;
	gross: string;
	withheld: string;
	paid: string;
	rounding: string;
	due: string;
	payment: string;
	paymentTerms: string;
	paymentReference: string;
	paymentMethod: string;
	payee: string;
	accountHolder: string;
	mandate: string;
	creditorId: string;
	bank: string;
	account: string;
	iban: string;
	bic: string;
	earlyPayment: string;
	until: string;
	note: string;
	attachments: string;
	validation: string;
	rules: string;
	errors: string;
	warnings: string;
	noFindings: string;
	scanToPay: string;
}
