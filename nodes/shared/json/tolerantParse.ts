import type { z } from 'zod/v4';
import { groupedBy } from '../values/groups';
import { safeParse } from './safeParse';

type Path = readonly PropertyKey[];
interface Complaint {
	path: Path;
	message: string;
}

/** A value that was left out because it does not have the expected form. */
export interface Unread {
	/** Such as `items[0].price.withTax`. */
	field: string;
	message: string;
}

/** An entry for an item's `issues`. */
export interface UnreadIssue {
	code: string;
	path: string;
	message: string;
}

export type Tolerated<T> =
	{ success: true; data: T; unread: readonly Unread[] } | { success: false; issues: readonly Complaint[] };

/** Message for a part that may be absent but must not be left out when present, such as the lines of an invoice. */
export const NEEDED = 'is needed, and has another form';

/** A schema reports nearly all problems at once; those that depend on others appear in later rounds. */
const ROUNDS = 5;

/**
 * Parses a value by a schema. Leaves out optional parts of an unexpected form and reports them, so that a minor field
 * cannot stop an invoice.
 */
export function tolerantParse<T>(schema: z.ZodType<T>, value: unknown): Tolerated<T> {
	const unread = new Map<string, Unread & Complaint>();
	let rest = value;
	for (let round = 0; ; round++) {
		const parsed = safeParse(schema, rest);
		if (parsed.success) return { success: true, data: parsed.data, unread: [...unread.values()] };
		const { issues } = parsed.error;
		const optional = issues.filter(({ path, message }) => message !== NEEDED && !isAbsent(rest, path));
		if (optional.length === 0 || round === ROUNDS) {
			// If the schema requires a part that was left out, report the form of that part instead.
			return { success: false, issues: issues.map((issue) => unread.get(nameOf(issue.path)) ?? issue) };
		}
		rest = without(
			rest,
			optional.map(({ path }) => path),
		);
		for (const { path, message } of optional) {
			const field = nameOf(path);
			unread.set(field, { field, path, message });
		}
	}
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
	typeof value === 'object' && value !== null;

/** Whether there is nothing to leave out: the part is absent, or is the whole value. */
function isAbsent(value: unknown, path: Path): boolean {
	let at = value;
	for (const key of path) at = isObject(at) ? at[key] : undefined;
	return at === undefined || at === null || path.length === 0;
}

/** A copy of the value without the parts at these paths. Copies each changed container once. */
function without(value: unknown, paths: readonly Path[]): unknown {
	if (!isObject(value)) return value;
	const copy: Record<PropertyKey, unknown> = Array.isArray(value)
		? ([...(value as unknown[])] as unknown as Record<PropertyKey, unknown>)
		: { ...value };
	for (const [key, below] of groupedBy(paths, ([first]) => first)) {
		if (key === undefined) continue;
		const rests = below.map((path) => path.slice(1));
		copy[key] = rests.some((rest) => rest.length === 0) ? undefined : without(copy[key], rests);
	}
	return copy;
}

/** `items[0].price` */
const nameOf = (path: Path): string =>
	path
		.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
		.join('');

/** One issue per field, which names the first of the lines concerned. */
export function unreadIssues(unread: readonly Unread[], prefix: string, whereabouts: string): UnreadIssue[] {
	const kinds = groupedBy(unread, ({ field }) => field.replace(/\[\d+\]/g, '[]'));
	return [...kinds.values()].slice(0, MOST_ISSUES).map(([{ field, message }, ...more]) => ({
		code: 'field-unreadable',
		path: `${prefix}${field}`,
		message: `${field} ${message}${more.length > 0 ? `, as in ${more.length} others` : ''}${whereabouts}`,
	}));
}

/** More than anybody reads. */
const MOST_ISSUES = 50;
