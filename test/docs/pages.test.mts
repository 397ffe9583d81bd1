/** The documentation agrees with itself and with the code: links, headings, files, scripts, names and examples. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { invoiceSchema, PROVIDERS } from '../../nodes/shared/invoice/schema';
import { providers } from '../../nodes/Invoice/providers';
import { credentials, nodes, operations, triggers } from '../support/descriptions.mts';
import { credentialTypeOf } from '../support/providers.mts';

const read = (file: string) => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json')) as {
	version: string;
	repository: { url: string };
	scripts: Record<string, string>;
};
const REPOSITORY = manifest.repository.url.replace(/^git\+|\.git$/g, '');
const FILES = `${REPOSITORY}/blob/main/`;

const TOP = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const DOCS = [...TOP, 'examples/README.md', ...globSync('docs/**/*.md').sort()];
const readme = read('README.md');
const all = DOCS.map(read).join('\n');

const withoutCodeBlocks = (markdown: string) => markdown.replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '');
const inlineCode = (markdown: string) =>
	[...withoutCodeBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);

/** The anchors that GitHub generates for the headings of a page. */
function anchorsOf(file: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of withoutCodeBlocks(read(file)).matchAll(/^ {0,3}#{1,6} +(.+?)[ #]*$/gm)) {
		const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const slug = text.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
		let anchor = slug;
		for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
		anchors.add(anchor);
	}
	return anchors;
}

/** The targets of the links and images of a page. */
function linksOf(file: string): string[] {
	const text = withoutCodeBlocks(read(file)).replace(/`[^`\n]*`/g, '');
	const inline = [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)];
	const defined = [...text.matchAll(/^\[[^\]]+\]: *(\S+)/gm)];
	return [...inline, ...defined].map(([, target]) => target);
}

/**
 * What is wrong with a link; null if it leads to a file of the checkout and, if it names one, to an existing heading.
 */
function faultOf(target: string, from: string): string | null {
	const local = target.startsWith(FILES) ? `/${target.slice(FILES.length)}` : target;
	if (/^[a-z][a-z+.-]*:/i.test(local)) return null;
	const [where, anchor] = local.split('#').map(decodeURIComponent);
	const file = where === '' ? from : where.startsWith('/') ? where : path.join(path.dirname(from), where);
	const inCheckout = path.relative('.', path.join('.', file));
	if (inCheckout.startsWith('..') || !existsSync(inCheckout)) return `${target}: there is no such file`;
	if (anchor === undefined) return null;
	return inCheckout.endsWith('.md') && anchorsOf(inCheckout).has(anchor)
		? null
		: `${target}: there is no such heading`;
}

describe.each(DOCS)('%s', (file) => {
	test('has links that lead somewhere', () => {
		const faults = linksOf(file).map((target) => faultOf(target, file));
		expect(faults.filter((fault) => fault !== null)).toEqual([]);
	});

	test('names only npm scripts that exist', () => {
		const named = [...read(file).matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)].map(
			([, script, test]) => script ?? test,
		);
		expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});
});

/** The words of a page as a reader counts them: without comments, pictures, targets of links, and markup. */
function wordsOf(markdown: string): string[] {
	const text = markdown
		.replace(/<!--[\s\S]*?-->/g, ' ')
		.replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
	return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

test('README.md has at most 1,500 words', () => {
	expect(wordsOf('## A [b c](d#e), _f_ `g`\n<!-- h i -->\n| --- | – |\n![j](k)')).toHaveLength(5);
	expect(wordsOf(readme).length).toBeGreaterThan(500);
	expect(wordsOf(readme).length).toBeLessThanOrEqual(1500);
});

test('docs/installing.md and README.md name the variable of the public address in new and old versions of n8n', () => {
	for (const page of [readme, read('docs/installing.md')]) {
		expect(inlineCode(page)).toEqual(expect.arrayContaining(['N8N_WEBHOOK_URL', 'WEBHOOK_URL']));
	}
});

test.each(TOP)('%s names only files that exist', (file) => {
	const paths = inlineCode(read(file)).filter((code) =>
		/^(\.ci|\.github|bench|credentials|demo|docs|nodes|scripts|test)\/[\w./-]*$/.test(code),
	);
	// Acme is an example provider in CONTRIBUTING.md.
	expect(paths.filter((code) => !/acme/i.test(code) && !existsSync(code))).toEqual([]);
});

test('workflows name only npm scripts that exist', () => {
	const workflows = globSync('.github/workflows/*.yml');
	expect(workflows).not.toEqual([]);
	const named = workflows.flatMap((file) =>
		[...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script),
	);
	expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
});

test('CHANGELOG.md has the version of package.json', () => {
	expect(read('CHANGELOG.md')).toContain(`\n## [${manifest.version}]`);
});

