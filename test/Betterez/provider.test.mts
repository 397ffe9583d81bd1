import fc from 'fast-check';
import { betterez } from '../../nodes/Betterez/provider';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { ALL, BARE, DOCUMENTED, event, FEL, type Json } from '../support/Betterez/events.mts';

const split = (body: unknown, selected: readonly string[] = ALL) =>
	betterez.split(body, { headers: {}, selected });
const nameOf = (body: unknown, selected?: readonly string[]) => {
	const result = split(body, selected);
	return result.ok ? result.value.map(({ providerType }) => providerType) : result.error.message;
};

test('every event that the node offers is known, and its type too', () => {
	expect(Object.entries(betterez.events).map(([name, { type }]) => [name, type])).toEqual([
		['invoices.created', 'invoice.created'],
		['invoices.updated', 'invoice.updated'],
	]);
});

describe('split', () => {
	test('passes on the whole body under the name that it says', () => {
		const body = event(DOCUMENTED);
		expect(split(body, [])).toEqual({
			ok: true,
			value: [{ providerType: 'invoices.created', payload: body }],
		});
		expect(nameOf(event(DOCUMENTED, {}, { event: 'transaction.completed' }))).toEqual([
			'transaction.completed',
		]);
		expect(nameOf({ event: 'anything' })).toEqual(['anything']);
	});

	test.each([
		['the only one selected', {}, ['invoices.updated'], 'invoices.updated'],
		['changed at once: created', {}, ALL, 'invoices.created'],
		[
			'changed a second later: created',
			{ updatedAt: { value: '2026-02-12T04:41:10.512Z' } },
			ALL,
			'invoices.created',
		],
		[
			'changed later than that: updated',
			{ updatedAt: { value: '2026-02-12T04:41:10.513Z' } },
			ALL,
			'invoices.updated',
		],
		[
			'times as text',
			{ updatedAt: '2026-02-13T04:41:10Z', createdAt: '2026-02-12T04:41:09Z' },
			ALL,
			'invoices.updated',
		],
		['no time', { updatedAt: null, createdAt: null }, ALL, 'invoices.created'],
		['times that are none', { updatedAt: 7, createdAt: { value: 'x' } }, ALL, 'invoices.created'],
		['nothing selected', {}, [], 'invoices.created'],
	])('without a name: %s', (_name, data, selected, expected) => {
		expect(nameOf(event(BARE, data), selected)).toEqual([expected]);
	});

	test('a blank or null name counts as absent', () => {
		for (const name of ['', null, 7])
			expect(nameOf(event(BARE, {}, { event: name }))).toEqual(['invoices.created']);
	});

	test.each([
		null,
		[],
		'text',
		1,
		{},
		{ data: {} },
		{ data: null },
		{ data: 'text' },
		{ data: [{ _id: '1' }] },
		{ data: { _id: 1 } },
		{ event: '', data: {} },
		sampleJson<Json>('betterez', 'invoiceemail-created-documented.json'),
	])('%j is rejected', (body) => {
		expect(nameOf(body)).toContain('is not a Betterez event');
	});

	test.each(['invoice_providers.created', 'invoice_providers.updated', 'invoice_providers.deleted'])(
		'%s, with the certifier’s key, goes nowhere',
		(name) => {
			const body = {
				id: '1',
				event: name,
				data: { _id: '2', params: { signerKey: 'SECRET', key: 'SECRET' } },
			};
			expect(split(body, [...ALL, name])).toEqual({ ok: true, value: [] });
		},
	);

	test('an API key goes no further, wherever it stands', () => {
		const KEY = '11111111-2222-4333-8444-555555555555';
		const bodies = [
			sampleJson<Json>('betterez', BARE),
			event(FEL, { apiKey: KEY, more: [{ apiKey: KEY }] }, { apiKey: KEY, providerId: 'p' }),
			event(FEL, {}, { event: 'transaction.completed', apiKey: KEY }),
		];
		for (const body of bodies) {
			expect(JSON.stringify(body)).toContain(KEY);
			const passedOn = JSON.stringify(split(body));
			expect(passedOn).not.toContain(KEY);
			expect(passedOn).not.toContain('apiKey');
		}
	});

	test('nothing else is taken out', () => {
		for (const { file } of webhookSamplesOf('betterez')) {
			const body = sampleJson<Json>('betterez', file);
			const result = split(body);
			if (!result.ok) continue;
			delete body.apiKey;
			expect(result.value[0].payload).toEqual(body);
		}
	});

	test('never throws', () => {
		const shaped = fc.record(
			{
				event: fc.jsonValue(),
				data: fc.oneof(
					fc.jsonValue(),
					fc.record({ _id: fc.jsonValue(), createdAt: fc.jsonValue(), updatedAt: fc.jsonValue() }),
				),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), shaped), (body) => expect(typeof split(body).ok).toBe('boolean')),
		);
	});
});

describe('environment', () => {
	test.each([
		[{}, 'https://api.betterez.com/invoices'],
		[{ apiUrl: 'https://api.betterez.com' }, 'https://api.betterez.com/invoices'],
		[
			{ apiUrl: 'https://sandbox-api.betterez.com', servicePrefix: 'invoices/' },
			'https://sandbox-api.betterez.com/invoices',
		],
		[{ servicePrefix: ' /billing/v2/ ' }, 'https://api.betterez.com/billing/v2'],
		[{ servicePrefix: '' }, 'https://api.betterez.com'],
		[{ servicePrefix: '/' }, 'https://api.betterez.com'],
		[{ apiUrl: 'other', otherUrl: 'http://127.0.0.1:8080/' }, 'http://127.0.0.1:8080/invoices'],
		[{ apiUrl: 'other', otherUrl: '' }, ''],
		[{ apiUrl: 'other' }, ''],
		[{ apiUrl: 'other', otherUrl: 'no address' }, ''],
		[{ apiUrl: 'other', otherUrl: 'ftp://x.example' }, ''],
		[{ apiUrl: 'other', otherUrl: 'https://user:pass@x.example' }, ''],
	])('%j', (credential, apiUrl) => {
		expect(betterez.environment(credential)).toEqual({ apiUrl, live: null });
	});
});

describe('lookup', () => {
	const lookup = (values: Record<string, string>) =>
		betterez.lookup!.invoice(values, betterez.environment({}));

	test('a transaction has a PDF', () => {
		expect(lookup({ betterezTransactionId: '69/..' })).toMatchObject({
			ok: true,
			value: {
				provider: 'betterez',
				document: {
					url: 'https://api.betterez.com/invoices/pdfs?transactionId=69%2F..',
					source: 'api',
					mimeType: 'application/pdf',
				},
				references: { transactionId: '69/..' },
			},
		});
	});

	test('an invoice has an ID', () => {
		expect(lookup({ betterezInvoiceId: 'a1' })).toMatchObject({
			ok: true,
			value: { id: 'a1', document: null },
		});
	});

	test('nothing is given', () => {
		expect(lookup({})).toMatchObject({
			ok: false,
			error: { message: expect.stringContaining('Transaction ID') },
		});
	});
});
