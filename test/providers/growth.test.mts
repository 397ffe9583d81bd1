/** Work on an event grows linearly with each list in it, counted in steps instead of time. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { providerNamed } from '../../nodes/Invoice/providers';
import { definitionOf, type Provider } from '../../nodes/shared/provider';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { PROVIDER_NAMES } from '../support/providers.mts';
import { isLinear, stepsOf } from '../support/steps.mts';

/** How many entries a list gets; more than any list of which only a part counts. */
const COUNTS = [200, 400, 800] as const;

type Path = readonly string[];

/** The members that hold lists; within a list, those of its first entry. */
function listsIn(value: unknown, at: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.length === 0 ? [] : [at, ...listsIn(value[0], [...at, '0'])];
	return Object.entries(value).flatMap(([key, member]) => listsIn(member, [...at, key]));
}

/** Another entry of the same kind: with ids and rates of its own. */
function another(value: unknown, index: number, key = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => another(entry, index, key));
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).map(([name, member]) => [name, another(member, index, name)]);
		return Object.fromEntries(members) as unknown;
	}
	if (/rate|percent/i.test(key) && value !== '' && Number.isFinite(Number(value))) {
		const rate = Number(value) + index / 1e6;
		return typeof value === 'number' ? rate : rate.toFixed(6);
	}
	return typeof value === 'string' && /(^id|_id|Id|ID)$/.test(key) ? `${value}-${index}` : value;
}

/** A copy in which the lists at these paths have so many entries. */
function withEntries(body: unknown, lists: readonly Path[], count: number): unknown {
	const chosen = new Set(lists.map((path) => JSON.stringify(path)));
	const copied = (value: unknown, at: Path): unknown => {
		if (Array.isArray(value)) {
			const entries = value.map((entry, index) => copied(entry, [...at, String(index)]));
			if (!chosen.has(JSON.stringify(at))) return entries;
			return Array.from({ length: count }, (_, index) => another(entries[index % entries.length], index));
		}
		if (typeof value !== 'object' || value === null) return value;
		const members = Object.entries(value).map(([key, member]) => [key, copied(member, [...at, key])]);
		return Object.fromEntries(members) as unknown;
	};
	return copied(body, []);
}

/** From the verified body to items. @throws Error where there are none: giving up early would look linear */
function read(provider: Provider, body: unknown, headers: Record<string, string>): void {
	const credential = scenarios
		.find(({ simulator }) => simulator.name === provider.name)!
		.credential('https://api.example', 'key') as ICredentialDataDecryptedObject;
	const split = provider.split(body, { headers, selected: Object.keys(provider.events) });
	if (!split.ok) throw new Error(split.error.message);
	for (const event of split.value) {
		const received = {
			...event,
			receivedAt: '2026-04-01T08:00:00.000Z',
			authentication: 'urlToken' as const,
		};
		const result = definitionOf(provider, event.providerType)?.normalize(
			received,
			provider.environment(credential),
		);
		if (result && !result.ok) throw new Error(result.error.message);
	}
}

/** Lists of lists would give many more entries than counted. */
const outermost = (lists: readonly Path[]): Path[] => lists.filter((path) => !path.includes('0'));

describe.each(PROVIDER_NAMES.map((name) => [name, providerNamed(name)!] as const))('%s', (name, provider) => {
	const samples = webhookSamplesOf(name).filter(({ event }) => event in provider.events);
	test.each(samples)('$file', ({ file, headers = {} }) => {
		const body = sampleJson<unknown>(name, file);
		const lists = listsIn(body);
		const lower = Object.fromEntries(
			Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]),
		);
		// The first event takes steps of its own: zod compiles the schema.
		read(provider, body, lower);
		const faults = [outermost(lists), ...lists.map((path) => [path])].flatMap((chosen) => {
			const steps = COUNTS.map((count) => {
				const large = withEntries(body, chosen, count);
				return stepsOf(() => read(provider, large, lower));
			}) as [number, number, number];
			return isLinear(steps)
				? []
				: [`${chosen.map((path) => path.join('.')).join(', ')}: ${steps.join(', ')}`];
		});
		expect(faults).toEqual([]);
	});
});
