/** The parts of a provider: each missing one fails a separate test that names it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { providerNamed } from '../nodes/Invoice/providers';
import { PROVIDERS } from '../nodes/shared/invoice/schema';
import type { Provider } from '../nodes/shared/provider';
import { scenarios } from './support/e2e/scenarios.mts';
import { nameOf, PROVIDER_FOLDERS, PROVIDER_NAMES } from './support/providers.mts';
import { samplesOf, vectorsOf, webhookSamplesOf } from './simulator/samples.mts';
import { simulators } from './simulator/simulator.mts';

const MOST_LINES = 300;

const read = (file: string) => readFileSync(file, 'utf8');
const json = <T,>(file: string) => JSON.parse(read(file)) as T;
const {
	name: packageName,
	keywords,
	n8n: published,
} = json<{ name: string; keywords: string[]; n8n: { nodes: string[]; credentials: string[] } }>(
	'package.json',
);
const missing = (...files: string[]) => files.filter((file) => !existsSync(file));

/** The export of a folder's `provider.ts`, named after the provider. */
function providerIn(folder: string): Provider {
	const module = jest.requireActual<Record<string, Provider | undefined>>(`../nodes/${folder}/provider`);
	const provider = module[nameOf(folder)];
	if (provider === undefined)
		throw new Error(`nodes/${folder}/provider.ts does not export ${nameOf(folder)}`);
	return provider;
}

/** The class in a module that n8n loads, named after the file. */
function instanceOf<T>(file: string, name: string): T {
	expect(missing(`${file}.ts`)).toEqual([]);
	const module = jest.requireActual<Record<string, new () => T>>(`../${file}`);
	return new module[name]();
}

it('there are providers, and the normal form names no other', () => {
	expect(PROVIDER_FOLDERS.length).toBeGreaterThan(1);
	expect(PROVIDERS.filter((name) => !PROVIDER_NAMES.includes(name))).toEqual([]);
});

