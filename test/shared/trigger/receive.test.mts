import type { IDataObject } from 'n8n-workflow';
import type { Scheme, Provider } from '../../../nodes/shared/provider';
import { receive } from '../../../nodes/shared/trigger/receive';
import { ok } from '../../../nodes/shared/result';
import { webhookContext, type FakeRequest } from '../../n8nCore/contexts.mts';
import { acme, setup } from '../../support/acme.mts';

// Cases that Digital River's scheme and events never cause; a real provider's trigger is tested in test/DigitalRiver.

afterEach(() => jest.restoreAllMocks());

async function call(
	body: unknown,
	{
		provider = {},
		parameters = {},
		request = {},
	}: { provider?: Partial<Provider>; parameters?: IDataObject; request?: Partial<FakeRequest> } = {},
) {
	const { context, answered } = webhookContext(setup(parameters), {
		body: Buffer.from(JSON.stringify(body)),
		headers: { 'x-secret': 'right', 'content-type': 'application/json' },
		...request,
	});
	const warn = jest.spyOn(context.logger, 'warn').mockReturnValue();
	const result = await receive.call(context, acme(provider));
	return { result, answered, log: warn.mock.calls };
}
const MADE = { type: 'made', keys: ['a'] };
const PAID = { type: 'paid', keys: ['b'] };

describe('a notification', () => {
	it('with several events passes on those that are selected, each as an item', async () => {
		const { result } = await call([MADE, PAID, { type: 'other' }, MADE]);
		expect(result.workflowData).toMatchObject([[{ json: { payload: MADE } }, { json: { payload: MADE } }]]);
		const all = await call([MADE, PAID], { parameters: { events: ['paid', 'made'] } });
		expect(all.result.workflowData![0]).toHaveLength(2);
	});

	it('of nothing that is asked for is acknowledged', async () => {
		for (const events of [[], [PAID]]) {
			expect((await call(events)).result).toEqual({ webhookResponse: { status: 'ignored' } });
		}
	});

	it('passes on what the event has in headers, and no other header', async () => {
		const { result } = await call([MADE]);
		expect(Object.keys(result.workflowData![0][0].json)).toEqual([
			'providerType',
			'payload',
			'meta',
			'receivedAt',
			'authentication',
			'delivery',
			'environment',
		]);
		expect(result.workflowData![0][0].json.meta).toEqual({ a: 'b' });
	});

	it('is split with its headers and the names that are asked for', async () => {
		const split = jest.fn(() => ok([]));
		await call([MADE], { provider: { split }, parameters: { events: ['paid'] } });
		expect(split).toHaveBeenCalledWith([MADE], {
			headers: expect.objectContaining({ 'x-secret': 'right' }),
			selected: ['paid'],
		});
	});
});

describe('a scheme', () => {
	async function given(parameters: IDataObject = {}, request: Partial<FakeRequest> = {}) {
		const verify = jest.fn<ReturnType<Scheme['verify']>, Parameters<Scheme['verify']>>(() => ({
			ok: false,
			reason: 'signature-mismatch',
		}));
		const scheme: Scheme = { field: 'signingSecrets', whereToFind: '', verify };
		await call([MADE], { provider: { schemes: { signature: scheme } }, parameters, request });
		return verify.mock.calls[0];
	}

	it('is given the lines of its field, the time, and the settings', async () => {
		const [, secrets, settings] = await given();
		expect(secrets).toEqual(['right']);
		expect(settings).toEqual({ now: expect.any(Date), toleranceSeconds: 300, signedText: '' });
		const more = await given({ options: { timestampTolerance: 5 }, signedText: 'reference' });
		expect(more[2]).toMatchObject({ toleranceSeconds: 5, signedText: 'reference' });
	});

	it.each([
		['/webhook/x/webhook', ''],
		['/webhook/x/webhook?a=%2B&b', 'a=%2B&b'],
		['/webhook/x/webhook?a=1?b=2', 'a=1?b=2'],
	])('is given the raw query of %s', async (url, rawQuery) => {
		expect((await given({}, { url }))[0]).toMatchObject({ rawQuery, remoteAddress: '127.0.0.1' });
	});

	it('is given the bytes as they came', async () => {
		const body = Buffer.from([0xff, 0xfe, 0x00]);
		expect((await given({}, { body }))[0].rawBody).toBe(body);
	});

	it('can add a hint to the log, which names node and workflow', async () => {
		const { log } = await call([MADE], { request: { headers: { 'x-secret': 'wrong' } } });
		expect(log).toEqual([
			[
				'Acme: rejected a request: the signature matches no configured secret; check the secret in the credential (signature-mismatch; a hint)',
				{ nodeName: 'Acme Invoice Trigger', workflowId: 'workflow-under-test' },
			],
		]);
	});
});

