import { fail, ok, type Result } from '../result';

const PLACEHOLDER = /\{([A-Za-z_][\w.]*)\}/g;

/**
 * A file name such as `{number}_{issueDate}`, filled in from the fields of an item. Null when one of them has no value:
 * otherwise two files could get the same name.
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

/** Null for a field without a value; undefined for a field that items do not have. */
function valueAt(item: Readonly<Record<string, unknown>>, [field = '', ...below]: string[]): unknown {
	if (!Object.hasOwn(item, field)) return undefined;
	const value = item[field] ?? null;
	if (below.length === 0 || value === null) return value;
	if (typeof value !== 'object') return undefined;
	// Which references there are differs from invoice to invoice.
	if (field === 'references') return (value as Record<string, unknown>)[below.join('.')] ?? null;
	return valueAt(value as Record<string, unknown>, below);
}
