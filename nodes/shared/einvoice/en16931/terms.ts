/**
 * The terms of EN 16931 in a document. Both syntaxes of the norm (UBL and CII) are read into these, so that one mapping
 * serves both. Values are the text as written; dates are `YYYY-MM-DD` if they could be parsed.
 */
type Text = string | null;

/** An identifier and its scheme (ISO 6523 and others). */
export interface Identifier {
	id: string;
	scheme: Text;
}

export interface AddressTerms {
	/** BT-35, 50, 64, 75: street, often with the number. */
	line1: Text;
	streetNumber: Text;
	/** BT-36, 162 and the like. */
	furtherLines: string[];
	city: Text;
	postalCode: Text;
	region: Text;
	country: Text;
}

/** BG-4 seller, BG-7 buyer, BG-10 payee, BG-11 tax representative. */
export interface PartyTerms {
	/** BT-27, 44, 59, 62 */
	name: Text;
	/** BT-28, 45 */
	tradingName: Text;
	/** BT-29, 46, 60 */
	ids: Identifier[];
	/** BT-30, 47, 61 */
	registration: Identifier | null;
	/** BT-31, 48, 63 */
	vatId: Text;
	/** BT-32: a tax number other than for VAT */
	taxNumber: Text;
	/** BT-33 */
	legalInformation: Text;
	/** BT-34, 49 */
	electronicAddress: Identifier | null;
	/** BT-41, 56 */
	contact: Text;
	/** BT-42, 57 */
	phone: Text;
	/** BT-43, 58 */
	email: Text;
	address: AddressTerms | null;
}

/** BG-16 */
export interface PaymentMeansTerms {
	/** BT-81, 82 */
	code: Text;
	text: Text;
	/** BT-84, 85, 86 */
	account: Text;
	accountName: Text;
	bic: Text;
	bankName: Text;
	/** BT-87, 88 */
	cardNumber: Text;
	cardHolder: Text;
	/** BT-91 */
	debitedAccount: Text;
}

/** BG-23 */
export interface TaxTerms {
	name: Text;
	category: Text;
	rate: Text;
	taxableAmount: Text;
	taxAmount: Text;
	/** BT-120, 121 */
	exemptionReason: Text;
	exemptionReasonCode: Text;
}

/** BG-20, 21, 27, 28 */
export interface AllowanceOrCharge {
	isCharge: boolean;
	/** What is written in place of `true` or `false`, which says whether it is a charge */
	unclear?: string;
	/** BT-92, 99, 136, 141 */
	amount: Text;
	/** BT-94, 101, 138, 143, relative to BT-93, 100, 137, 142 */
	percent: Text;
	baseAmount: Text;
	/** BT-97, 104, 139, 144, and BT-98, 105, 140, 145 */
	reason: Text;
	reasonCode: Text;
	/** BT-95, 102 and BT-96, 103, for the document only: those of a line have the line's tax */
	taxCategory: Text;
	taxRate: Text;
}

/** BG-25 */
export interface LineTerms {
	id: Text;
	name: Text;
	description: Text;
	/** BT-127 */
	note: Text;
	/** BT-128 */
	object: Identifier | null;
	/** BT-132 */
	orderLine: Text;
	/** BT-133 */
	accountingReference: Text;
	/** BT-155, 157, 156 */
	sellersId: Text;
	standardId: Identifier | null;
	buyersId: Text;
	/** BT-158, in a list of UNTDID 7143 */
	classifications: Array<{ list: Text; version: Text; code: string }>;
	/** BT-159 */
	origin: Text;
	/** BG-32: BT-160, 161 */
	attributes: Array<{ name: string; value: string }>;
	quantity: Text;
	unit: Text;
	/** BT-146 per BT-149 in units of BT-150 */
	price: Text;
	priceQuantity: Text;
	priceUnit: Text;
	/** BT-148, from which BT-147 is deducted; the norm allows one */
	grossPrice: Text;
	priceDiscounts: string[];
	allowancesAndCharges: AllowanceOrCharge[];
	net: Text;
	taxCategory: Text;
	taxRate: Text;
	periodStart: Text;
	periodEnd: Text;
}