describe.each(PROVIDER_FOLDERS)('%s', (folder) => {
	const provider = providerIn(folder);
	const { displayName } = provider;
	const name = nameOf(folder);
	const nodeFile = `nodes/${folder}/${folder}InvoiceTrigger.node`;
	const credentialName = provider.credential.replace(/^./, (letter) => letter.toUpperCase());
	const trigger = () => instanceOf<INodeType>(nodeFile, `${folder}InvoiceTrigger`).description;

	it('has the name of its folder', () => {
		expect(provider.name).toBe(name);
	});

	it('is in PROVIDERS of nodes/shared/invoice/schema.ts', () => {
		expect(PROVIDERS).toContain(name);
	});

	it('is in nodes/Invoice/providers.ts', () => {
		expect(providerNamed(name)).toBe(provider);
	});

	it('has samples of webhooks, each with its provenance', () => {
		expect(missing(`test/samples/${name}/samples.json`)).toEqual([]);
		expect(webhookSamplesOf(name).length).toBeGreaterThan(0);
		expect(samplesOf(name).filter(({ provenance }) => !provenance)).toEqual([]);
	});

	it('has vectors for its verifier, of both outcomes', () => {
		expect(missing(`test/vectors/${name}.json`)).toEqual([]);
		expect(new Set(vectorsOf(name).map((vector) => vector.expect))).toEqual(new Set(['accept', 'reject']));
	});

	it('has a golden item for every sample of an event that it takes', () => {
		const taken = webhookSamplesOf(name).filter(({ event }) => event in provider.events);
		expect(taken.length).toBeGreaterThan(0);
		expect(missing(...taken.map(({ file }) => `test/golden/${name}/${file}`))).toEqual([]);
	});

	it('has a simulator', () => {
		expect(missing(`test/simulator/providers/${name}.mts`)).toEqual([]);
	});

	it('has a simulator that signs, or logs in, by each of its methods', () => {
		const simulator = simulators.find((one) => one.name === name);
		expect(Object.keys(simulator?.authenticators ?? {}).sort()).toEqual(Object.keys(provider.schemes).sort());
	});

	it('has a simulator that sends each of its events', () => {
		const simulator = simulators.find((one) => one.name === name);
		expect(Object.keys(simulator?.events ?? {}).sort()).toEqual(Object.keys(provider.events).sort());
	});

	it('has a scenario for a real n8n, the demo and the benchmarks', () => {
		expect(missing(`test/simulator/scenarios/${name}.mts`)).toEqual([]);
		expect(scenarios.map(({ simulator }) => simulator.name)).toContain(name);
	});

	it('has a table of the fields that an event must have', () => {
		expect(missing(`test/support/${folder}/tolerance.mts`)).toEqual([]);
	});

	it('has tests of its vectors and of its golden items', () => {
		const tests = globSync(`test/${folder}/*.test.mts`).map(read);
		expect(['vectorsOf(', 'golden'].filter((word) => !tests.some((text) => text.includes(word)))).toEqual([]);
	});

	it('has a test of which fields it maps', () => {
		expect(missing(`test/${folder}/coverage.test.mts`)).toEqual([]);
	});

	it('can do what its trigger offers', () => {
		const options = trigger().properties.find((property) => property.name === 'options')?.options ?? [];
		const offers = (option: string) => options.some((one) => one.name === option);
		const { details, locateDocument } = provider;
		expect({ details, locateDocument }).toMatchObject({
			...(offers('fetchDetails') && { details: expect.any(Function) as unknown }),
			...(offers('attachDocument') && { locateDocument: expect.any(Function) as unknown }),
		});
	});

	it('has a page for its users', () => {
		expect(missing(`docs/providers/${name}.md`)).toEqual([]);
		expect(read(`docs/providers/${name}.md`)).toMatch(/^# /);
	});

	it('has a row in the README that leads to its page', () => {
		const rows = read('README.md')
			.split('\n')
			.filter((line) => line.startsWith('|') && line.includes(displayName));
		expect(rows.length).toBeGreaterThan(0);
		expect(read('README.md').includes(`](docs/providers/${name}.md)`)).toBe(true);
	});

	it('has a line in the changelog', () => {
		expect(read('CHANGELOG.md').includes(displayName)).toBe(true);
	});

	it('is a word by which the Invoice node is found', () => {
		const { alias } = JSON.parse(read('nodes/Invoice/Invoice.node.json')) as { alias: string[] };
		expect(alias).toContain(displayName);
	});

	it('is in the pages on security and on fetching', () => {
		expect(read('docs/security.md').includes(`](providers/${name}.md)`)).toBe(true);
		expect(read('docs/fetching.md').includes(displayName)).toBe(true);
	});

	it('has a credential that other nodes may not use', () => {
		const credential = instanceOf<ICredentialType>(
			`credentials/${credentialName}.credentials`,
			credentialName,
		);
		// n8n identifies credentials by name alone: because it has its own `stripeApi`, ours is `stripeInvoiceApi`.
		expect([`${name}Api`, `${name}InvoiceApi`]).toContain(credential.name);
		expect(credential.name).toBe(provider.credential);
		expect(credential.restrictToSupportedNodes).toBe(true);
	});

	it('has a trigger that offers each of its events and asks for its credential', () => {
		const { name: type, credentials, properties } = trigger();
		expect(type).toBe(`${name}InvoiceTrigger`);
		expect(credentials).toEqual([{ name: provider.credential, required: true }]);
		const events = properties.find((property) => property.name === 'events');
		const offered = events?.options?.map((option) => ('value' in option ? option.value : option.name));
		expect(offered?.sort()).toEqual(Object.keys(provider.events).sort());
	});

	it('has a trigger that offers each of its methods of authentication', () => {
		const method = trigger().properties.find((property) => property.name === 'authentication');
		const offered =
			method?.type === 'hidden'
				? [method.default]
				: method?.options?.map((option) => ('value' in option ? option.value : option.name));
		expect(offered?.sort()).toEqual(Object.keys(provider.schemes).sort());
	});

	it('has its trigger, its credential and a keyword in package.json', () => {
		expect(published.nodes).toContain(`dist/${nodeFile}.js`);
		expect(published.credentials).toContain(`dist/credentials/${credentialName}.credentials.js`);
		expect(keywords).toContain(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
	});

	it('has a codex', () => {
		expect(missing(`${nodeFile}.json`)).toEqual([]);
		expect(json(`${nodeFile}.json`)).toMatchObject({
			node: `${packageName}.${name}InvoiceTrigger`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories: expect.arrayContaining(['Finance & Accounting']),
			// Without it n8n ignores the whole codex.
			resources: { primaryDocumentation: [{ url: expect.stringMatching(/^https:/) }] },
		});
	});

	it('has search words of its own, besides those that the build adds to every node', () => {
		const { everyNode, triggers: ofTriggers } = json<Record<string, string[]>>('scripts/searchWords.json');
		const { alias } = json<{ alias: string[] }>(`${nodeFile}.json`);
		expect(alias.length).toBeGreaterThan(0);
		expect(alias.filter((word) => [...everyNode!, ...ofTriggers!].includes(word))).toEqual([]);
	});

	it('has an icon for light and one for dark', () => {
		const icons = [`${name}.svg`, `${name}.dark.svg`];
		expect(missing(...icons.map((icon) => `nodes/${folder}/${icon}`))).toEqual([]);
		expect(trigger().icon).toEqual({ light: `file:${icons[0]}`, dark: `file:${icons[1]}` });
		const [light, dark] = icons.map((icon) => read(`nodes/${folder}/${icon}`));
		expect(light).toMatch(/^<svg /);
		expect(dark).toMatch(/^<svg /);
		expect(light).not.toBe(dark);
	});
});

it('what is published exists, and all of it is published', () => {
	const sources = [...globSync('nodes/*/*.node.ts'), ...globSync('credentials/*.credentials.ts')];
	expect([...published.nodes, ...published.credentials].sort()).toEqual(
		sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`).sort(),
	);
});

it(`no source file is longer than ${MOST_LINES} lines`, () => {
	const files = [...globSync('nodes/**/*.ts'), ...globSync('credentials/*.ts')];
	expect(files.length).toBeGreaterThan(50);
	const long = files
		.map((file) => [file, read(file).trimEnd().split('\n').length] as const)
		.filter(([, lines]) => lines > MOST_LINES);
	expect(long).toEqual([]);
});

/** Tests of a whole folder, by subject. */
const OF_A_FOLDER = [
	'allTerms', // the terms of EN 16931 that are read and written
	'cases', // documents that were once read incorrectly
	'createOwn', // Create from the user's own data
	'coverage', // every documented field arrives in the item
	'credentialStaysHome', // the Invoice node sends the key nowhere else
	'differential', // against other readers of PDF
	'edges', // the limits of the rules
	'extended', // the parts of Factur-X EXTENDED that are read
	'publicEvents', // events of the forms in which others keep them
	'growth', // work grows linearly with the document
	'pauses', // long lists leave pauses for the rest of n8n
	'numbers', // what a PDF says about itself in numbers
	'sets', // which rules apply to which specification
	'timeLimit', // the bound on a call
];

it('a test stands where its source does, or is about the folder in which it stands', () => {
	const tests = globSync('test/{shared,Invoice,[A-Z]*}/**/*.test.mts');
	expect(tests.length).toBeGreaterThan(100);
	const lost = tests.filter((file) => {
		const source = file.replace(/^test/, 'nodes').replace(/\.test\.mts$/, '');
		if (existsSync(`${source}.ts`) || existsSync(source)) return false;
		return !(existsSync(path.dirname(source)) && OF_A_FOLDER.includes(path.basename(source)));
	});
	expect(lost).toEqual([]);
});
