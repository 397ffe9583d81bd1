import { endingOf, fieldsMeant, isPercentage, lettersOf } from './headings';
import { isMissed, saysNothing } from './missedAmounts';
import { percent } from './values/numbers';
import { isBlank } from './values/values';

type Fields = Readonly<Record<string, unknown>>;

/** A name in the item that is not one of its fields, but says what one of them is for. */
export interface Misnamed {
	/** The field that it probably is, such as `lines[0].quantity`. */
	path: string;
	/** The name to give it, such as `quantity`. */
	field: string;
	name: string;
	/** Whether the invoice asks for another amount without it. */
	changesAmount: boolean;
}

/** Where a name belongs. With advice, it cannot just be renamed. */
type Place = Pick<Misnamed, 'path' | 'field'> & { advice?: string };

/** A name in the item that is not one of its fields, and cannot just be renamed to one. */
export interface Unwritten {
	path: string;
	name: string;
	/** Why it is not written, or what to do. */
	advice: string;
	changesAmount: boolean;
}

/** More than anybody reads. */
export const MAX_GAPS = 1000;

/** More different names than the items of people have. */
export const MAX_NAMES = 1000;

/** Fields by the letters of their names. A rate may say that it is in percent: `Tax Rate %`. */
export const byLetters = (fields: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		fields.flatMap((field) =>
			[field, ...(field === 'taxRate' ? [`${field} %`] : [])].map(
				(name) => [lettersOf(name), field] as const,
			),
		),
	);

interface Looked {
	letters: string;
	meant: string[];
	isPercentage: boolean;
	ending: ReturnType<typeof endingOf>;
}

const UNKNOWN: Looked = { letters: '', meant: [], isPercentage: false, ending: null };

/** How to get the amount of a discount, which is what EN 16931 has (BT-136, BT-92), from its percentage. */
const amountInPlaceOf = (field: string): string =>
	`${field} is an amount in the currency. Write ${field === 'discount' ? 'quantity × unitPrice' : 'the sum of the lines'} × percent ÷ 100 there`;

/** People say that, or when, something was paid. */
export const PAID_AMOUNT = 'write the amount into totals.paid, or, if all is paid, paid into status';

/** By its letters, a name of the day of a payment, which may be a number. */
const PAID_DAY = /^paid(?:at|on|date)$|^(?:date|fecha|data)|^bezahltam$/;

/** For a price of 100 or the like. */
export const PRICE_OF_ONE = 'unitPrice is the price of one: divide the price by this';

/** What is written includes VAT or not, whatever the item has. */
const OTHER_VAT = {
	gross: (field: string) => `write it into ${field}, without VAT`,
	net: (field: string) => `write it into ${field}, with VAT`,
};

/** Airtable gives the value of another table in a list. */
const soleOf = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** Looks at the names that are no fields. Each is looked at once, because the lines of an invoice share theirs. */
export class Columns {
	readonly misnamed: Misnamed[] = [];
	readonly unwritten: Unwritten[] = [];
	/** Names that say nothing. */
	readonly strange = new Set<string>();
	/** Whether the lines are in a list, so that fields of a line beside it are not written. */
	hasList = false;
	/** The lines of an invoice may have filled the list: its head has room of its own. */
	private most = MAX_GAPS;
	private readonly once = new Set<string>();
	private readonly known = new Map<string, Looked>();

	/**
	 * The record with the fields whose names differ in case, spaces and the like alone: `Unit Price` is `unitPrice`. A
	 * field of the very name comes first.
	 */
	renamed(record: Fields, fields: ReadonlyMap<string, string>): Fields {
		let renamed: Record<string, unknown> | null = null;
		for (const name of Object.keys(record)) {
			const field = fields.get(this.look(name).letters);
			if (field === undefined || field === name || isBlank(record[name])) continue;
			if (!isBlank((renamed ?? record)[field])) continue;
			renamed ??= { ...record };
			renamed[field] = record[name];
			delete renamed[name];
		}
		return renamed ?? record;
	}