/** An entry among the lines whose amounts do not count. Not in the norm. */
export interface OtherLine {
	/** A heading with the sum of its lines, a mere note, or a component of a line. */
	kind: 'group' | 'information' | 'subLine';
	id: Text;
	/** Name, description and notes. */
	texts: Text[];
}

/** A discount for early payment. The norm only has it in the text of BT-20. */
export interface DiscountTerms {
	percent: Text;
	amount: Text;
	baseAmount: Text;
	/** `YYYY-MM-DD`, the last day; or a period instead */
	until: Text;
	period: PeriodTerms | null;
}

/** Such as 14 DAY (UN/ECE Recommendation 20), from a date or, without one, from the invoice date. */
export interface PeriodTerms {
	count: Text;
	unit: Text;
	from: Text;
}

/** BG-22, except for the tax, which may be in two currencies. */
export interface TotalTerms {
	lines: Text;
	discount: Text;
	charges: Text;
	net: Text;
	gross: Text;
	paid: Text;
	rounding: Text;
	due: Text;
}

export interface DocumentTerms {
	/** The kind given by the name of the root element; CII has one name for all kinds. */
	root: 'invoice' | 'creditNote' | null;
	/** Whether it is sent to try out the transmission, or repeats an invoice that was sent before. Not in the norm. */
	isTest: boolean;
	isCopy: boolean;
	number: Text;
	issueDate: Text;
	typeCode: Text;
	currency: Text;
	taxCurrency: Text;
	taxPointDate: Text;
	/** BT-8, a code of UNTDID 2005: 3, 35 or 432 */
	taxPointDateCode: Text;
	/** BT-9, when to pay without a discount; the norm allows one */
	dueDates: string[];
	buyerReference: Text;
	project: Text;
	contract: Text;
	purchaseOrder: Text;
	salesOrder: Text;
	receivingAdvice: Text;
	despatchAdvice: Text;
	/** Not in the norm. */
	deliveryNote: Text;
	tender: Text;
	invoicedObject: Identifier | null;
	buyerAccountingReference: Text;
	paymentTerms: string[];
	discounts: DiscountTerms[];
	/** BG-1 */
	notes: Array<{ subject: Text; text: string }>;
	process: Text;
	specification: Text;
	/** BG-3 */
	precedingInvoices: Array<{ number: string; date: Text }>;
	seller: PartyTerms | null;
	buyer: PartyTerms | null;
	payee: PartyTerms | null;
	/** Who gets the invoice in place of the buyer. Not in the norm. */
	invoicee: PartyTerms | null;
	taxRepresentative: PartyTerms | null;
	delivery: { name: Text; location: Identifier | null; date: Text; address: AddressTerms | null };
	/** BG-14 */
	periodStart: Text;
	periodEnd: Text;
	paymentMeans: PaymentMeansTerms[];
	/** BT-83; the norm allows one */
	remittances: string[];
	mandate: Text;
	creditorId: Text;
	allowancesAndCharges: AllowanceOrCharge[];
	/** Amounts of others that are due with the invoice, and what each is. Not in the norm. */
	thirdPartyAmounts: Array<{ amount: Text; text: Text }>;
	totals: TotalTerms;
	/** BT-110, in the currency of the invoice */
	tax: Text;
	/** BT-111, in the tax currency */
	taxInTaxCurrency: Text;
	/** Exchange rate to the tax currency. Not in the norm. */
	exchangeRate: Text;
	taxes: TaxTerms[];
	/** BG-24 */
	supportingDocuments: Array<{ id: Text; description: Text; location: Text }>;
	lines: LineTerms[];
	otherLines: OtherLine[];
}
