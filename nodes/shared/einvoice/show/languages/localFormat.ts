import { currencyDigits } from '../../../values/currencies';
import { decimal, toText } from '../../../values/decimal';
import type { Language } from './language';

/** Formats numbers and dates for readers of a language. Nothing is rounded. */
export class LocalFormat {
	private readonly digits: number;

	constructor(
		private readonly language: Language,
		private readonly currency: string | null,
	) {
		this.digits = (currency === null ? null : currencyDigits(currency)) ?? 2;
	}

	/** `1,234.50`, with at least the decimals of the currency. */
	amount(value: number | null): string {
		return this.number(value, this.digits);
	}

	/** An amount followed by the currency. */
	money(value: number | null): string {
		const amount = this.amount(value);
		return amount === '' || this.currency === null ? amount : `${amount} ${this.currency}`;
	}

	/** `1,234.5`: exact, with all of its decimals. */
	number(value: number | null, least = 0): string {
		const exact = value === null ? null : decimal(value);
		if (exact === null) return value === null ? '' : String(value);
		const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(toText(exact)) ?? [];
		const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, this.language.thousands);
		const decimals = fraction.padEnd(least, '0');
		return `${sign}${grouped}${decimals === '' ? '' : this.language.decimal}${decimals}`;
	}

	percent(value: number | null): string {
		return value === null ? '' : `${this.number(value)} %`;
	}

	date(value: string | null | undefined): string {
		const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value ?? '') ?? [];
		if (year === undefined || month === undefined || day === undefined) return value ?? '';
		return this.language.date(year, month, day);
	}

	period(from: string | null | undefined, to: string | null | undefined): string {
		const [start, end] = [this.date(from), this.date(to)];
		return start === '' || end === '' ? start || end : `${start} – ${end}`;
	}
}
