import { normalized } from '../unicode';

/** A key that is equal for names which a case-insensitive file system (Windows, macOS) does not distinguish. */
const sameAs = (name: string) => normalized(name, 'NFC').toLowerCase();

/**
 * Makes each name differ from all before it: `invoice.pdf`, `invoice (2).pdf`. Otherwise the second file silently overwrites
 * the first when both are written into one folder.
 */
export function distinctNames(names: readonly string[]): string[] {
	const taken = new Set<string>();
	/** The next number to try per name, so that many files of one name take linear time. */
	const next = new Map<string, number>();
	return names.map((name) => {
		let distinct = name;
		while (taken.has(sameAs(distinct))) {
			const number = next.get(sameAs(name)) ?? 2;
			next.set(sameAs(name), number + 1);
			distinct = numbered(name, number);
		}
		taken.add(sameAs(distinct));
		return distinct;
	});
}

function numbered(name: string, number: number): string {
	const extension = /(?<!^)\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
	return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
