/** Checks that the package contains the licence of each library that the build bundled into it. */

/** Shorter than any real licence. */
const SHORTEST = 200;

/** The libraries whose code is in these texts: esbuild precedes each piece with the name of its file. */
export function bundledIn(code: readonly string[]): string[] {
	const names = code.flatMap((text) =>
		[...text.matchAll(/\bnode_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(([, name]) => name!),
	);
	return [...new Set(names)].sort();
}

/** The libraries whose licence is missing from the text, which has one heading per library: `saxes 6.0.0 (ISC)`. */
export function withoutLicense(libraries: readonly string[], licenses: string): string[] {
	const sections = licenses.split(/^(?=\S+ \d+\.\d+\.\d+\S* \(.+\)$)/m);
	return libraries.filter((name) => {
		const section = sections.find((text) => text.startsWith(`${name} `)) ?? '';
		const text = section.slice(section.indexOf('\n')).trim();
		return text.length < SHORTEST || !/copyright/i.test(text);
	});
}
