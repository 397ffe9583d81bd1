import { isBlank } from './values/values';

/**
 * Names of the invoice's fields in an input item: in a spreadsheet row, fields of a line are next to those of the
 * invoice.
 */
export function namesIn(rows: ReadonlyArray<Readonly<Record<string, unknown>>>): (path: string) => string {
	if (!rows.every(({ lines }) => isBlank(lines))) return (path) => path;
	return (path) => {
		const [, index, field] = /^lines\[(\d+)\]\.(.+)$/.exec(path) ?? [];
		if (index === undefined || field === undefined) return path;
		return rows.length === 1 ? field : `${field} of row ${Number(index) + 1}`;
	};
}
