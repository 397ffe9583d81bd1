import {
	api,
	companyNotProvided,
	EVENT_TYPES,
	invoiceEvent,
	LAYOUTS,
	notFound,
	sign,
	TIMESTAMPS,
	type DigitalRiverEvent,
	type Layout,
	type TimestampForm,
	type Webhook,
} from './digitalRiver.mts';
import { get, jsonOf, start } from '../harness.mts';
import { basicAuth } from '../authentication.mts';
import { sampleJson, vectorsOf } from '../samples.mts';
import { send } from '../sender.mts';

describe('signature', () => {
	const vectors = vectorsOf('digitalRiver');
	const signers = [...new Set(vectors.flatMap(({ secrets = [] }) => secrets))].filter(
		(secret) => secret !== '',
	);
	const accepted = vectors
		.filter(({ expect: verdict }) => verdict === 'accept')
		.map((vector) => ({ ...vector, ...taken(vector.headers) }));

	/** Parses the header of a vector into options with which the signer reproduces it. */
	function taken(headers: Record<string, string>) {
		const [, header] = Object.entries(headers).find(([name]) => /^digitalriver-signature$/i.test(name))!;
		const items = header.split(/, ?/).map((item) => item.replace(/^(t|v1)=/, ''));
		const isTime = (item: string) => /^\d{10,13}$|^\d{4}-/.test(item);
		const times = items
			.filter(isTime)
			.map((item) => new Date(/^\d+$/.test(item) ? Number(item.padEnd(13, '0')) : item));
		const [first] = items;
		const timestamp: TimestampForm = /^\d+$/.test(first)
			? first.length === 13
				? 'milliseconds'
				: 'seconds'
			: /\.\d{6}Z/.test(first)
				? 'isoMicroseconds'
				: 'iso';
		const layout: Layout = {
			grouping: times.length > 1 ? 'pairs' : 'shared',
			labels: header.startsWith('t='),
			blank: header.includes(', '),
			timestamp,
		};
		return { header, signatures: items.filter((item) => !isTime(item)), times, layout };
	}

	it.each(accepted)('makes the header of “$name”', ({ body, header, signatures, times, layout }) => {
		const bytes = Buffer.from(body, 'utf8');
		const single = (secret: string, time: Date) =>
			sign(bytes, secret, { now: time, layout })['DigitalRiver-Signature'].split(/, ?/)[1].replace('v1=', '');
		const secrets = signatures.map((signature, index) =>
			signers.find((secret) => single(secret, times[layout.grouping === 'pairs' ? index : 0]) === signature),
		);
		const known = secrets.filter((secret) => secret !== undefined);
		expect(known.length).toBeGreaterThan(0);
		if (known.length < secrets.length) return; // signatures with secrets that the vector does not contain
		expect(sign(bytes, known, { now: times, layout })).toEqual({ 'DigitalRiver-Signature': header });
	});

	it('knows at least one layout of each kind from the vectors', () => {
		expect(accepted.length).toBeGreaterThan(15);
		expect(new Set(accepted.map(({ layout }) => layout.timestamp)).size).toBe(4);
	});

	it('has every combination of the readings, and each looks different', () => {
		const now = new Date('2026-01-15T12:00:00.500Z');
		const headers = LAYOUTS.map(
			(layout) => sign(Buffer.from('{}'), ['whk_a', 'whk_b'], { now, layout })['DigitalRiver-Signature'],
		);
		expect(new Set(headers).size).toBe(2 * 2 * 2 * Object.keys(TIMESTAMPS).length);
		expect(headers[0]).toMatch(/^\d{13}, [\w+/]{43}=, [\w+/]{43}=$/);
		expect(headers.at(-1)).toMatch(/^t=\S+\+02:00,v1=[\w+/]{43}=,t=\S+\+02:00,v1=[\w+/]{43}=$/);
	});

	it.each(Object.entries(TIMESTAMPS))('writes one moment as %s', (_, form) => {
		const now = new Date('2026-01-15T12:00:00.000Z');
		const text = form(now);
		const time = /^\d+$/.test(text) ? Number(text.padEnd(13, '0')) : Date.parse(text);
		expect(time).toBe(now.getTime());
	});
});

