import type { Address, Invoice, Line, Party, Payment, Totals } from './schema';

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

/** A complete invoice from its known parts; the rest is null or empty. */
export function invoiceOf(known: Partial<Omit<Invoice, 'totals'>> & { totals?: Partial<Totals> }): Invoice {
	const invoice: Invoice = {
		provider: known.provider ?? null,
		event: known.event ?? null,
		id: known.id ?? null,
		number: known.number ?? null,
		kind: known.kind ?? null,
		status: known.status ?? null,
		issueDate: known.issueDate ?? null,
		dueDate: known.dueDate ?? null,
		deliveryDate: known.deliveryDate ?? null,
		currency: known.currency ?? null,
		exchangeRate: known.exchangeRate ?? null,
		orderReference: known.orderReference ?? null,
		customerNumber: known.customerNumber ?? null,
		precedingInvoiceNumber: known.precedingInvoiceNumber ?? null,
		note: known.note ?? null,
		seller: known.seller ?? null,
		buyer: known.buyer ?? null,
		shipTo: known.shipTo ?? null,
		totals: totalsOf(known.totals, known.status),
		taxes: known.taxes ?? [],
		lines: known.lines ?? [],
		payment: known.payment ?? null,
		document: known.document ?? null,
		references: known.references ?? {},
		issues: known.issues ?? [],
	};
	if (known.raw !== undefined) invoice.raw = known.raw;
	return invoice;
}

/** Providers send for a void document what was due before, zero, or nothing: nothing of it is to be paid. */
function totalsOf(known: Partial<Totals> | undefined, status: Invoice['status'] | undefined): Totals {
	const totals = { ...NO_TOTALS, ...known };
	return status === 'void' && totals.gross !== null ? { ...totals, due: 0 } : totals;
}

/** A complete party from its known parts; null when there are none. */
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
	return isBlank(party) ? null : party;
}

/** A complete address from its known parts; null when there are none. */
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
	return isBlank(address) ? null : address;
}

/** A complete line from its known parts; the rest is null. */
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

/** Complete payment details from their known parts; null when there are none. */
export function paymentOf(known: Partial<Payment>): Payment | null {
	const payment: Payment = {
		terms: known.terms ?? null,
		reference: known.reference ?? null,
		method: known.method ?? null,
		bankName: known.bankName ?? null,
		iban: known.iban ?? null,
		bic: known.bic ?? null,
		accountNumber: known.accountNumber ?? null,
		discounts: known.discounts ?? [],
	};
	return isBlank(payment) ? null : payment;
}

/** Whether all fields are null. A loop, because Object.values would allocate a list per record. */
function isBlank(record: object): boolean {
	for (const name in record) {
		const value: unknown = record[name as keyof typeof record];
		if (value !== null && !(Array.isArray(value) && value.length === 0)) return false;
	}
	return true;
}

/** The references that are not blank. */
export function referencesOf(known: Record<string, string | null | undefined>): Record<string, string> {
	const references: Record<string, string> = {};
	for (const name in known) if (known[name]) references[name] = known[name];
	return references;
}
