/** Fields that future versions add to an event change nothing: each object in each sample gets an unknown field. */
import { providers } from '../../nodes/Invoice/providers';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { definitionOf, type Provider } from '../../nodes/shared/provider';
import { PROVIDER_NAMES } from '../support/providers.mts';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';

const withNewFields = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(withNewFields);
	if (typeof value !== 'object' || value === null) return value;
	const known = Object.entries(value).map(([name, member]) => [name, withNewFields(member)]);
	return { ...Object.fromEntries(known), field_to_come: { of: ['a', 'later', 'version'], amount: 1 } };
};

/** Turns a verified body into items, without `raw` and the key, which for some providers is a digest of it. */
function itemsOf(provider: Provider, body: unknown, headers: Record<string, string>): unknown {
	const lower = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const split = provider.split(body, { headers: lower, selected: Object.keys(provider.events) });
	if (!split.ok) return split.error.message;
	return split.value.map((event) => {
		const received = {
			...event,
			receivedAt: '2026-04-01T08:00:00.000Z',
			authentication: 'urlToken' as const,
		};
		const result = definitionOf(provider, event.providerType)?.normalize(received, provider.environment({}));
		if (result && !result.ok) return result.error.message;
		return result?.value.map((item: Invoice) => ({
			...item,
			raw: null,
			event: { ...item.event, key: null },
		}));
	});
}

describe.each(PROVIDER_NAMES.map((name) => providers[name as keyof typeof providers]))(
	'$displayName',
	(provider) => {
		it.each(webhookSamplesOf(provider.name))('$file', ({ file, headers = {} }) => {
			const body = sampleJson<unknown>(provider.name, file);
			expect(itemsOf(provider, withNewFields(body), headers)).toEqual(itemsOf(provider, body, headers));
		});
	},
);

const VERSIONED = PROVIDER_NAMES.flatMap((name) =>
	webhookSamplesOf(name)
		.filter(({ event }) => event in providers[name as keyof typeof providers].events)
		.map(({ file }) => [name as keyof typeof providers, file] as const)
		.filter(([, file]) => Object.hasOwn(sampleJson<object>(name, file), 'api_version')),
);

it.each(VERSIONED)('%s, %s is read whatever version it names', (name, file) => {
	const body = sampleJson<object>(name, file);
	const read = (api_version: unknown) => {
		const [[item]] = itemsOf(providers[name], { ...body, api_version }, {}) as [[Invoice]];
		return { ...item, references: { ...item.references, apiVersion: null } };
	};
	for (const version of ['2031-01-01.later', 'v9', null]) expect(read(version)).toEqual(read('v2'));
});
