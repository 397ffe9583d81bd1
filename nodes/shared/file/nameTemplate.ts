import { fail, ok, type Result } from '../result';

const PLACEHOLDER = /\{([A-Za-z_][\w.]*)\}/g;

/**
 * Fills a file name such as `{number}_{issueDate}` from the fields of an item. Null when one of them has no value,
 * because two files could then get the same name.
 */
export function fillFileName(
	template: string,
	item: Readonly<Record<string, unknown>>,
): Result<string | null> {
	let isWhole = true;
	const unfit: string[] = [];
	const name = template.replace(PLACEHOLDER, (placeholder, path: string) => {
		const value = valueAt(item, path.split('.'));
		if (value === null) isWhole = false;
		else if (typeof value !== 'string' && typeof value !== 'number') unfit.push(placeholder);
		return String(value);
	});
	if (unfit.length > 0) {
		return fail(
			`The File Name asks for ${unfit.join(' and ')}, which is no text or number of the item`,
			'Write the names of fields, such as {number}, {issueDate}, {seller.name} or {references.orderId}.',
		);
	}
	return ok(isWhole ? name : null);
}

/** Null when the field has no value; undefined when items have no such field. */
function valueAt(item: Readonly<Record<string, unknown>>, [field = '', ...below]: string[]): unknown {
	if (!Object.hasOwn(item, field)) return undefined;
	const value = item[field] ?? null;
	if (below.length === 0 || value === null) return value;
	if (typeof value !== 'object') return undefined;
	// Any name is possible here: which references exist differs from invoice to invoice.
	if (field === 'references') return (value as Record<string, unknown>)[below.join('.')] ?? null;
	return valueAt(value as Record<string, unknown>, below);
}