describe('events', () => {
	it.each(EVENT_TYPES)('%s: looks like the documented one, with new ids', (type) => {
		const file = type.startsWith('order.')
			? 'order.invoice.created.digital-river-api.json'
			: 'invoice.paid.json';
		const sample = sampleJson<DigitalRiverEvent>('digitalRiver', file);
		const [one, other] = [invoiceEvent({ type }), invoiceEvent({ type })];
		expect(one.type).toBe(type);
		expect(Object.keys(one)).toEqual(Object.keys(sample));
		expect(Object.keys(one.data.object)).toEqual(Object.keys(sample.data.object));
		expect(one.id).not.toBe(other.id);
		expect(one.data.object.id).not.toBe(other.data.object.id);
		expect(one.data.object.orderId).not.toBe(other.data.object.orderId);
	});

	it('takes what is given and leaves out what is null', () => {
		const event = invoiceEvent({
			...{ id: 'e', fileId: 'a/b', orderId: 'o', customerId: null, invoiceURL: null },
			...{ liveMode: true, createdTime: '2026-01-15T12:00:00Z', object: { extra: 1 } },
		});
		expect(event).toMatchObject({ id: 'e', liveMode: true, createdTime: '2026-01-15T12:00:00Z' });
		expect(event.data.object).toEqual({
			...{ id: 'a/b', fileId: 'a/b', orderId: 'o' },
			...{ purpose: 'customer_invoice', extra: 1 },
		});
		expect(invoiceEvent({ type: 'order.credit_memo.created' }).data.object.purpose).toBe(
			'customer_credit_memo',
		);
	});
});

