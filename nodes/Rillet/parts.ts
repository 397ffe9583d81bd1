import type { Findings } from '../shared/invoice/findings';
import { addressOf as anAddressOf, paymentOf, referencesOf } from '../shared/invoice/build';
import type { Address, Invoice, Payment } from '../shared/invoice/schema';
import { amount } from '../shared/values/money';
import { ibanOf } from '../shared/values/iban';
import type {
	AddressPayload,
	BankAccount,
	CreditMemoPayload,
	ExchangeRate,
	ExternalReferences,
	InvoicePayload,
	Money,
} from './schema';

/** @param path of the party, such as `seller` */
export function addressOf(
	address: AddressPayload | null | undefined,
	path: string,
	findings: Findings,
): Address | null {
	if (!address) return null;
	return anAddressOf({
		street: address.line1 || null,
		additional: address.line2 || null,
		city: address.city || null,
		postalCode: address.zip_code || null,
		region: address.state || null,
		countryCode: findings.country(`${path}.address.countryCode`, address.country),
	});
}

/** The bank stands in fields for American transfers; for others an IBAN is written into the account number. */
export function paymentOfInvoice({ payment_terms, bank_account }: InvoicePayload): Payment | null {
	const iban = bank_account ? ibanOf(bank_account.ach_account) : null;
	return paymentOf({
		terms: String(payment_terms),
		bankName: bank_account?.bank_name || null,
		bic: bank_account?.swift_code || null,
		iban,
		accountNumber: iban === null ? bank_account?.ach_account || null : null,
	});
}

export const bankReferences = (bank: BankAccount | null | undefined): Record<string, string> =>
	referencesOf({
		achRouting: bank?.ach_routing,
		paymentInstructions: bank?.payment_instructions,
		bankAddress: bank?.bank_address,
		bankAccountId: bank?.id,
	});

/** The rate as a number, and what it is a rate of. */
export function exchangeOf(
	rate: ExchangeRate | null | undefined,
	findings: Findings,
): Pick<Invoice, 'exchangeRate' | 'references'> {
	if (!rate) return { exchangeRate: null, references: {} };
	const value = amount(rate.rate);
	if (value === null) {
		findings.add(
			'exchange-rate-unknown',
			'exchangeRate',
			'The rate is not a decimal number; it is kept in raw',
		);
	}
	return {
		exchangeRate: findings.amount('exchangeRate', value),
		references: referencesOf({
			exchangeRateBase: rate.base,
			exchangeRateTarget: rate.target,
			exchangeRateDate: rate.date,
		}),
	};
}

/** By `external.` and the type; a type that comes again has its position at its end. */
export function externalReferencesOf(
	references: ExternalReferences | null | undefined,
): Record<string, string> {
	const known = new Map<string, string>();
	(references ?? []).forEach(({ type, id }, index) => {
		let key = `external.${type}`;
		while (known.has(key)) key += `.${index + 1}`;
		known.set(key, id);
	});
	return referencesOf(Object.fromEntries(known));
}

/** The currency of the total; an issue for every amount in another one. */
export function currencyOf(payload: InvoicePayload | CreditMemoPayload, findings: Findings): string | null {
	const currency = findings.currency('currency', payload.total.currency);
	// Names for thousands of amounts are made only where one is needed.
	if (!isMixed(payload, payload.total.currency)) return currency;
	for (const [name, money] of moneyOf(payload)) {
		if (money.currency.toUpperCase() === payload.total.currency.toUpperCase()) continue;
		findings.add(
			'currency-mismatch',
			'currency',
			`${name} is in ${money.currency.slice(0, 10)}, the total in ${payload.total.currency.slice(0, 10)}`,
		);
	}
	return currency;
}

/** Whether there is an amount in another currency, or one that is written in another way. */
function isMixed(payload: InvoicePayload | CreditMemoPayload, currency: string): boolean {
	const differs = (money: Money) => money.currency !== currency;
	if ('applications' in payload) return moneyOf(payload).some(([, money]) => differs(money));
	// Field by field: a walk over thousands of items takes as long as reading them.
	const { net_amount, amount_due, subtotal, total_discount, taxed_amount, items } = payload;
	return (
		[net_amount, amount_due, subtotal, total_discount, taxed_amount].some(differs) ||
		items.some(
			(item) =>
				differs(item.total_amount) ||
				differs(item.total_discount) ||
				differs(item.taxed_amount) ||
				differs(item.gross_rate),
		)
	);
}

function moneyOf(value: object, path = ''): Array<[name: string, money: Money]> {
	return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
		const name = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
		if (isMoney(member)) return [[name, member]];
		return typeof member === 'object' && member !== null ? moneyOf(member, name) : [];
	});
}

const isMoney = (value: unknown): value is Money =>
	typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