	/** To be called before the names beside the lines are noted. */
	startHead(): void {
		this.most = this.count + MAX_GAPS;
	}

	private get count(): number {
		return this.misnamed.length + this.unwritten.length;
	}

	/** Notes the names that stand for empty fields. */
	note(
		record: Fields,
		isField: (name: string) => boolean,
		placeOf: (field: string, value: unknown) => Place | null,
	): void {
		for (const name of Object.keys(record)) {
			if (this.count >= this.most) return;
			const value = record[name];
			if (isField(name) || isBlank(value)) continue;
			const { letters, meant } = this.look(name);
			if (meant.length === 0 && letters !== '' && typeof value !== 'object') this.strange.add(name);
			for (const field of meant) {
				const place = placeOf(field, value);
				if (place !== null) this.noteMisnamed(place, name, value);
			}
		}
	}

	/** Notes each name that is no field of a record, such as `totals`, whose fields people rarely call otherwise. */
	noteUnknown(record: Fields, path: string, fields: readonly string[]): void {
		for (const name of Object.keys(record)) {
			if (this.count >= this.most) return;
			const value = record[name];
			if (fields.includes(name) || isBlank(value)) continue;
			const { meant, isPercentage: isShare } = this.look(name);
			const field = meant.map((one) => one.replace(`${path}.`, '')).find((one) => fields.includes(one));
			if (field !== undefined && isBlank(record[field])) {
				this.noteMisnamed({ path: `${path}.${field}`, field: `${path}.${field}` }, name, value);
			} else if (field === undefined || !isShare) {
				const advice = `the fields here are ${fields.join(', ')}`;
				this.unwritten.push({ path: `${path}.${name}`, name, advice, changesAmount: false });
			}
		}
	}

	/** Notes a name that stands for an empty field. An amount of zero is not missed. */
	noteMisnamed({ path, field, advice }: Place, name: string, written: unknown): void {
		const value = soleOf(written);
		if (this.count >= this.most) return;
		if (saysNothing(path, value)) return;
		const changesAmount = isMissed(path, value);
		const { isPercentage: isShare, ending, letters } = this.look(name);
		if (changesAmount && isShare) this.noteAmount(path, name, amountInPlaceOf(field));
		else if (
			changesAmount &&
			path === 'totals.paid' &&
			(PAID_DAY.test(letters) || 'problem' in percent(value, ''))
		)
			this.noteAmount(path, name, PAID_AMOUNT);
		else if (changesAmount && advice === undefined && ending === otherEndingOf(path))
			this.noteAmount(path, name, OTHER_VAT[ending](field));
		else if (advice === undefined) this.misnamed.push({ path, field, name, changesAmount });
		else if (changesAmount) this.noteAmount(path, name, advice);
	}

	/** Notes what changes the amount. The lines of an invoice share their names: each is noted once. */
	noteAmount(path: string, name: string, advice: string): void {
		const place = `${path.replace(/\[\d+\]/, '')} ${name}`;
		if (this.once.has(place) || this.count >= this.most) return;
		this.once.add(place);
		this.unwritten.push({ path, name, advice, changesAmount: true });
	}

	/** The names that are no fields and may stand for one of some. */
	namesLike(record: Fields, isField: (name: string) => boolean): string[] {
		return Object.keys(record).filter(
			(name) => !isField(name) && !isBlank(record[name]) && this.look(name).meant.some(isField),
		);
	}

	private look(name: string): Looked {
		const before = this.known.get(name);
		if (before !== undefined) return before;
		if (this.known.size >= MAX_NAMES) return UNKNOWN;
		const looked = {
			letters: lettersOf(name),
			meant: fieldsMeant(name),
			isPercentage: isPercentage(name),
			ending: endingOf(name),
		};
		this.known.set(name, looked);
		return looked;
	}
}

/** The ending of a heading whose amounts are not as the field has them: what is paid includes VAT. */
const otherEndingOf = (path: string): 'net' | 'gross' => (path.endsWith('paid') ? 'net' : 'gross');