it('says why it rejects a verified body, to sender and log', async () => {
	const { answered, log } = await call({ no: 'list' });
	expect(answered).toEqual({ status: 400, body: 'Bad Request: the body is not a list', ended: true });
	expect(log[0][0]).toBe('Acme: rejected a verified request: the body is not a list');
});

it('rejects a body that cannot be read, without an execution', async () => {
	const request = { parsed: false, isUnreadable: true };
	const { result, answered, log } = await call([MADE], { request });
	expect(result).toEqual({ noWebhookResponse: true });
	expect(answered).toEqual({ status: 400, body: 'Bad Request: the body cannot be read', ended: true });
	expect(log[0][0]).toMatch(/^Acme: rejected a request: its body is too large/);
	// Strangers do not even get their body unpacked.
	const parameters = { options: { ipAllowList: '203.0.113.1' } };
	expect((await call([MADE], { request, parameters })).answered.status).toBe(401);
});

describe('the credential', () => {
	type Context = ReturnType<typeof webhookContext>['context'];

	/** Simultaneous calls, each with the secret that its own read would return. */
	async function together(
		secrets: string[],
		sent: string,
		change = (_context: Context, _index: number) => {},
	) {
		const contexts = secrets.map((secret, index) => {
			const { context, answered } = webhookContext(setup(), {
				body: Buffer.from(JSON.stringify([MADE])),
				headers: { 'x-secret': sent, 'content-type': 'application/json' },
			});
			jest.spyOn(context.logger, 'warn').mockReturnValue();
			const read = jest.spyOn(context, 'getCredentials').mockResolvedValue({ signingSecrets: secret });
			change(context, index);
			return { context, answered, read };
		});
		await Promise.all(contexts.map(async ({ context }) => await receive.call(context, acme())));
		return {
			statuses: contexts.map(({ answered }) => answered.status),
			readings: contexts.map(({ read }) => read.mock.calls.length),
		};
	}

	it('is read once for requests at the same moment, which are all verified with it', async () => {
		expect(await together(['right', 'never read'], 'right')).toEqual({
			statuses: [null, null],
			readings: [1, 0],
		});
		expect(await together(['right', 'never read'], 'wrong')).toEqual({
			statuses: [401, 401],
			readings: [1, 0],
		});
	});

	it.each<[string, (context: Context, index: number) => void]>([
		[
			'workflow',
			(context, index) =>
				jest
					.spyOn(context, 'getWorkflow')
					.mockReturnValue({ ...context.getWorkflow(), id: `workflow ${index}` }),
		],
		[
			'node',
			(context, index) =>
				jest.spyOn(context, 'getNode').mockReturnValue({ ...context.getNode(), id: `node ${index}` }),
		],
		[
			'credential',
			(context, index) =>
				jest.spyOn(context, 'getNode').mockReturnValue({
					...context.getNode(),
					credentials: { acmeApi: { id: `credential ${index}`, name: 'test' } },
				}),
		],
	])('is not shared with another %s', async (_what, change) => {
		expect(await together(['right', 'wrong'], 'right', change)).toEqual({
			statuses: [null, 401],
			readings: [1, 1],
		});
	});

	it('is read again for the next request: a change counts at once', async () => {
		expect((await together(['old'], 'right')).statuses).toEqual([401]);
		expect((await together(['right'], 'right')).statuses).toEqual([null]);
		expect((await together(['new'], 'right')).statuses).toEqual([401]);
	});

	it('is not read for a sender outside the IP allow list', async () => {
		const { context, answered } = webhookContext(setup({ options: { ipAllowList: '203.0.113.7' } }), {
			body: Buffer.from('[]'),
			headers: { 'x-secret': 'right' },
			ip: '203.0.113.8',
		});
		jest.spyOn(context.logger, 'warn').mockReturnValue();
		const read = jest.spyOn(context, 'getCredentials');
		await receive.call(context, acme());
		expect(answered.status).toBe(401);
		expect(read).not.toHaveBeenCalled();
	});
});
