/** Files and folders that CONTRIBUTING.md names exist. */
import { existsSync, readFileSync } from 'node:fs';

const PATH = /`((?:nodes|credentials|test|scripts|bench|demo|docs|examples)\/[\w./-]+)`/g;
/** Those of the provider that is added as an example. */
const OF_EXAMPLE = /\bacme/i;

test('every path in CONTRIBUTING.md leads somewhere', () => {
	const named = [...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(PATH)].map(([, path]) => path!);
	const paths = named.filter((path) => !OF_EXAMPLE.test(path));
	expect(paths.length).toBeGreaterThan(50);
	expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});
