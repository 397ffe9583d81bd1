import { isBlank } from './values';

/**
 * How an input item calls a field of the invoice: in a row of a spreadsheet, the fields of a line stand beside those of the
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
