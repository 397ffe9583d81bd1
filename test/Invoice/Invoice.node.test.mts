import path from 'node:path';
import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeOutputConfiguration,
	type INodeProperties,
	type INodePropertyOptions,
	type Workflow,
} from 'n8n-workflow';
import { DigitalRiverApi } from '../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { providers } from '../../nodes/Invoice/providers';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import { invoiceSchema, type Invoice as Item } from '../../nodes/shared/invoice/schema';
import type { Provider } from '../../nodes/shared/provider';
import { invoiceOf as itemOfEvent } from '../support/DigitalRiver/events.mts';
import { cleanUp, executeContext, initialize, type Setup } from '../n8nCore/contexts.mts';
import { api, invoiceEvent, type DigitalRiverApi as Api } from '../simulator/providers/digitalRiver.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { filesBelow } from '../support/files.mts';
import { virtualClock } from '../support/virtualClock.mts';
import { messageIn } from '../support/Invoice/failed.mts';

virtualClock();

// Downloads: test/shared/document/download.test.

const KEY = 'sk_test_1';
const { description } = new Invoice();
const named = (name: string) => description.properties.filter((property) => property.name === name);
const optionsOf = (property: INodeProperties) => property.options as INodePropertyOptions[];
const KNOWN = Object.entries(providers) as Array<[string, Provider]>;

describe('description', () => {
	it('has the names that workflows depend on', () => {
		expect(description).toMatchObject({
			name: 'invoice',
			displayName: 'Invoice',
			group: ['transform'],
			version: [1, 2],
			defaultVersion: 2,
			inputs: ['main'],
			usableAsTool: true,
		});
		const [resource] = named('resource');
		expect(optionsOf(resource).map(({ value }) => value)).toEqual(['document', 'invoice']);
		expect(resource.default).toBe('document');
	});

	it('of version 1 offers the item and every provider that can look up an invoice, the item by default', () => {
		const [from] = named('provider');
		const offered = optionsOf(from);
		expect(from.default).toBe('item');
		const lookedUp = Object.values(providers).flatMap(({ name, lookup }) => (lookup ? [name] : []));
		expect(offered.map(({ value }) => value).sort()).toEqual(['item', ...lookedUp].sort());
		const shown = offered.map(({ name }) => name);
		expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b)));
	});

	it('asks for the provider first: none is chosen by itself, and several can be', () => {
		const [, provider] = named('provider');
		expect(provider).toMatchObject({ displayName: 'Provider', default: '', required: true });
		expect(optionsOf(provider).map(({ name, value }) => [name, value])).toEqual([
			['Choose a Provider', ''],
			...KNOWN.map(([name, { displayName }]) => [displayName, name]),
			['Several Providers', 'item'],
		]);
	});

	it.each(KNOWN)(
		'%s: shows its credential, by its name, for its own invoices and for several providers',
		(name, provider) => {
			const credential = description.credentials!.find((one) => one.name === provider.credential)!;
			expect(credential).not.toHaveProperty('required', true);
			expect(credential.displayName).toBe(`${provider.displayName} Credential`);
			const node = { typeVersion: 2 } as never;
			const isShown = (from: string) =>
				NodeHelpers.displayParameter(
					{ resource: 'document', operation: 'download', provider: from },
					credential,
					node,
					description,
				);
			const all = ['', 'item', ...Object.keys(providers)];
			expect(all.filter(isShown).sort()).toEqual(['item', name].sort());
		},
	);

	it.each(KNOWN)('%s: asks for what names its invoices, for it alone', (name, provider) => {
		for (const field of provider.lookup?.fields ?? []) {
			const [shown, ...others] = named(field.name);
			const hide = { ...field.displayOptions?.hide, invoiceFrom: ['item'] };
			expect(shown).toEqual({ ...field, displayOptions: { ...field.displayOptions, hide } });
			expect(field.displayOptions?.show?.provider).toEqual([name]);
			expect(others).toEqual([]);
		}
	});

	it('sorts what a collection offers by name, which the linter does not see in a composed list', () => {
		const collections = description.properties.filter(({ type }) => type === 'collection');
		expect(collections.length).toBeGreaterThan(4);
		for (const { options } of collections) {
			const names = (options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});

	it('has one credential a provider', () => {
		expect(description.credentials!.map(({ name }) => name).sort()).toEqual(
			KNOWN.map(([, { credential }]) => credential).sort(),
		);
	});
});

