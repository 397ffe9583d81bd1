import { alpha2 } from '../values/countries';
import { currencyCode } from '../values/currencies';
import { businessDate } from '../values/dates';
import { toText, type Decimal } from '../values/decimal';
import type { Invoice, Issue } from './schema';
import { toAmount } from '../values/money';

type Maybe = string | null | undefined;

/** More than anybody reads; a hostile file could have one per line. */
const MAX_ISSUES = 1000;

/** Collects issues for a person to review while a payload is mapped, so that nothing is dropped silently. */
export class Findings {
	readonly issues: Issue[];

	/**
	 * @param whereabouts what happened to a value that does not fit; items of events keep it in `raw`
	 * @param known the issues of the item so far. They count, too. Where some were left out, none is added: it might claim
	 * that something is missing because the issue that names it was left out
	 */
	constructor(
		private readonly whereabouts = '; it is kept in raw',
		known: readonly Issue[] = [],
	) {
		this.issues = [...known];
	}

	/**
	 * @param path the field of the item, such as `totals.net` or `lines[].net`
	 * @param index number for the brackets, filled in only when there is an issue: building a path per amount would be
	 * expensive for long invoices
	 */
	add(code: string, path: string, message: string, index?: number): void {
		const count = this.issues.length;
		if (count > MAX_ISSUES) return;
		if (count === MAX_ISSUES) {
			this.issues.push({
				code: 'more-issues',
				path: '',
				message: 'There are more issues, which are not listed',
			});
			return;
		}
		this.issues.push({
			code,
			path: index === undefined ? path : path.replace('[]', `[${index}]`),
			message,
		});
	}

	/** An amount as a JSON number; null with an issue when a double cannot hold it exactly. */
	amount(path: string, value: Decimal | null, index?: number): number | null {
		const number = toAmount(value);
		if (value !== null && number === null) {
			this.add(
				'amount-not-exact',
				path,
				`${toText(value)} has more digits than a number can hold exactly${this.whereabouts}`,
				index,
			);
		}
		return number;
	}

	/** A business date as written; null with an issue for any other text. */
	date(path: string, text: Maybe, index?: number): string | null {
		return this.known(path, text, businessDate, 'date-unknown', 'is not a date', index);
	}

	/** ISO 4217 in upper case; null with an issue for any other text. */
	currency(path: string, text: Maybe): string | null {
		return this.known(path, text, currencyCode, 'currency-unknown', 'is not an ISO 4217 currency');
	}

	/** The currency of the invoice. Its absence is an issue, too, because amounts mean nothing without it. */
	requiredCurrency(text: Maybe): string | null {
		if (text === null || text === undefined || text === '') {
			this.add('currency-missing', 'currency', 'No currency was sent, so that the amounts have none');
		}
		return this.currency('currency', text);
	}

	/** ISO 3166-1 alpha-2; null with an issue for any other text. */
	country(path: string, text: Maybe): string | null {
		return this.known(path, text, alpha2, 'country-unknown', 'is not an ISO 3166-1 country');
	}

	private known(
		path: string,
		text: Maybe,
		read: (text: string) => string | null,
		code: string,
		what: string,
		index?: number,
	): string | null {
		if (text === null || text === undefined || text === '') return null;
		const value = read(text);
		if (value === null) this.add(code, path, `${text.slice(0, 100)} ${what}${this.whereabouts}`, index);
		return value;
	}
}

/** An invoice with the issues of findings that began with its own. */
export const withFindings = (invoice: Invoice, { issues }: Findings): Invoice =>
	issues.length === invoice.issues.length ? invoice : { ...invoice, issues };
