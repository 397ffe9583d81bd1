import { fieldsMeant, lettersOf } from './headings';
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

/** More than anybody reads. */
export const MAX_GAPS = 1000;

/** More different names than the items of people have. */
export const MAX_NAMES = 1000;

/** Fields by the letters of their names. */
export const byLetters = (fields: readonly string[]): ReadonlyMap<string, string> =>
	new Map(fields.map((field) => [lettersOf(field), field]));

/** Looks at the names that are no fields. Each is looked at once, because the lines of an invoice share theirs. */
export class Columns {
	readonly misnamed: Misnamed[] = [];
	/** Names that say nothing. */
	readonly strange = new Set<string>();
	/** Whether the lines are in a list, so that fields of a line beside it are not written. */
	hasList = false;
	private readonly known = new Map<string, { letters: string; meant: string[] }>();

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
			if (this.misnamed.length >= MAX_GAPS) return;
			const value = record[name];
			if (isField(name) || isBlank(value)) continue;
			const { letters, meant } = this.look(name);
			if (meant.length === 0 && letters !== '' && typeof value !== 'object') this.strange.add(name);
			for (const field of meant) {
				const place = placeOf(field, value);
				if (place !== null) this.misnamed.push({ ...place, name });
			}
		}
	}

	/** The names that are no fields and may stand for one of some. */
	namesLike(record: Fields, isField: (name: string) => boolean): string[] {
		return Object.keys(record).filter(
			(name) => !isField(name) && !isBlank(record[name]) && this.look(name).meant.some(isField),
		);
	}

	private look(name: string): { letters: string; meant: string[] } {
		const before = this.known.get(name);
		if (before !== undefined) return before;
		if (this.known.size >= MAX_NAMES) return { letters: '', meant: [] };
		const looked = { letters: lettersOf(name), meant: fieldsMeant(name) };
		this.known.set(name, looked);
		return looked;
	}
}
