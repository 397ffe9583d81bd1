import type { Findings } from '../shared/invoice/findings';
import { referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { amount } from '../shared/values/money';
import type { CreditMemoPayload, ExchangeRate, InvoicePayload, Money, OptionalMoney } from './schema';

/** The exchange rate as a number, with its currencies. */
export function exchangeOf(
	rate: ExchangeRate,
	findings: Findings,
): Pick<Invoice, 'exchangeRate' | 'references'> {
	if (!rate) return { exchangeRate: null, references: {} };
	const value = amount(rate.rate);
	if (value === null && rate.rate !== null) {
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

/** The currency of the total; an issue for every amount in another one. */
export function currencyOf(payload: InvoicePayload | CreditMemoPayload, findings: Findings): string | null {
	const sent = payload.total.currency;
	const currency = findings.requiredCurrency(sent);
	// Build field names for thousands of amounts only if one is needed.
	if (sent === null || !isMixed(payload, sent)) return currency;
	for (const [name, money] of moneyOf(payload)) {
		if (money.currency === null || money.currency.toUpperCase() === sent.toUpperCase()) continue;
		findings.add(
			'currency-mismatch',
			'currency',
			`${name} is in ${money.currency.slice(0, 10)}, the total in ${sent.slice(0, 10)}`,
		);
	}
	return currency;
}

/** Whether any amount is in another currency, or spells it differently. */
function isMixed(payload: InvoicePayload | CreditMemoPayload, currency: string): boolean {
	const differs = (money: OptionalMoney) => money?.currency !== currency;
	if ('applications' in payload) return moneyOf(payload).some(([, money]) => differs(money));
	// Compare field by field: a generic walk over thousands of items would take as long as parsing them.
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