describe('operations', () => {
	const offered = named('operation').flatMap((property) => {
		const [resource] = property.displayOptions!.show!.resource as string[];
		return optionsOf(property).map(({ value }) => [resource, String(value)] as const);
	});

	it('are a file each, and each file is offered', () => {
		const files = filesBelow('nodes/Invoice/operations', '.ts').map((file) => {
			const { dir, name } = path.parse(file);
			return `${path.basename(dir)}:${name}`;
		});
		expect(files.sort()).toEqual(offered.map((operation) => operation.join(':')).sort());
	});

	it.each([
		['read', [undefined]],
		['validate', ['Valid', 'Invalid']],
	])('%s has the outputs %j', async (operation, names) => {
		const parameters = { resource: 'document', operation, provider: 'item' };
		const { workflow, node: described } = executeContext(
			{ node: new Invoice(), parameters },
			[],
		) as never as {
			workflow: Workflow;
			node: INode;
		};
		const outputs = NodeHelpers.getNodeOutputs(workflow, described, new Invoice().description);
		expect(outputs.map((output) => (output as INodeOutputConfiguration).displayName)).toEqual(names);
	});

	it('have a default that is offered, and an action', () => {
		for (const property of named('operation')) {
			const options = optionsOf(property);
			expect(options.map(({ value }) => value)).toContain(property.default);
			for (const { action, description: text } of options) expect(action && text).toBeTruthy();
			expect(property.noDataExpression).toBe(true);
		}
	});

	it.each(offered)('%s %s runs its file', async (resource, operation) => {
		jest.resetModules();
		for (const [other, name] of offered) {
			jest.doMock(`../../nodes/Invoice/operations/${other}/${name}`, () => ({
				...jest.requireActual<object>(`../../nodes/Invoice/operations/${other}/${name}`),
				execute: async () => ({ json: { ran: `${other} ${name}` } }),
			}));
		}
		const { Invoice: Mocked } = await import('../../nodes/Invoice/Invoice.node');
		const node = new Mocked();
		const context = executeContext({ node, parameters: { resource, operation, provider: 'item' } }, [
			{ json: {} },
		]);
		const [{ json }] = (await node.execute.call(context)).flat();
		expect(json).toEqual({ ran: `${resource} ${operation}` });
		for (const [other, name] of offered) jest.dontMock(`../../nodes/Invoice/operations/${other}/${name}`);
		jest.resetModules();
	});
});

