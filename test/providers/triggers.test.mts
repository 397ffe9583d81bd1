/** Every trigger's handling of requests and activation, for each of its authentication methods. */
import { cleanUp, hookContext, initialize, webhookContext, type Setup } from '../n8nCore/contexts.mts';
import { attack, expectHarmless, targets, type Target } from '../support/attacker.mts';
import { SECRET_FIELDS } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';

beforeAll(initialize);
afterAll(cleanUp);

/** Another secret in the same format. */
const other = ({ method, secret }: Target) => (method === 'basicAuth' ? `${secret}x` : `${secret}AAAA`);

const withParameters = (target: Target, parameters: Setup['parameters']): Target => ({
	...target,
	setup: { ...target.setup, parameters: { ...target.setup.parameters, ...parameters } },
});

describe.each(targets.map((target) => [target.name, target] as const))('%s', (_name, target) => {
	const { events, authenticated, setup, method, secret } = target;
	const { displayName, wanted, unwanted } = scenarios.find(({ simulator }) => simulator.events === events)!;
	const type = setup.credential!.type;
	const field = type.properties.find(({ name }) => name === SECRET_FIELDS[method])!;

	it('hides the secret in the form of the credential', () => {
		expect(field.typeOptions?.password).toBe(true);
	});

	it.each(Object.entries(events))('accepts %s, and emits its invoices', async (providerType, make) => {
		const outcome = await attack(target, authenticated(make()));
		expectHarmless(target, outcome);
		expect([outcome.status, outcome.error]).toEqual([200, null]);
		expect(outcome.items!.length).toBeGreaterThan(0);
		for (const { json } of outcome.items!) {
			expect(json).toMatchObject({ event: { providerType, authentication: method } });
		}
	});

	it('says in the editor how to go live, however it is registered', () => {
		const { properties } = setup.node.description;
		const registration = properties.find(({ name }) => name === 'registration');
		const isOffered = registration?.displayOptions?.show?.authentication?.includes(method) ?? true;
		for (const way of registration !== undefined && isOffered ? ['manual', 'automatic'] : ['manual']) {
			const chosen: Record<string, string> = { authentication: method, registration: way };
			const notices = properties.filter(
				({ type: kind, displayOptions }) =>
					kind === 'notice' &&
					Object.entries(displayOptions!.show!).every(([name, values]) => values!.includes(chosen[name]!)),
			);
			expect([way, notices.length]).toEqual([way, 1]);
		}
	});

	it('stores of a request only the event and what verified it', async () => {
		const { body, headers, url } = authenticated(events[wanted]!());
		const { context } = webhookContext(setup, { body, headers, url: url.replace(/^http:\/\/[^/]+/, '') });
		const { webhookResponse, workflowData } = await setup.node.webhook!.call(context);
		expect(webhookResponse).toEqual({ status: 'accepted' });
		const [[{ json }, ...more]] = workflowData!;
		expect(more).toEqual([]);
		const { payload: _payload, meta: _meta, ...known } = json;
		expect(known).toEqual({
			providerType: wanted,
			receivedAt: expect.any(String) as unknown,
			authentication: method,
			delivery: expect.any(String) as unknown,
			environment: expect.objectContaining({ apiUrl: expect.any(String) as unknown }) as unknown,
		});
	});

	it('rejects another secret, and none', async () => {
		const event = events[wanted]!();
		const plain = { ...event, url: authenticated(event).url.replace(/\?.*/, '') };
		for (const request of [authenticated(event, other(target)), plain]) {
			const outcome = await attack(target, request);
			expectHarmless(target, outcome);
			expect([outcome.status, outcome.started]).toEqual([401, false]);
			expect(outcome.written).toContain(displayName);
		}
	});

	it('acknowledges and drops what was not selected', async () => {
		const selected = withParameters(target, { events: [wanted] });
		for (const event of [
			unwanted,
			...Object.entries(events).flatMap(([name, make]) => (name === wanted ? [] : [make()])),
		]) {
			const outcome = await attack(selected, authenticated(event));
			expect([outcome.status, outcome.started]).toEqual([200, false]);
		}
	});

	it.each(['', '{', '<invoice/>'])('answers 400 to the verified body %s', async (text) => {
		const outcome = await attack(target, authenticated({ ...events[wanted]!(), body: Buffer.from(text) }));
		expectHarmless(target, outcome);
		expect([outcome.status, outcome.started]).toEqual([400, false]);
	});

	it('is activated with a secret; without one it says which field to fill in', async () => {
		const activate = async (value: string) => {
			const data = { ...setup.credential!.data, [field.name]: value };
			const { context } = hookContext({ ...setup, credential: { type, data } });
			return await setup.node.webhookMethods!.default!.checkExists.call(context);
		};
		expect(await activate(secret)).toBe(true);
		for (const nothing of ['', ' \n\t']) await expect(activate(nothing)).rejects.toThrow(field.displayName);
	});
});
