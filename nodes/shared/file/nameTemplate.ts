import { fail, ok, type Result } from '../result';
import { safeFileName } from './name';

const PLACEHOLDER = /\{([A-Za-z_][\w.]*)\}/g;

type Item = Readonly<Record<string, unknown>>;

/**
 * Fills a file name such as `{number}_{issueDate}` from the fields of an item. Null when one of them has no value,
 * because two files could then get the same name.
 */
export function fillFileName(template: string, item: Item): Result<string | null> {
	const { text, isWhole, unfit } = fill(template, item);
	return unfit.length > 0 ? unknownFields('File Name', unfit) : ok(isWhole ? text : null);
}

/** Name of a folder for a field without a value. The file must be stored all the same. */
const UNKNOWN = 'unknown';

/**
 * Fills a path such as `{seller.name}/{month}/{number}` from the fields of an item. Slashes in values do not make
 * folders.
 * @param own the file's own name: gives the extension, and stands in the last part for a field without a value
 */
export function fillFilePath(template: string, item: Item, own: string): Result<string> {
	const parts = template.split('/').map((part) => part.trim());
	const filled = parts.map((part) => fill(part, item));
	const unfit = filled.flatMap((part) => part.unfit);
	if (unfit.length > 0) return unknownFields('File Path', unfit);
	const last = filled.pop();
	const folders = filled
		.filter(({ template }) => template !== '')
		.map(({ text, isWhole }) => safeFileName(isWhole ? text : null, UNKNOWN));
	// Of a number such as `..`, nothing is left before the extension.
	const name = safeFileName(last?.isWhole ? last.text : besideOwn(last, item, own), '');
	const file = safeFileName(name === '' ? own : withExtension(name, own), UNKNOWN);
	return ok(`${template.startsWith('/') ? '/' : ''}${[...folders, file].join('/')}`);
}

/**
 * The last part with the file's own name for its first field without a value, so that a key beside it still tells files
 * apart. Null where no field has a value.
 */
function besideOwn(part: Filled | undefined, item: Item, own: string): string | null {
	return part?.isAny
		? fill(part.template, item, own.slice(0, own.length - extensionOf(own).length)).text
		: null;
}

const extensionOf = (own: string): string => /(?<!^)\.[A-Za-z0-9]{1,8}$/.exec(own)?.[0] ?? '';

function withExtension(name: string, own: string): string {
	const extension = extensionOf(own);
	return name.toLowerCase().endsWith(extension.toLowerCase()) ? name : `${name}${extension}`;
}

type Filled = ReturnType<typeof fill>;

/**
 * @param instead what stands for the first field without a value; the others are left out
 * @returns `isWhole`, `isAny`: whether all fields, or one at least, have a value; `unfit`: placeholders that are no text
 * or number of the item
 */
function fill(template: string, item: Item, instead = '') {
	let isWhole = true;
	let isAny = false;
	const unfit: string[] = [];
	const fields = { ...partsOfDate(item.issueDate), ...item };
	const text = template.replace(PLACEHOLDER, (placeholder, path: string) => {
		const value = valueAt(fields, path.split('.'));
		if (value === null) {
			const standIn = isWhole ? instead : '';
			isWhole = false;
			return standIn;
		}
		isAny = true;
		if (typeof value !== 'string' && typeof value !== 'number') unfit.push(placeholder);
		return String(value);
	});
	return { template, text, isWhole, isAny, unfit };
}

function partsOfDate(date: unknown) {
	const isDate = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}/.test(date);
	return { year: isDate ? date.slice(0, 4) : null, month: isDate ? date.slice(0, 7) : null };
}

const unknownFields = (option: string, unfit: readonly string[]): Result<never> =>
	fail(
		`The ${option} asks for ${unfit.join(' and ')}, which is not a text or number of the item`,
		'Write the names of fields, such as {number}, {issueDate}, {month}, {seller.name} or {references.orderId}.',
	);

/** Null when the field has no value; undefined when items have no such field. */
function valueAt(item: Item, [field = '', ...below]: string[]): unknown {
	if (!Object.hasOwn(item, field)) return undefined;
	const value = item[field] ?? null;
	if (below.length === 0 || value === null) return value;
	if (typeof value !== 'object') return undefined;
	// Any name is possible here: which references exist differs from invoice to invoice.
	if (field === 'references') return (value as Record<string, unknown>)[below.join('.')] ?? null;
	return valueAt(value as Item, below);
}