describe('in the code', () => {
	const sources = globSync(['credentials/**/*.ts', 'nodes/**/*.ts', 'nodes/**/*.json']).sort();

	test('every address in this repository leads to a file and a heading', () => {
		const addresses = sources.flatMap((file) =>
			[...read(file).matchAll(/https?:\/\/github\.com\/[^\s"'`<>)]+/g)]
				.map(([url]) => url)
				.filter((url) => url.startsWith(`${REPOSITORY}/`)),
		);
		expect(addresses).not.toEqual([]);
		expect(addresses.map((url) => faultOf(url, '')).filter((fault) => fault !== null)).toEqual([]);
	});

	test.each(sources.filter((file) => /\.(credentials\.ts|node\.json)$/.test(file)))(
		'%s names its documentation',
		(file) =>
			expect(read(file)).toMatch(
				new RegExp(`${FILES.replaceAll('.', '\\.')}(README\\.md#[a-z-]+|docs/providers/\\w+\\.md)`),
			),
	);
});

const optionsOf = ({ properties }: INodeTypeDescription) =>
	properties
		.filter(({ name, type }) => name === 'options' && type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[]);

/**
 * The rows of a table on a page, as words per cell.
 * @param title the first cell of the table's head
 */
function rowsOf(title: string, page = 'README.md'): string[][] {
	const lines = read(page).split('\n');
	const start = lines.findIndex((line) => new RegExp(`^\\| ${title} +\\|`).test(line));
	const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
	expect(start).toBeGreaterThan(0);
	const cells = (line: string) => line.split('|').slice(1, -1);
	return lines.slice(start + 2, end).map((line) => cells(line).map((cell) => cell.trim()));
}

test('the names of nodes and credentials are in the documentation', async () => {
	const names = [...(await credentials()), ...(await nodes())].map(({ displayName }) => displayName);
	expect(names.filter((name) => !all.includes(name))).toEqual([]);
});

test('docs/triggers.md lists every option of the triggers, and which of them have it', async () => {
	const having = new Map<string, string[]>();
	for (const trigger of await triggers()) {
		const provider = trigger.displayName.replace(' Invoice Trigger', '');
		for (const { displayName } of optionsOf(trigger)) {
			having.set(displayName, [...(having.get(displayName) ?? []), provider]);
		}
	}
	const count = (await triggers()).length;
	const expected = [...having].map(([option, which]) => [
		option,
		which.length === count ? 'all' : which.sort().join(', '),
	]);
	const listed = rowsOf('option', 'docs/triggers.md').map(([option, , , which]) => [option, which]);
	expect(listed).toEqual(expected.sort(([a], [b]) => a.localeCompare(b)));
});

test('docs/triggers.md gives the default of every option', async () => {
	const defaults = Object.fromEntries(
		rowsOf('option', 'docs/triggers.md').map(([option, value]) => [option, value]),
	);
	for (const { displayName, default: value } of (await triggers()).flatMap(optionsOf)) {
		const words: Record<string, string> = { true: 'on', false: 'off', '': 'empty' };
		expect([displayName, defaults[displayName]]).toEqual([
			displayName,
			words[String(value)] ?? String(value),
		]);
	}
});

test('the README lists the operations of the Invoice node', async () => {
	const listed = rowsOf('resource').map(([resource, operation]) => `${resource} > ${operation}`);
	expect(listed.sort()).toEqual((await operations()).sort());
});

describe.each(PROVIDERS)('%s', (name) => {
	const page = `docs/providers/${name}.md`;

	test('has a row in the README that leads to its page', () => {
		expect(existsSync(page)).toBe(true);
		const displayName = providers[name]!.displayName;
		expect(rowsOf('provider').map(([first]) => first)).toContainEqual(
			expect.stringContaining(`[${displayName}]`),
		);
		expect(linksOf('README.md')).toContain(page);
	});

	test('has a page with all that a user asks', () => {
		const headings = [...read(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
		expect(headings).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^Set it up/),
				'The credential',
				'Events',
				'What the authentication shows',
				'Item fields worth knowing',
				'Find missed invoices',
				'Try it',
				'What is not certain',
			]),
		);
	});

	test('has a page that names its trigger, its credential with all fields, and its events', async () => {
		const text = read(page);
		const trigger = (await triggers()).find((one) => one.name === `${name}InvoiceTrigger`)!;
		const credential = (await credentials()).find((one) => one.name === credentialTypeOf(name))!;
		const shown = credential.properties.filter(({ type }) => !['hidden', 'notice'].includes(type));
		const events = trigger.properties.find(({ name: property }) => property === 'events')!;
		const wanted = [
			trigger.displayName,
			credential.displayName,
			...shown.map(({ displayName }) => displayName),
			...(events.options as Array<{ name: string }>).map((option) => option.name),
		];
		expect(wanted.filter((word) => !text.includes(word))).toEqual([]);
	});
});

test.each(PROVIDERS)('docs/providers/%s.md names the events that are chosen by default', async (name) => {
	const trigger = (await triggers()).find((one) => one.name === `${name}InvoiceTrigger`)!;
	const events = trigger.properties.find(({ name: property }) => property === 'events')!;
	const options = events.options as Array<{ name: string; value: string }>;
	const chosen = options.filter(({ value }) => (events.default as string[]).includes(value));
	const text = read(`docs/providers/${name}.md`).replace(/\s+/g, ' ');
	const [, sentence] = /([^.|:]*) (?:is|are) chosen by default\./.exec(text) ?? [];
	const named = /^ ?(?:All|Both)$/.test(sentence ?? '')
		? options.map((option) => option.name)
		: namesIn(sentence);
	expect(named.sort()).toEqual(chosen.map((option) => option.name).sort());
});
const namesIn = (text = '') => [...text.matchAll(/_([^_]+)_/g)].map(([, name]) => name);

describe('examples of the README', () => {
	const blocks = [...readme.matchAll(/(?:<!-- (.+?) -->\s*)?```json\n([\s\S]*?)```/g)];
	const examples = blocks.map(([, comment, json]) => ({ comment, content: JSON.parse(json) as unknown }));

	test('the item is a part of a golden one, in the normal form', () => {
		const shortened = examples.filter(({ comment }) => comment?.startsWith('shortened from '));
		expect(shortened).toHaveLength(1);
		for (const { comment, content } of shortened) {
			const [golden] = JSON.parse(read(comment.replace('shortened from ', ''))) as object[];
			expect(golden).toMatchObject(content as object);
			expect(invoiceSchema.safeParse(golden).success).toBe(true);
		}
	});
});
