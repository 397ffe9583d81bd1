/** Whether the package holds the licence of each library that the build bundled into it. */

/** Shorter than any licence that there is. */
const SHORTEST = 200;

/** The libraries whose code stands in these texts: esbuild writes before each piece which file it is from. */
export function bundledIn(code: readonly string[]): string[] {
	const names = code.flatMap((text) =>
		[...text.matchAll(/\bnode_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(([, name]) => name!),
	);
	return [...new Set(names)].sort();
}

/** Those of them whose licence is not in the text, which has a heading for each: `saxes 6.0.0 (ISC)`. */
export function withoutLicense(libraries: readonly string[], licenses: string): string[] {
	const sections = licenses.split(/^(?=\S+ \d+\.\d+\.\d+\S* \(.+\)$)/m);
	return libraries.filter((name) => {
		const section = sections.find((text) => text.startsWith(`${name} `)) ?? '';
		const text = section.slice(section.indexOf('\n')).trim();
		return text.length < SHORTEST || !/copyright/i.test(text);
	});
}
