import { fieldsMeant, isPercentage, lettersOf } from './headings';
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
}

/** A name in the item that is not one of its fields, and cannot just be renamed to one. */
export interface Unwritten {
	path: string;
	name: string;
	/** Why it is not written, or what to do. */
	advice: string;
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
}

const UNKNOWN: Looked = { letters: '', meant: [], isPercentage: false };

const isZero = (value: unknown): boolean => {
	const reading = percent(value, '');
	return 'value' in reading && reading.value === 0;
};

/** How to get the amount of a discount, which is what EN 16931 has (BT-136, BT-92), from its percentage. */
const amountInPlaceOf = (field: string): string =>
	`${field} is an amount in the currency. Write ${field === 'discount' ? 'quantity × unitPrice' : 'the sum of the lines'} × percent ÷ 100 there`;

/** Looks at the names that are no fields. Each is looked at once, because the lines of an invoice share theirs. */
export class Columns {
	readonly misnamed: Misnamed[] = [];
	readonly unwritten: Unwritten[] = [];
	/** Names that say nothing. */
	readonly strange = new Set<string>();
	/** Whether the lines are in a list, so that fields of a line beside it are not written. */
	hasList = false;
	private readonly shares = new Set<string>();
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

	/** Notes the names that stand for empty fields. */
	note(
		record: Fields,
		isField: (name: string) => boolean,
		placeOf: (field: string, value: unknown) => Omit<Misnamed, 'name'> | null,
	): void {
		for (const name of Object.keys(record)) {
			if (this.misnamed.length + this.unwritten.length >= MAX_GAPS) return;
			const value = record[name];
			if (isField(name) || isBlank(value)) continue;
			const { letters, meant, isPercentage: isShare } = this.look(name);
			if (meant.length === 0 && letters !== '' && typeof value !== 'object') this.strange.add(name);
			for (const field of meant) {
				const place = placeOf(field, value);
				if (place === null) continue;
				if (!isShare || field !== 'discount') this.misnamed.push({ ...place, name });
				else this.noteShare(place, name, value);
			}
		}
	}

	/** Notes each name that is no field of a record, such as `totals`, whose fields people rarely call otherwise. */
	noteUnknown(record: Fields, path: string, fields: readonly string[]): void {
		for (const name of Object.keys(record)) {
			if (this.misnamed.length + this.unwritten.length >= MAX_GAPS) return;
			if (fields.includes(name) || isBlank(record[name])) continue;
			const { meant, isPercentage: isShare } = this.look(name);
			const [discount] = isShare ? meant.filter((field) => fields.includes(field)) : [];
			if (discount !== undefined) {
				const place = { path: `${path}.${discount}`, field: `${path}.${discount}` };
				if (isBlank(record[discount])) this.noteShare(place, name, record[name]);
			} else
				this.unwritten.push({
					path: `${path}.${name}`,
					name,
					advice: `the fields here are ${fields.join(', ')}`,
				});
		}
	}

	/** The lines of an invoice share their names: each is noted once. */
	private noteShare({ path, field }: Omit<Misnamed, 'name'>, name: string, value: unknown): void {
		const place = `${path.replace(/\[\d+\]/, '')} ${name}`;
		if (isZero(value) || this.shares.has(place)) return;
		this.shares.add(place);
		this.unwritten.push({ path, name, advice: amountInPlaceOf(field) });
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
		const looked = { letters: lettersOf(name), meant: fieldsMeant(name), isPercentage: isPercentage(name) };
		this.known.set(name, looked);
		return looked;
	}
}
