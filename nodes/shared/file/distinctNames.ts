/** What a case-insensitive file system, such as those of Windows and macOS, calls the same name. */
const sameAs = (name: string) => name.normalize('NFC').toLowerCase();

/**
 * Names in order, each one different from all before it: `invoice.pdf`, `invoice (2).pdf`. Else the second file would take the
 * place of the first where both are written into one folder, and nobody would notice.
 */
export function distinctNames(names: readonly string[]): string[] {
	const taken = new Set<string>();
	/** By name, the number to try next, so that many files of one name take no more steps each. */
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
