import type { IDataObject } from 'n8n-workflow';
import type { Registered, RegistrationApi, RegistrationTarget } from '../../../../nodes/shared/provider';
import { registration } from '../../../../nodes/shared/trigger/registration/registration';
import { hookContext } from '../../../n8nCore/contexts.mts';
import { acme, setup } from '../../../support/acme.mts';

// The test supplies every API response here; a real API is tested in test/DigitalRiver.

const TARGET = 'http://127.0.0.1:5678/webhook/webhook-under-test/webhook';

afterEach(() => jest.restoreAllMocks());

function subject(api: Partial<RegistrationApi> | null, parameters: IDataObject = {}) {
	const full: RegistrationApi | undefined = api
		? {
				methods: ['signature'],
				find: async () => [],
				complete: async () => {},
				addresses: async () => new Map(['a', 'b', 'c'].map((id) => [id, `${TARGET}?token=right`])),
				remove: async () => {},
				...api,
			}
		: undefined;
	const methods = registration(acme({ registration: full })).default;
	const staticData: IDataObject = {};
	const call = async (name: keyof typeof methods, more: IDataObject = {}) => {
		const { context } = hookContext({
			...setup({ registration: 'automatic', events: ['made', 'paid'], ...parameters, ...more }),
			staticData,
		});
		for (const level of ['warn', 'error'] as const) jest.spyOn(context.logger, level).mockReturnValue();
		return await methods[name].call(context);
	};
	const memory = () => Object.values(staticData)[0];
	return { call, memory };
}
const hook = (more: Partial<Registered> = {}): Registered => ({
	id: '1',
	events: ['made', 'paid'],
	current: true,
	...more,
});

describe('checkExists', () => {
	it.each<[string, Registered[], boolean]>([
		['all events at one webhook', [hook()], true],
		['more than asked for', [hook({ events: ['other', 'paid', 'made'] })], true],
		['all events at two webhooks', [hook({ events: ['made'] }), hook({ id: '2', events: ['paid'] })], true],
		['one event', [hook({ events: ['made'] })], false],
		['a webhook that is not current', [hook({ current: false })], false],
		[
			'one of two that is not current',
			[hook({ events: ['made'] }), hook({ events: ['paid'], current: false })],
			false,
		],
		['nothing', [], false],
	])('is told %s', async (_name, found, expected) => {
		expect(await subject({ find: async () => found }).call('checkExists')).toBe(expected);
	});

	it('is told where, what and with which secret', async () => {
		const find = jest.fn(async (_target: RegistrationTarget) => []);
		await subject({ find }).call('checkExists');
		expect(find).toHaveBeenCalledWith({
			url: TARGET,
			events: ['made', 'paid'],
			method: 'signature',
			secret: 'right',
		});
	});

	it('throws for a provider that is down only while nothing stands', async () => {
		let isDown = true;
		const find = async () => (isDown ? await Promise.reject(new Error('down')) : []);
		const { call } = subject({ find });
		await expect(call('checkExists')).rejects.toThrow('down');
		isDown = false;
		await call('create');
		isDown = true;
		expect(await call('checkExists')).toBe(true);
		await call('delete');
		await expect(call('checkExists')).rejects.toThrow('down');
	});
});

describe('create and delete', () => {
	it('pass on what was found, and remember each webhook as soon as it is made', async () => {
		const found = [hook({ events: ['made'] })];
		const { call, memory } = subject({
			find: async () => found,
			async complete(target, present, remember) {
				expect([target.url, present]).toEqual([TARGET, found]);
				remember('a');
				remember('b');
				await Promise.reject(new Error('the third failed'));
			},
		});
		await expect(call('create')).rejects.toThrow('the third failed');
		const made = {
			api: 'https://api.acme.example',
			url: TARGET,
			maker: expect.stringMatching(/\/workflow-under-test$/) as string,
		};
		expect(memory()).toEqual({
			created: [
				{ id: 'a', ...made },
				{ id: 'b', ...made },
			],
		});
	});

	it('remove what was made, and go on later where they failed', async () => {
		const removed: string[] = [];
		let fails = true;
		const { call, memory } = subject({
			async complete(_target, _found, remember) {
				for (const id of ['a', 'b', 'c']) remember(id);
			},
			async remove(id) {
				if (id === 'b' && fails) throw new Error('down');
				removed.push(id);
			},
		});
		await call('create');
		// No error: the webhooks of the workflow's other nodes are to be removed, too.
		expect(await call('delete')).toBe(true);
		expect(memory()).toEqual({ created: [expect.objectContaining({ id: 'b' })] });
		expect(removed).toEqual(['a', 'c']);
		fails = false;
		await call('delete');
		expect(removed).toEqual(['a', 'c', 'b']);
		expect(memory()).toEqual({});
	});

	it('remove what was made also when the user has changed to manual, or taken the secret away', async () => {
		const remove = jest.fn(async () => {});
		const { call } = subject({
			remove,
			async complete(_target, _found, remember) {
				remember('a');
			},
		});
		await call('create');
		await call('delete', { registration: 'manual', authentication: 'none' });
		expect(remove).toHaveBeenCalledTimes(1);
	});
});

it('without an API everything is by hand, whatever the parameter says', async () => {
	const { call } = subject(null);
	for (const name of ['checkExists', 'create', 'delete'] as const) expect(await call(name)).toBe(true);
});

it('an unknown method of authentication is rejected', async () => {
	await expect(subject(null, { authentication: 'none' }).call('checkExists')).rejects.toThrow(
		'In the Acme credential, fill in the secret',
	);
});