describe('API', () => {
	const bearer = { authorization: 'Bearer sk_test_right', 'content-type': 'application/json' };
	const river = async (options: Partial<Parameters<typeof api>[0]> = {}) => {
		const simulated = api({ apiKey: 'sk_test_right', ...options });
		const server = await start(simulated);
		const call = async (
			method: string,
			path: string,
			body?: object,
			headers: Record<string, string> = bearer,
		) =>
			await send(`${server.url}${path}`, {
				method,
				body: Buffer.from(body ? JSON.stringify(body) : ''),
				headers,
			});
		return { simulated, server, call };
	};

	it('rejects a wrong key everywhere, in the documented words', async () => {
		const { call, simulated } = await river();
		for (const route of Object.keys(simulated.routes).filter((name) => name !== 'GET /links/:id')) {
			const [method, path] = route.split(' ');
			for (const authorization of ['', 'Bearer sk_test_wrong', 'sk_test_right']) {
				const reply = await call(method, path, undefined, { authorization });
				expect(reply.status).toBe(401);
				expect(jsonOf(reply)).toEqual(sampleJson('digitalRiver', 'api.error.unauthorized.json'));
			}
		}
		expect((await call('GET', '/events', undefined, basicAuth('sk_test_right', ''))).status).toBe(200);
		expect((await call('GET', '/nothing')).status).toBe(404);
	});

	it('registers, lists, changes and deletes webhooks', async () => {
		const { call, simulated } = await river();
		const request = sampleJson<object>('digitalRiver', 'api.webhook-create.request.json');
		const documented = sampleJson<Webhook>('digitalRiver', 'api.webhook-create.response.json');
		const created = await call('POST', '/webhooks', request);
		const webhook = jsonOf<Webhook>(created);
		expect(created.status).toBe(201);
		expect(Object.keys(webhook).sort()).toEqual(Object.keys(documented).sort());
		expect({ ...webhook, types: [...webhook.types].sort() }).toMatchObject({
			...documented,
			types: [...documented.types].sort(),
			id: webhook.id,
			createdTime: webhook.createdTime,
			updatedTime: webhook.updatedTime,
		});
		expect(created.body.toString()).not.toContain('whk_');
		expect(simulated.secrets.get(webhook.id)).toEqual([expect.stringMatching(/^whk_[0-9a-f-]{36}$/)]);

		expect(jsonOf(await call('GET', '/webhooks'))).toEqual([webhook]);
		expect(jsonOf(await call('GET', '/webhooks?type=order.accepted'))).toEqual([webhook]);
		expect(jsonOf(await call('GET', '/webhooks?types=invoice.*,order.*'))).toEqual([webhook]);
		expect(jsonOf(await call('GET', '/webhooks?types=invoice.paid'))).toEqual([]);

		const changed = await call('PATCH', `/webhooks/${webhook.id}`, {
			enabled: false,
			types: ['invoice.paid'],
		});
		expect(jsonOf(changed)).toMatchObject({
			enabled: false,
			types: ['invoice.paid'],
			address: webhook.address,
		});
		expect(jsonOf(await call('GET', `/webhooks/${webhook.id}`))).toEqual(jsonOf(changed));
		expect(await call('DELETE', `/webhooks/${webhook.id}`)).toMatchObject({
			status: 204,
			body: Buffer.alloc(0),
		});
		expect((await call('DELETE', `/webhooks/${webhook.id}`)).status).toBe(404);
		expect((await call('PATCH', `/webhooks/${webhook.id}`, {})).status).toBe(404);
	});

	it.each([{ address: 'https://a.example' }, { types: ['a'] }, { types: [], address: 'https://a.example' }])(
		'rejects the webhook %j',
		async (webhook) => {
			const { call, simulated } = await river();
			expect(await call('POST', '/webhooks', webhook)).toMatchObject({ status: 400 });
			expect(simulated.webhooks.size).toBe(0);
		},
	);

	it.each([
		['userName', { userName: 'u', password: 'p' }],
		['username', { username: 'u', password: 'p' }],
		['none', { password: 'p' }],
	] as const)('reads and echoes the Basic user as %s', async (basicUser, echoed) => {
		const { call, simulated } = await river({ basicUser });
		const { body } = await call('POST', '/webhooks', {
			types: ['order.invoice.created'],
			address: 'https://hook.example/',
			authentication: { userName: 'u', username: 'u', password: 'p' },
		});
		expect(JSON.parse(body.toString())).toMatchObject({ authentication: echoed });
		const [delivery] = simulated.deliveriesOf(invoiceEvent());
		expect(delivery.headers.authorization).toBe(basicUser === 'none' ? undefined : 'Basic dTpw');
	});

	it('delivers to enabled webhooks that ask for the event, signed with every secret', async () => {
		const { call, simulated } = await river();
		const make = async (types: string[], enabled = true) =>
			jsonOf<Webhook>(await call('POST', '/webhooks', { types, enabled, address: 'http://127.0.0.1/' }));
		const webhook = await make(['order.invoice.*']);
		await make(['invoice.paid']);
		await make(['order.invoice.created'], false);
		simulated.secrets.get(webhook.id)!.unshift('whk_new');
		const now = new Date();
		const deliveries = simulated.deliveriesOf(invoiceEvent(), { now });
		expect(deliveries).toHaveLength(1);
		const [{ body, headers }] = deliveries;
		expect(headers).toMatchObject(sign(body, simulated.secrets.get(webhook.id)!, { now }));
		expect(headers['DigitalRiver-Signature'].split(', ')).toHaveLength(3);
	});

	it('serves a file, its description and an open link', async () => {
		const { call, simulated, server } = await river();
		const { file } = simulated.addInvoice();
		const content = await call('GET', `/files/${file.id}/content`, undefined, { ...bearer, accept: '*/*' });
		expect(content).toMatchObject({ headers: { 'content-type': 'application/pdf' }, body: file.content });
		const described = jsonOf<object>(await call('GET', `/files/${file.id}`));
		expect(Object.keys(described).sort()).toEqual(
			Object.keys(sampleJson<object>('digitalRiver', 'api.file.json')).sort(),
		);
		expect(described).toMatchObject({ fileName: file.fileName, size: file.content.length });

		const json = { ...bearer, accept: 'application/json' };
		const printed = { id: file.id, fileName: file.fileName };
		expect(jsonOf(await call('GET', `/files/${file.id}/content`, undefined, json))).toEqual(printed);
		file.asJson = true;
		expect(jsonOf(await call('GET', `/files/${file.id}/content`))).toEqual(printed);
		expect((await call('GET', '/files/unknown/content')).status).toBe(404);

		simulated.linksUrl = server.url;
		const expiresTime = new Date(Date.now() + 60_000).toISOString();
		const linked = await call('POST', '/file-links', { fileId: file.id, expiresTime });
		const { url, ...link } = jsonOf<{ url: string; id: string }>(linked);
		expect(linked.status).toBe(201);
		expect(Object.keys({ url, ...link }).sort()).toEqual(
			Object.keys(sampleJson<object>('digitalRiver', 'api.file-link.json')).sort(),
		);
		expect((await get(url)).body).toEqual(file.content);
		simulated.fileLinks.get(link.id)!.expiresTime = new Date(Date.now() - 1).toISOString();
		expect((await get(url)).status).toBe(404);
		expect((await call('POST', '/file-links', { fileId: file.id })).status).toBe(400);
	});

	it('serves the order of the sample, and orders with the invoices that were added', async () => {
		const { call, simulated } = await river();
		const sample = sampleJson<{ id: string }>('digitalRiver', 'api.order.json');
		expect(jsonOf(await call('GET', `/orders/${sample.id}`))).toEqual(sample);
		const { event } = simulated.addInvoice({ orderId: 'two' });
		const second = simulated.addInvoice({ orderId: 'two' });
		simulated.addInvoice({ orderId: 'two', type: 'order.credit_memo.created' });
		const { fileId } = event.data.object;
		expect(jsonOf(await call('GET', '/orders/two'))).toMatchObject({
			id: 'two',
			invoicePDFs: [{ id: fileId }, { id: second.file.id }],
		});
		expect((await call('GET', '/orders/none')).status).toBe(404);
	});

	describe('list of events', () => {
		const page = async (query: string) => {
			const { call, simulated } = await river();
			simulated.events = Array.from({ length: 25 }, (_, index) =>
				invoiceEvent({
					id: `e${index}`,
					type: index % 5 === 4 ? 'order.credit_memo.created' : 'order.invoice.created',
					createdTime: new Date(Date.UTC(2026, 0, 31 - index)).toISOString(),
				}),
			);
			const reply = await call('GET', `/events${query}`);
			if (reply.status !== 200) return reply.status;
			const { hasMore, data } = jsonOf<{ hasMore: boolean; data: { id: string }[] }>(reply);
			return { hasMore, ids: data.map(({ id }) => Number(id.slice(1))) };
		};
		const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

		it.each([
			['', true, range(0, 10)],
			['?limit=1', true, [0]],
			['?limit=100', false, range(0, 25)],
			['?startingAfter=e9', true, range(10, 20)],
			['?startingAfter=e19', false, range(20, 25)],
			['?endingBefore=e20&limit=5', true, range(15, 20)],
			['?endingBefore=e3', false, range(0, 3)],
			['?type=order.credit_memo.created&limit=3', true, [4, 9, 14]],
			['?type=order.*&limit=2', true, [0, 1]],
			['?createdTime[gte]=2026-01-30T00:00:00Z', false, [0, 1]],
			['?createdTime[gt]=2026-01-30T00:00:00Z', false, [0]],
			['?createdTime[lt]=2026-01-09T00:00:00Z', false, [23, 24]],
			['?createdTime%5Blte%5D=2026-01-09T00:00:00Z', false, [22, 23, 24]],
		])('%s', async (query, hasMore, ids) => {
			expect(await page(query)).toEqual({ hasMore, ids });
		});

		it.each(['?limit=0', '?limit=101', '?limit=x', '?startingAfter=no', '?startingAfter=e1&endingBefore=e5'])(
			'rejects %s',
			async (query) => {
				expect(await page(query)).toBe(400);
			},
		);

		it('gives one event by its id', async () => {
			const { call, simulated } = await river();
			const { event } = simulated.addInvoice();
			expect(jsonOf(await call('GET', `/events/${event.id}`))).toEqual(event);
			expect((await call('GET', '/events/none')).status).toBe(notFound().status);
		});
	});

	describe('Commerce', () => {
		const commerce = async (options: Partial<Parameters<typeof api>[0]> = {}) =>
			await river({ product: 'commerce', apiKey: 'user', apiSecret: 'pass', siteId: 'shopx1', ...options });
		const authorized = { ...basicAuth('user', 'pass'), 'x-siteid': 'shopx1' };
		const ORDER = '851511800082';

		it('wants Basic and the site', async () => {
			const { call } = await commerce();
			const status = async (headers: Record<string, string>) =>
				(await call('GET', `/v1/orders/${ORDER}`, undefined, headers)).status;
			expect(await status(authorized)).toBe(200);
			expect(await status({ ...authorized, ...basicAuth('user', '') })).toBe(401);
			expect(await status({ authorization: 'Bearer user', 'x-siteid': 'shopx1' })).toBe(401);
			const withoutSite = await call('GET', `/v1/orders/${ORDER}`, undefined, basicAuth('user', 'pass'));
			expect(withoutSite.status).toBe(400);
			expect(jsonOf(withoutSite)).toEqual(companyNotProvided().body);
			expect(await status({ ...authorized, 'x-siteid': 'other' })).toBe(400);
		});

		it('serves orders, their invoices and the PDF', async () => {
			const { call, simulated } = await commerce();
			const { order, file } = simulated.addInvoice();
			const sample = sampleJson<object>('digitalRiver', 'api.order.commerce-api.json');
			expect(jsonOf(await call('GET', `/v1/orders/${order.id}`, undefined, authorized))).toEqual({
				...sample,
				id: order.id,
			});
			const list = await call('GET', `/v1/orders/${order.id}/invoices`, undefined, authorized);
			const { invoices } = jsonOf<{ invoices: { invoiceURL: string }[] }>(list);
			expect(invoices).toHaveLength(1);
			const { hostname, pathname } = new URL(invoices[0].invoiceURL);
			expect(hostname).toBe('dispatch-test.digitalriver.com');
			expect((await call('GET', pathname, undefined, authorized)).body).toEqual(file.content);
			expect((await call('GET', `/files/${file.id}/content`, undefined, authorized)).body).toEqual(
				file.content,
			);
			expect((await call('GET', '/events', undefined, authorized)).status).toBe(404);
		});

		it('prints the placeholder of the documentation on demand', async () => {
			const { call } = await commerce({ literalReceipt: true });
			const reply = await call('GET', `/v1/orders/${ORDER}/invoices`, undefined, authorized);
			expect(jsonOf<object>(reply)).toMatchObject({
				invoices: [{ invoiceURL: expect.stringMatching(/\/\{receiptId\}$/) as string }],
			});
		});
	});
});
