/** Whoever adds a provider adds all of it: each thing that one has, every one has. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { providers } from '../nodes/Invoice/providers';
import { PROVIDERS } from '../nodes/shared/invoice/schema';
import type { Provider } from '../nodes/shared/provider';
import { scenarios } from './support/e2e/scenarios.mts';
import { samplesOf, vectorsOf, webhookSamplesOf } from './simulator/samples.mts';
import { simulators } from './simulator/simulator.mts';

const MOST_LINES = 300;

const read = (file: string) => readFileSync(file, 'utf8');
const json = <T,>(file: string) => JSON.parse(read(file)) as T;
const { name: packageName, n8n: published } = json<{
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}>('package.json');

const FOLDERS = globSync('nodes/*/provider.ts')
	.map((file) => path.basename(path.dirname(file)))
	.filter((folder) => folder !== 'shared')
	.sort();

/** The one export of a folder's `provider.ts` that is a provider. */
function providerIn(folder: string): Provider {
	const module = jest.requireActual<Record<string, Partial<Provider>>>(`../nodes/${folder}/provider`);
	const found = Object.values(module).filter((value) => value.schemes !== undefined);
	expect(found).toHaveLength(1);
	return found[0] as Provider;
}

/** The class of a module that n8n loads: it has the name of the file. */
function instanceOf<T>(file: string, name: string): T {
	const module = jest.requireActual<Record<string, new () => T>>(`../${file}`);
	return new module[name]();
}

it('there are providers, as many as the normal form knows', () => {
	expect(FOLDERS.map((folder) => providerIn(folder).name).sort()).toEqual([...PROVIDERS].sort());
});

describe.each(FOLDERS)('%s', (folder) => {
	const provider = providerIn(folder);
	const { name } = provider;
	const nodeFile = `nodes/${folder}/${folder}InvoiceTrigger.node`;
	const credentialName = `${folder}Api`;

	it('has its folder’s name', () => {
		expect(name).toBe(`${folder[0].toLowerCase()}${folder.slice(1)}`);
	});

	it('has samples, each with its provenance', () => {
		expect(samplesOf(name).length).toBeGreaterThan(0);
		expect(webhookSamplesOf(name).length).toBeGreaterThan(0);
		expect(samplesOf(name).filter(({ provenance }) => !provenance)).toEqual([]);
	});

	it('has vectors', () => {
		expect(vectorsOf(name).length).toBeGreaterThan(0);
	});

	it('has a golden item for every sample of an event that it takes', () => {
		const taken = webhookSamplesOf(name).filter(({ event }) => event in provider.events);
		expect(taken.length).toBeGreaterThan(0);
		expect(taken.filter(({ file }) => !existsSync(`test/golden/${name}/${file}`))).toEqual([]);
	});

	it('has a simulator that proves in each of its ways and sends each of its events', () => {
		const simulator = simulators.find((one) => one.name === name);
		expect(Object.keys(simulator?.proofs ?? {}).sort()).toEqual(Object.keys(provider.schemes).sort());
		expect(Object.keys(simulator?.events ?? {}).sort()).toEqual(Object.keys(provider.events).sort());
	});

	it('has tests of its own, and a scenario in a real n8n', () => {
		expect(globSync(`test/${folder}/*.test.mts`).length).toBeGreaterThan(0);
		expect(scenarios.map(({ simulator }) => simulator.name)).toContain(name);
	});

	it('has a page for its users', () => {
		expect(read(`docs/providers/${name}.md`)).toMatch(/^# /);
	});

	it('has a credential that other nodes may not use', () => {
		const file = `credentials/${credentialName}.credentials`;
		const credential = instanceOf<ICredentialType>(file, credentialName);
		expect(credential.name).toBe(`${name}Api`);
		expect(credential.name).toBe(provider.credential);
		expect(credential.restrictToSupportedNodes).toBe(true);
		expect(published.credentials).toContain(`dist/${file}.js`);
	});

	it('has a trigger, published, that offers each of its events and asks for its credential', () => {
		const { description } = instanceOf<INodeType>(nodeFile, `${folder}InvoiceTrigger`);
		expect(description.name).toBe(`${name}InvoiceTrigger`);
		expect(description.credentials).toEqual([{ name: provider.credential, required: true }]);
		const events = description.properties.find((property) => property.name === 'events');
		const offered = events?.options?.map((option) => ('value' in option ? option.value : option.name));
		expect(offered?.sort()).toEqual(Object.keys(provider.events).sort());
		expect(published.nodes).toContain(`dist/${nodeFile}.js`);
	});

	it('has a codex', () => {
		expect(json(`${nodeFile}.json`)).toMatchObject({
			node: `${packageName}.${name}InvoiceTrigger`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories: expect.arrayContaining(['Finance & Accounting']),
			// Without it n8n ignores the whole codex.
			resources: { primaryDocumentation: [{ url: expect.stringMatching(/^https:/) }] },
		});
	});

	it('has an icon for light and one for dark', () => {
		const { description } = instanceOf<INodeType>(nodeFile, `${folder}InvoiceTrigger`);
		const icons = [`${name}.svg`, `${name}.dark.svg`];
		expect(description.icon).toEqual({ light: `file:${icons[0]}`, dark: `file:${icons[1]}` });
		const [light, dark] = icons.map((icon) => read(`nodes/${folder}/${icon}`));
		expect(light).toMatch(/^<svg /);
		expect(dark).toMatch(/^<svg /);
		expect(light).not.toBe(dark);
	});

	it('can be chosen in the Invoice node', () => {
		expect(providers[name]).toBe(provider);
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
