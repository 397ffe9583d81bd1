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
		name: known.name ?? null,
		companyName: known.companyName ?? null,
		firstName: known.firstName ?? null,
		lastName: known.lastName ?? null,
		taxId: known.taxId ?? null,
		registrationId: known.registrationId ?? null,
		customerId: known.customerId ?? null,
		email: known.email ?? null,
		phone: known.phone ?? null,
		language: known.language ?? null,
		address: known.address ?? null,
	};
	return Object.values(party).every((value) => value === null) ? null : party;
}

/** An address of which nothing is known but what is given; null when nothing at all is. */
export function addressOf(known: Partial<Address>): Address | null {
	const address: Address = {
		street: known.street ?? null,
		streetNumber: known.streetNumber ?? null,
		additional: known.additional ?? null,
		city: known.city ?? null,
		postalCode: known.postalCode ?? null,
		region: known.region ?? null,
		countryCode: known.countryCode ?? null,
	};
	return Object.values(address).every((value) => value === null) ? null : address;
}

/** A line of which nothing is known but what is given. */
export function lineOf(known: Partial<Line>): Line {
	return {
		id: known.id ?? null,
		sku: known.sku ?? null,
		description: known.description ?? null,
		quantity: known.quantity ?? null,
		unit: known.unit ?? null,
		unitPrice: known.unitPrice ?? null,
		unitPriceIncludesTax: known.unitPriceIncludesTax ?? null,
		discount: known.discount ?? null,
		net: known.net ?? null,
		tax: known.tax ?? null,
		taxRate: known.taxRate ?? null,
		taxCategory: known.taxCategory ?? null,
		gross: known.gross ?? null,
		periodStart: known.periodStart ?? null,
		periodEnd: known.periodEnd ?? null,
	};
}

/** How an invoice is paid, of which nothing is known but what is given; null when nothing at all is. */
export function paymentOf(known: Partial<Payment>): Payment | null {
	const payment: Payment = {
		terms: known.terms ?? null,
		reference: known.reference ?? null,
		method: known.method ?? null,
		bankName: known.bankName ?? null,
		iban: known.iban ?? null,
		bic: known.bic ?? null,
		accountNumber: known.accountNumber ?? null,
	};
	return Object.values(payment).every((value) => value === null) ? null : payment;
}

/** References hold what there is: a blank is no id. */
export function referencesOf(known: Record<string, string | null | undefined>): Record<string, string> {
	const references: Record<string, string> = {};
	for (const [name, id] of Object.entries(known)) if (id) references[name] = id;
	return references;
}