describe('Get', () => {
	let server: SimulatorServer;
	let state: Api;

	beforeAll(async () => {
		await initialize();
		state = api({ apiKey: KEY });
		server = await listen(state);
	});
	afterEach(() => server.reset());
	afterAll(async () => {
		await server.close();
		cleanUp();
	});

	const setup = (parameters: IDataObject = {}, more: Partial<Setup> = {}): Setup => ({
		node: new Invoice(),
		parameters: { resource: 'invoice', operation: 'get', provider: 'item', ...parameters },
		credential: {
			type: new DigitalRiverApi(),
			data: { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url },
		},
		...more,
	});
	async function get(input: object[], parameters?: IDataObject, more?: Partial<Setup>) {
		const items = input.map((json) => ({ json: json as IDataObject }));
		const [results] = await new Invoice().execute.call(executeContext(setup(parameters, more), items));
		return results;
	}
	const invoiceIn = ({ json }: INodeExecutionData) => json as unknown as Item;
	/** An item as emitted by a trigger. */
	const emitted = (options?: Parameters<Api['addInvoice']>[0]) =>
		itemOfEvent(state.addInvoice(options).event);

	it('completes the invoice of an item, and keeps its event and its payload', async () => {
		const item = emitted();
		const [result] = await get([item]);
		expect(result.pairedItem).toEqual({ item: 0 });
		expect(invoiceIn(result)).toMatchObject({
			event: { ...item.event },
			raw: item.raw,
			totals: { gross: 376 },
			currency: 'EUR',
		});
		expect(invoiceSchema.strict().safeParse(result.json).error).toBeUndefined();
	});

	it('of an item that has its details already changes nothing, and repeats no issue', async () => {
		const credit = emitted({ type: 'order.credit_memo.created' });
		state.orders.get(credit.references.orderId)!.currency = 'EURO';
		const [once] = await get([credit]);
		expect(invoiceIn(once).issues.map(({ code }) => code)).toEqual([
			'figures-not-fetched',
			'currency-unknown',
		]);
		const [twice] = await get([once.json]);
		expect(twice.json).toEqual(once.json);
	});

	it.each(['totals', 'lines', 'taxes', 'issues', 'references', 'event', 'document', 'kind'])(
		'of an item that lost its field %s on the way makes a whole invoice',
		async (field) => {
			for (const options of [{}, { type: 'order.credit_memo.created' }]) {
				const { [field as 'totals']: _lost, ...rest } = emitted(options);
				for (const item of [rest, { ...rest, [field]: null }]) {
					const [{ json }] = await get([item]);
					expect(invoiceSchema.strict().safeParse(json).error).toBeUndefined();
				}
			}
		},
	);

	it('makes an invoice of an order that is typed by hand, without an event', async () => {
		const { order, file } = state.addInvoice();
		const typed = { provider: 'digitalRiver', invoiceFrom: 'id', digitalRiverOrderId: ` ${order.id} ` };
		const [result] = await get([{ mine: 1 }], typed);
		expect(result.json).toMatchObject({
			provider: 'digitalRiver',
			event: null,
			id: file.id,
			orderReference: order.id,
			totals: { gross: 376 },
		});
		expect(result.json).not.toHaveProperty('mine');
		expect(invoiceSchema.strict().safeParse(result.json).error).toBeUndefined();
	});

	it('gives an AI, which gets no files, what it needs', async () => {
		const { order } = state.addInvoice();
		const [{ json, binary }] = await get([{}], {
			provider: 'digitalRiver',
			invoiceFrom: 'id',
			digitalRiverOrderId: order.id,
		});
		expect(binary).toBeUndefined();
		expect(json).toMatchObject({
			currency: 'EUR',
			totals: { net: 320, tax: 56, gross: 376, paid: 376 },
			lines: [{ description: 'Prüfgerät „Ω-3“' }, { description: 'Handbuch' }],
			document: { mimeType: 'application/pdf', source: 'api' },
		});
		expect(JSON.parse(JSON.stringify(json))).toEqual(json);

		const file = state.addFile();
		const typed = {
			resource: 'document',
			operation: 'download',
			provider: 'digitalRiver',
			invoiceFrom: 'id',
			digitalRiverFileId: file.id,
		};
		const [downloaded] = await get([{}], { ...typed, binaryPropertyName: 'data' });
		expect(downloaded.json).toMatchObject({
			document: { id: file.id, fileName: `${file.id}.pdf`, mimeType: 'application/pdf' },
		});
	});

	it('gives each item its own', async () => {
		const items = [emitted(), emitted(), emitted()];
		const results = await get(items);
		expect(results.map((result) => invoiceIn(result).id)).toEqual(items.map(({ id }) => id));
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(await get([])).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'fails each for itself with %s',
		async (onError) => {
			const [first, last] = [emitted(), emitted()];
			const lost = itemOfEvent(invoiceEvent({ orderId: 'nowhere' }));
			const results = await get([first, lost, { some: 'thing' }, last], {}, { onError });
			expect(results.map(({ json }) => messageIn(json) ?? json.id)).toEqual([
				first.id,
				'Digital River could not find what was requested (HTTP 404)',
				'The input item does not say which provider its invoice is from',
				last.id,
			]);
			// Items with an error go to n8n's error output.
			const isSent = onError === 'continueErrorOutput';
			expect(results.map(({ error }) => error !== undefined)).toEqual([false, isSent, isSent, false]);
			expect(results.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		},
	);

	it.each([
		['an item of something else', { some: 'thing' }, /does not say which provider/],
		[
			'an item that was read from a file',
			{ ...invoiceOf({}), provider: null },
			/does not say which provider/,
		],
		['a provider that is unknown', { provider: 'nobody' }, /does not say which provider/],
	])('of %s says what to do', async (_name, item, message) => {
		await expect(get([item])).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringContaining('choose a provider in the field Provider'),
			context: { itemIndex: 0 },
		});
	});

	it('takes the item of the provider that is chosen, and of no other', async () => {
		const item = emitted();
		const [result] = await get([item], { provider: 'digitalRiver' });
		expect(result.json.id).toBe(item.id);
		await expect(get([item], { provider: 'rillet' })).rejects.toMatchObject({
			message: 'The input item is an invoice of Digital River, but this node is set to Rillet',
			description: expect.stringContaining('Choose Digital River, or Several Providers'),
		});
		await expect(get([{ some: 'thing' }], { provider: 'digitalRiver' })).rejects.toMatchObject({
			message: expect.stringContaining('does not say which provider'),
		});
		await expect(get([item], { provider: '' })).rejects.toMatchObject({ message: 'No provider is chosen' });
	});

	it('of version 1 asks for IDs where a provider is chosen', async () => {
		const { order } = state.addInvoice();
		const typed = { provider: 'digitalRiver', digitalRiverOrderId: order.id };
		const [result] = await get([{}], typed, { typeVersion: 1 });
		expect(result.json).toMatchObject({ provider: 'digitalRiver', totals: { gross: 376 } });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s an item that fails keeps what came in',
		async (onError) => {
			const binary = { data: { data: 'JVBERi0=', mimeType: 'application/pdf' } };
			const run = async (typeVersion: number) => {
				const context = executeContext(setup({}, { onError, typeVersion }), [
					{ json: { some: 'thing' }, binary },
				]);
				return (await new Invoice().execute.call(context))[0][0];
			};
			const message = 'The input item does not say which provider its invoice is from';
			const failed = await run(2);
			expect(failed.error !== undefined).toBe(onError === 'continueErrorOutput');
			expect(failed).toMatchObject({
				json: {
					some: 'thing',
					error: { message, description: expect.stringContaining('Connect this node') },
				},
				binary,
				pairedItem: { item: 0 },
			});
			expect(await run(1)).toEqual({ json: { error: message }, pairedItem: { item: 0 } });
		},
	);

	it('without a credential, or without an id, says what to do', async () => {
		await expect(get([emitted()], {}, { credential: undefined })).rejects.toMatchObject({
			message: 'No Digital River credential is selected in this node',
			description: expect.stringContaining('the one that the trigger uses'),
		});
		await expect(
			get([{}], { provider: 'digitalRiver', invoiceFrom: 'id', digitalRiverOrderId: ' ' }),
		).rejects.toMatchObject({
			message: 'Neither a File ID nor an Order ID is given',
			description: expect.stringContaining('Fill in the field'),
			context: { itemIndex: 0 },
		});
		expect(server.requests).toEqual([]);
	});

	it('stops at the first error, and names its item', async () => {
		const lost = itemOfEvent(invoiceEvent({ orderId: 'nowhere' }));
		await expect(get([emitted(), lost])).rejects.toMatchObject({ context: { itemIndex: 1 } });
	});

	it('of a provider without details says so', async () => {
		const without = KNOWN.find(([, provider]) => !provider.details);
		if (without === undefined)
			throw new Error('Every provider has details: this test and its message can go');
		const [name, provider] = without;
		const credential = { type: { ...new DigitalRiverApi(), name: provider.credential }, data: {} };
		await expect(get([{ provider: name }], {}, { credential })).rejects.toMatchObject({
			message: `${provider.displayName} has no API for the details of an invoice`,
			description: expect.stringContaining('use the item of the trigger as it is'),
		});
	});
});
