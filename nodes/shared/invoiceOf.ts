import type { Address, Invoice, Line, Party, Payment, Totals } from './invoice';

const NO_TOTALS: Totals = {
	lines: null,
	discount: null,
	charges: null,
	net: null,
	tax: null,
	gross: null,
	withheld: null,
	paid: null,
	rounding: null,
	due: null,
};

/** An invoice of which nothing is known but what is given. */
export function invoiceOf(known: Partial<Omit<Invoice, 'totals'>> & { totals?: Partial<Totals> }): Invoice {
	return {
		provider: null,
		event: null,
		id: null,
		number: null,
		kind: null,
		status: null,
		issueDate: null,
		dueDate: null,
		deliveryDate: null,
		currency: null,
		exchangeRate: null,
		orderReference: null,
		customerNumber: null,
		precedingInvoiceNumber: null,
		note: null,
		seller: null,
		buyer: null,
		shipTo: null,
		taxes: [],
		lines: [],
		payment: null,
		document: null,
		references: {},
		issues: [],
		...known,
		totals: { ...NO_TOTALS, ...known.totals },
	};
}

/** A party of which nothing is known but what is given; null when nothing at all is. */
export function partyOf(known: Partial<Party>): Party | null {
	const party: Party = {
		name: null,
		companyName: null,
		firstName: null,
		lastName: null,
		taxId: null,
		registrationId: null,
		customerId: null,
		email: null,
		phone: null,
		language: null,
		address: null,
		...known,
	};
	return Object.values(party).every((value) => value === null) ? null : party;
}

/** An address of which nothing is known but what is given; null when nothing at all is. */
export function addressOf(known: Partial<Address>): Address | null {
	const address: Address = {
		street: null,
		streetNumber: null,
		additional: null,
		city: null,
		postalCode: null,
		region: null,
		countryCode: null,
		...known,
	};
	return Object.values(address).every((value) => value === null) ? null : address;
}

/** A line of which nothing is known but what is given. */
export function lineOf(known: Partial<Line>): Line {
	return {
		id: null,
		sku: null,
		description: null,
		quantity: null,
		unit: null,
		unitPrice: null,
		unitPriceIncludesTax: null,
		discount: null,
		net: null,
		tax: null,
		taxRate: null,
		taxCategory: null,
		gross: null,
		periodStart: null,
		periodEnd: null,
		...known,
	};
}

/** How an invoice is paid, of which nothing is known but what is given; null when nothing at all is. */
export function paymentOf(known: Partial<Payment>): Payment | null {
	const payment: Payment = {
		terms: null,
		reference: null,
		method: null,
		bankName: null,
		iban: null,
		bic: null,
		accountNumber: null,
		...known,
	};
	return Object.values(payment).every((value) => value === null) ? null : payment;
}

/** References hold what there is: a blank is no id. */
export function referencesOf(known: Record<string, string | null | undefined>): Record<string, string> {
	return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => !!entry[1]));
}
