import { paddle } from '../../nodes/Paddle/provider';
import { sample } from '../support/Paddle/items.mts';

describe('environment', () => {
	it.each([
		[{ environment: 'live' }, true, 'https://api.paddle.com'],
		[{ environment: 'sandbox' }, false, 'https://sandbox-api.paddle.com'],
		[{ environment: 'live', apiUrl: '' }, true, 'https://api.paddle.com'],
		[{ environment: 'sandbox', apiUrl: ' http://127.0.0.1:8080/ ' }, false, 'http://127.0.0.1:8080'],
		[{}, true, 'https://api.paddle.com'],
		[{ environment: 'live', apiUrl: 'http://api.paddle.com' }, true, ''],
		[{ environment: 'live', apiUrl: 'nonsense' }, true, ''],
	])('%j', (credential, live, apiUrl) => {
		expect(paddle.environment(credential)).toEqual({ apiUrl, live });
	});
});

describe('split', () => {
	const split = (body: unknown) => paddle.split(body, { headers: {}, selected: [] });

	it('takes one event, with its name', () => {
		const event = sample('transaction.completed');
		expect(split(event)).toEqual({
			ok: true,
			value: [{ providerType: 'transaction.completed', payload: event }],
		});
		expect(split({ ...event, event_type: 'subscription.created' }).ok).toBe(true);
	});

	it.each([
		['null', null],
		['a list', [sample('transaction.completed')]],
		['an event without an ID', { ...sample('transaction.completed'), event_id: '' }],
		['an event without a name', { ...sample('transaction.completed'), event_type: undefined }],
		['an event without data', { ...sample('transaction.completed'), data: null }],
		['a webhook of Paddle Classic', { alert_name: 'payment_succeeded', p_signature: 'x' }],
	])('rejects %s', (_what, body) => {
		const result = split(body);
		expect(!result.ok && result.error.message).toContain('not an event of Paddle Billing');
	});
});

describe('lookup', () => {
	const lookup = (values: Record<string, string>) =>
		paddle.lookup!.invoice(values, { apiUrl: 'https://api.paddle.com', live: true });

	it.each([
		[{ paddleTransactionId: 'txn_1' }, 'https://api.paddle.com/transactions/txn_1/invoice'],
		[{ paddleAdjustmentId: 'adj_1' }, 'https://api.paddle.com/adjustments/adj_1/credit-note'],
		[{ paddleTransactionId: 'txn_/..' }, 'https://api.paddle.com/transactions/txn_%2F../invoice'],
	])('%j is enough', (values, url) => {
		const found = lookup(values as never);
		expect(found.ok && found.value.document!.url).toBe(url);
	});

	it.each([
		[{}, 'Neither a Transaction ID nor an Adjustment ID is given'],
		[
			{ paddleTransactionId: 'txn_1', paddleAdjustmentId: 'adj_1' },
			'Both a Transaction ID and an Adjustment ID are given',
		],
		[{ paddleTransactionId: '74341-10005' }, 'The Transaction ID does not begin with txn_'],
		[{ paddleAdjustmentId: 'txn_1' }, 'The Adjustment ID does not begin with adj_'],
	])('%j is an error', (values, message) => {
		const found = lookup(values as never);
		expect(!found.ok && found.error.message).toBe(message);
	});
});
