import { rillet } from '../../nodes/Rillet/provider';
import { invoice, META, RECEIVED_AT } from '../support/Rillet/items.mts';

describe('environment', () => {
	it.each([
		[{ environment: 'production' }, true, 'https://api.rillet.com'],
		[{ environment: 'sandbox' }, false, 'https://sandbox.api.rillet.com'],
		[{ environment: 'production', apiUrl: '' }, true, 'https://api.rillet.com'],
		[{ environment: 'sandbox', apiUrl: ' http://127.0.0.1:8080/ ' }, false, 'http://127.0.0.1:8080'],
		[{}, true, 'https://api.rillet.com'],
	])('%j', (credential, live, apiUrl) => {
		expect(rillet.environment(credential)).toEqual({ apiUrl, live });
		const result = rillet.events['invoice-created'].normalize(
			{
				providerType: 'invoice-created',
				payload: invoice(),
				meta: META,
				receivedAt: RECEIVED_AT,
				authentication: 'signature',
			},
			{ apiUrl, live },
		);
		expect(result.ok && result.value[0].event?.liveMode).toBe(live);
		expect(result.ok && result.value[0].document?.url).toBe(`${apiUrl}/invoices/${String(invoice().id)}`);
	});
});

it.each(['nonsense', 'http://api.rillet.com'])('no API is the place of a base URL %s', (apiUrl) => {
	expect(rillet.environment({ environment: 'sandbox', apiUrl })).toEqual({ apiUrl: '', live: false });
});

describe('split', () => {
	const headers = {
		'x-rillet-id': 'i',
		'x-rillet-timestamp': 't',
		'x-rillet-entity': 'E',
		'x-rillet-event': 'V',
	};

	it.each([
		['INVOICE', 'PAYMENT_UPDATED', 'invoice-payment-updated'],
		['invoice', 'payment-updated', 'invoice-payment-updated'],
		['Invoice', 'Payment.Updated', 'invoice-payment-updated'],
		['Credit Memo', 'created', 'credit-memo-created'],
		['CREDIT_MEMO', 'DELETED', 'credit-memo-deleted'],
		['JOURNAL_ENTRY', 'CREATED', 'journal-entry-created'],
	])('%s and %s are %s', (entity, event, providerType) => {
		const split = rillet.split('x', {
			headers: {
				...headers,
				'X-RILLET-ENTITY': undefined,
				'x-rillet-entity': entity,
				'x-rillet-event': event,
			},
			selected: [],
		});
		expect(split).toEqual({
			ok: true,
			value: [{ providerType, payload: 'x', meta: { id: 'i', timestamp: 't', entity, event } }],
		});
	});

	it.each(Object.keys(headers))('without %s is an error', (name) => {
		expect(rillet.split({}, { headers: { ...headers, [name]: '' }, selected: [] }).ok).toBe(false);
	});

	it('keeps the signature and other headers out of what is stored', () => {
		const split = rillet.split('x', {
			headers: { ...headers, 'x-rillet-signature': 'SECRET', authorization: 'SECRET' },
			selected: [],
		});
		expect(JSON.stringify(split)).not.toContain('SECRET');
	});
});
