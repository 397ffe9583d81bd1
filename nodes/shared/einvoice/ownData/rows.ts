import { Findings } from '../../invoice/findings';
import type { Issue } from '../../invoice/schema';
import { excessOfValue } from '../../json/bounds';
import { mapInSteps, type Steps } from '../../steps';
import { Columns, MAX_NAMES } from './columns';
import { HEAD_FIELDS, LINE } from './fields';
import { lettersOf } from './headings';
import { isMissed, saysNothing } from './missedAmounts';
import { shaped } from './shape';
import { date } from './values/dates';
import { number } from './values/numbers';
import { currency, isBlank, isRecord, kind, quoted, type Reader } from './values/values';

type Fields = Record<string, unknown>;

/** Joins the rows of one invoice: the first rows give its fields, each row gives its lines. */
export function* joined(
	rows: ReadonlyArray<Readonly<Fields>>,
	zone: string,
	columns = new Columns(),
): Steps<{ fields: Fields; issues: Issue[] }> {
	const [first = {}, ...others] = yield* mapInSteps(rows, (row) => shaped(row, columns), sizeOf);
	const findings = new Findings('');
	const lines = [first, ...others].flatMap((row): unknown[] =>
		Array.isArray(row.lines) ? row.lines : [row.lines],
	);
	const joining = new Joining({ ...first }, zone);
	yield* mapInSteps(
		others,
		(row, index) =>
			joining.add(row, (path, message) => {
				const end = isOfAmount(path) ? ': make them equal' : ', which is written';
				findings.add('rows-differ', path, `Row ${index + 2} of the invoice has ${message}${end}`);
			}),
		sizeOf,
	);
	return { fields: { ...joining.fields, lines }, issues: findings.issues };
}

/** A spreadsheet may have thousands of columns. */
const sizeOf = (row: Readonly<Fields>): number => Object.keys(row).length;

/**
 * Rows that differ in these are of different invoices, or would be added up although they are of different currencies or
 * signs, or one would not count.
 */
export const isOfAmount = (path: string): boolean =>
	/^(?:number$|issueDate$|currency|kind|totals\.)/.test(path);

const READERS: Readonly<Record<string, Reader<unknown>>> = { currency, kind, issueDate: date };

/** Whether two values are written differently, but mean the same, or an amount is said once and 0 then. */
function isSame(path: string, known: unknown, further: unknown, zone: string): boolean {
	const reader: Reader<unknown> = READERS[path] ?? number;
	if (!isOfAmount(path) || path === 'number') return false;
	const [one, other] = [reader(known, zone), reader(further, zone)];
	if (!('value' in one && 'value' in other)) return false;
	return one.value === other.value || (reader === number && other.value === 0);
}

type Differ = (path: string, message: string) => void;

/** The fields of the rows so far. Each object is copied and written as text once: there may be as many rows as fields. */
class Joining {
	private readonly copies = new WeakSet<object>();
	private readonly texts = new WeakMap<object, string>();

	constructor(
		readonly fields: Fields,
		private readonly zone: string,
	) {}

	add(row: Readonly<Fields>, differ: Differ): void {
		for (const [name, value] of Object.entries(row)) {
			if (isTooMuch(value)) continue;
			if (HEAD_FIELDS.includes(name))
				this.fields[name] = this.joinedField(this.fields[name], value, name, differ);
			// What is called otherwise is named only: its lines have it, too.
			else if (!Object.hasOwn(LINE, name) && saysMore(own(this.fields, name), value))
				set(this.fields, name, value);
		}
	}

	private joinedField(known: unknown, further: unknown, path: string, differ: Differ): unknown {
		if (isBlank(further)) return known;
		if (isBlank(known)) return further;
		if (isRecord(known) && isRecord(further)) {
			let record = known;
			for (const [name, value] of Object.entries(further)) {
				const before = own(record, name);
				const after = this.joinedField(before, value, `${path}.${name}`, differ);
				if (after === before) continue;
				if (!this.copies.has(record)) {
					record = { ...record };
					this.copies.add(record);
				}
				set(record, name, after);
			}
			return record;
		}
		if (this.textOf(known) !== this.textOf(further) && !isSame(path, known, further, this.zone)) {
			differ(path, `${quoted(further)}, but a row before it ${quoted(known)}`);
		}
		return known;
	}

	private textOf(value: unknown): string {
		if (typeof value !== 'object' || value === null) return textOf(value);
		const text = this.texts.get(value) ?? textOf(value);
		this.texts.set(value, text);
		return text;
	}
}

/** Whether a later row says what the rows before it did not, such as a deposit: theirs may be 0, `-` or `no`. */
const saysMore = (before: unknown, value: unknown): boolean =>
	!isBlank(value) &&
	(isBlank(before) ||
		(isShort(before) &&
			isShort(value) &&
			(saysNothing('totals.paid', before) || (isMissed('kind', value) && !isMissed('kind', before)))));

/** Longer texts are neither amounts nor kinds, and each row would read them again. */
const MOST = 60;
const isShort = (value: unknown): boolean =>
	typeof value === 'string' ? value.length <= MOST : typeof value !== 'object';

const own = (fields: Readonly<Fields>, name: string): unknown =>
	Object.hasOwn(fields, name) ? fields[name] : null;

const set = (fields: Fields, name: string, value: unknown): void => {
	Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
};

/** Compares values as text, so that a number equals its text, and a date its text. */
const textOf = (value: unknown): string =>
	typeof value === 'object' ? JSON.stringify(value).replace(/^"|"$/g, '') : String(value).trim();

/** The node rejects the item with such a value in its own turn. */
const isTooMuch = (value: unknown): boolean => excessOfValue(value) !== null;

/** Positions of the items with the same value at a path, grouped in order of first occurrence. */
export function groupsBy(
	items: ReadonlyArray<Readonly<Fields>>,
	field: string,
): { byFirst: Map<number, number[]>; firstOf: Map<number, number>; without: Set<number> } {
	const byValue = new Map<string, number[]>();
	const byFirst = new Map<number, number[]>();
	const firstOf = new Map<number, number>();
	const without = new Set<number>();
	const isSame = sameLetters(field);
	items.forEach((item, index) => {
		const value = valueAt(item, field, isSame);
		if (isBlank(value) || isTooMuch(value)) {
			without.add(index);
			return;
		}
		const key = textOf(value);
		const group = byValue.get(key);
		firstOf.set(index, group?.[0] ?? index);
		if (group) group.push(index);
		else {
			const started = [index];
			byValue.set(key, started);
			byFirst.set(index, started);
		}
	});
	return { byFirst, firstOf, without };
}

/** The value of the field, or else of one whose name differs in case, spaces and the like alone. */
function valueAt(item: Readonly<Fields>, field: string, isSame: (name: string) => boolean): unknown {
	if (Object.hasOwn(item, field)) return item[field];
	let at: unknown = item;
	for (const name of field.split('.')) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : null;
	if (!isBlank(at)) return at;
	const name = Object.keys(item).find((one) => !isBlank(item[one]) && isSame(one));
	return name === undefined ? at : item[name];
}

/** Compares names with one by their letters. Each is looked at once, because all rows share theirs. */
function sameLetters(field: string): (name: string) => boolean {
	const letters = lettersOf(field);
	const known = new Map<string, boolean>();
	return (name) => {
		const before = known.get(name);
		if (before !== undefined) return before;
		const isSame = letters !== '' && lettersOf(name) === letters;
		if (known.size < MAX_NAMES) known.set(name, isSame);
		return isSame;
	};
}
