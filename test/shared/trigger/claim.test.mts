import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { claim, release } from '../../../nodes/shared/trigger/claim';
import { cleanUp, executeContext, forget, initialize, store } from '../../n8nCore/contexts.mts';
import { setup } from '../../support/acme.mts';

// Tests the use of n8n's store; the effect on executions of a trigger is tested in test/DigitalRiver.

interface Store {
	checkProcessedAndRecord(
		items: string[],
		scope: string,
		context: unknown,
		options: object,
	): Promise<{ new: string[]; processed: string[] }>;
	removeProcessed(items: string[], scope: string, context: unknown, options: object): Promise<void>;
}
const spied = store as unknown as Store;

beforeAll(initialize);
beforeEach(forget);
afterEach(() => jest.restoreAllMocks());
afterAll(cleanUp);

interface Execution {
	id: string;
	mode?: 'webhook' | 'retry' | 'manual';
	node?: string;
	delivery?: string;
}
function context({ id, mode = 'webhook', node = 'n' }: Execution): IExecuteFunctions {
	const made = executeContext(setup({}, { executionId: id, mode }), []);
	const definition = { ...made.getNode(), id: node };
	made.getNode = () => definition;
	return made;
}
const claimed = async (keys: string[], id: string, more: Partial<Execution> = {}) =>
	[...(await claim.call(context({ id, ...more }), keys, 10, more.delivery))].sort();

describe('claim', () => {
	it('records each key, and each with its execution, in one call', async () => {
		const record = jest.spyOn(spied, 'checkProcessedAndRecord');
		await claimed(['a', 'b'], '7');
		expect(record).toHaveBeenCalledTimes(1);
		expect(record).toHaveBeenCalledWith(['a', 'a@7', 'b', 'b@7'], 'node', expect.anything(), {
			mode: 'entries',
			// Two values per event to remember, and one per event that may be dropped.
			maxEntries: 22,
		});
	});

	it('judges each key by itself', async () => {
		await claimed(['known'], '1');
		expect(await claimed(['known', 'new'], '2')).toEqual(['new']);
		expect(await claimed(['known', 'new'], '1')).toEqual(['known']);
	});

	it('takes no key that looks like that of an execution for one', async () => {
		await claimed(['a'], '1');
		expect(await claimed(['a@1'], '2')).toEqual([]);
		expect(await claimed(['a@2'], '2')).toEqual(['a@2']);
	});

	it('asks nobody about nothing, nor in the editor', async () => {
		const record = jest.spyOn(spied, 'checkProcessedAndRecord');
		expect(await claimed([], '1')).toEqual([]);
		expect(await claimed(['a'], '1', { mode: 'manual' })).toEqual(['a']);
		expect(record).not.toHaveBeenCalled();
	});

	it('goes on with all keys of a retry, where the delivery is not known', async () => {
		await claimed(['a'], '1');
		expect(await claimed(['a', 'b'], '2', { mode: 'retry' })).toEqual(['a', 'b']);
		expect(await claimed(['b'], '3')).toEqual([]);
	});

	it('goes on with what the same delivery has claimed, and with nothing that another one has', async () => {
		expect(await claimed(['a', 'b'], '1', { delivery: 'x' })).toEqual(['a', 'b']);
		expect(await claimed(['a', 'c'], '2', { delivery: 'y' })).toEqual(['c']);
		for (const mode of ['webhook', 'retry'] as const) {
			expect(await claimed(['a', 'b'], '3', { delivery: 'x', mode })).toEqual(['a', 'b']);
			expect(await claimed(['a', 'c'], '4', { delivery: 'y', mode })).toEqual(['c']);
		}
	});

	it('of a crashed execution and its redelivery emits one, whichever comes first', async () => {
		// The crash was before the claim: the redelivery was emitted, and the retry is too late.
		expect(await claimed(['a'], '2', { delivery: 'redelivered' })).toEqual(['a']);
		expect(await claimed(['a'], '3', { delivery: 'crashed', mode: 'retry' })).toEqual([]);
		// The crash was after the claim: the redelivery was dropped, and the retry emits the event.
		expect(await claimed(['b'], '4', { delivery: 'crashed' })).toEqual(['b']);
		expect(await claimed(['b'], '5', { delivery: 'redelivered' })).toEqual([]);
		expect(await claimed(['b'], '6', { delivery: 'crashed', mode: 'retry' })).toEqual(['b']);
	});

	it('asks a second time when the first claim of all collides with that of another worker', async () => {
		const record = jest
			.spyOn(spied, 'checkProcessedAndRecord')
			.mockRejectedValueOnce(new Error('UNIQUE constraint failed'));
		expect(await claimed(['a'], '1')).toEqual(['a']);
		expect(record).toHaveBeenCalledTimes(2);
	});

	it('fails when the store does, and the next claim goes on', async () => {
		jest
			.spyOn(spied, 'checkProcessedAndRecord')
			.mockRejectedValueOnce(new Error('1'))
			.mockRejectedValueOnce(new Error('2'));
		const failed = Promise.allSettled([claimed(['a'], '1'), claimed(['b'], '2')]);
		await Promise.resolve();
		const next = claimed(['a'], '3');
		const rejected = { status: 'rejected', reason: { message: '2' } };
		expect(await failed).toMatchObject([rejected, rejected]);
		expect(await next).toEqual(['a']);
	});

	it('records the claims that wait in one call', async () => {
		const record = jest.spyOn(spied, 'checkProcessedAndRecord');
		const first = claimed(['a'], '1');
		await Promise.resolve();
		const waiting = Array.from({ length: 50 }, async (_, index) => await claimed([`b${index}`], `${index}`));
		expect(await first).toEqual(['a']);
		expect(await Promise.all(waiting)).toEqual(waiting.map((_, index) => [`b${index}`]));
		expect(record).toHaveBeenCalledTimes(2);
	});

	it('of copies that wait emits the first, and lets no retry of another emit it again', async () => {
		const copies = ['x', 'y', 'z'].map(async (delivery) => await claimed(['a'], delivery, { delivery }));
		expect(await Promise.all(copies)).toEqual([['a'], [], []]);
		expect(await claimed(['a'], '4', { delivery: 'y', mode: 'retry' })).toEqual([]);
		expect(await claimed(['a'], '5', { delivery: 'x', mode: 'retry' })).toEqual(['a']);
	});

	it('of copies emits one, even if their call is recorded but fails', async () => {
		const recorded = spied.checkProcessedAndRecord;
		jest.spyOn(spied, 'checkProcessedAndRecord').mockImplementationOnce(async (...call) => {
			await recorded(...call);
			throw new Error('connection lost');
		});
		const copies = ['x', 'y', 'z'].map(async (delivery) => await claimed(['a'], delivery, { delivery }));
		expect(await Promise.all(copies)).toEqual([['a'], [], []]);
	});

	it('keeps what is remembered when many copies wait', async () => {
		const keys = Array.from({ length: 10 }, (_, index) => `a${index}`);
		const all = async (round: string) =>
			await Promise.all(keys.map(async (key) => await claimed([key], `${round} ${key}`)));
		expect(await all('first')).toEqual(keys.map((key) => [key]));
		const none = keys.map(() => []);
		expect([await all('second'), await all('third')]).toEqual([none, none]);
	});

	it('of a full list forgets no event alone, so that every retry of a crashed execution emits it', async () => {
		const of = async (keys: string[], delivery: string, most = 2) => [
			...(await claim.call(context({ id: delivery }), keys, most, delivery)),
		];
		expect(await of(['a'], 'crashed')).toEqual(['a']);
		expect([await of(['b'], 'x'), await of(['b'], 'y')]).toEqual([['b'], []]);
		expect(await of(['a'], 'crashed')).toEqual(['a']);
		expect(await of(['c'], 'z')).toEqual(['c']);
		expect(await of(['a'], 'crashed')).toEqual(['a']);
		forget();
		const many = ['a', 'b', 'c', 'd'];
		for (const _attempt of [1, 2, 3]) expect(await of(many, 'crashed')).toEqual(many);
	});

	it('remembers the latest events, however many arrive in one call', async () => {
		const keys = Array.from({ length: 25 }, (_, index) => `a${String(index).padStart(2, '0')}`);
		expect(await claimed(keys, '1', { delivery: 'x' })).toEqual(keys);
		expect(await claimed(['b'], '2', { delivery: 'y' })).toEqual(['b']);
		// The latest ten are b and nine of the call.
		expect(await claimed(keys, '3', { delivery: 'z' })).toEqual(keys.slice(0, 16));
	});

	it.each([
		['together', 10],
		['one after another', 1],
	])('forgets no event for its copies, which come %s', async (_how, atATime) => {
		const keys = Array.from({ length: 10 }, (_, index) => `a${index}`);
		const calls = Array.from({ length: 10 / atATime }, (_, index) => keys.slice(index, index + atATime));
		for (const call of calls) expect(await claimed(call, `first ${call[0]}`)).toEqual(call);
		for (const round of ['second', 'third', 'fourth'])
			for (const call of calls) expect(await claimed(call, `${round} ${call[0]}`)).toEqual([]);
	});

	it('drops a copy whose delivery cannot be forgotten, and no event that waits with it fails', async () => {
		await claimed(['known'], '1');
		const first = context({ id: '2' });
		const log = jest.spyOn(first.logger, 'error').mockReturnValue();
		jest.spyOn(spied, 'removeProcessed').mockRejectedValue(new Error('database is locked'));
		const emitted = claim.call(first, ['a'], 10);
		const dropped = claimed(['known', 'b'], '3');
		expect([...(await emitted)]).toEqual(['a']);
		expect(await dropped).toEqual(['b']);
		expect(log).toHaveBeenCalledWith(
			'The delivery of a dropped event is still remembered: database is locked',
		);
	});

	it('emits a retried event whose record cannot be put in order, and fails not', async () => {
		const of = async (key: string, by: IExecuteFunctions, delivery: string) => [
			...(await claim.call(by, [key], 10, delivery)),
		];
		await of('a', context({ id: '1' }), 'crashed');
		// Until the list has lost the key alone.
		for (let other = 0; other < 10; other++) await of(`b${other}`, context({ id: '2' }), `x${other}`);
		const retried = context({ id: '3', mode: 'retry' });
		const log = jest.spyOn(retried.logger, 'error').mockReturnValue();
		jest.spyOn(spied, 'removeProcessed').mockRejectedValue(new Error('database is locked'));
		expect(await of('a', retried, 'crashed')).toEqual(['a']);
		expect(log.mock.calls).toEqual([
			['A retried event may be dropped at its next retry: database is locked'],
		]);
	});

	const anyClaim = fc.record({
		keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'a@1'), { minLength: 1, maxLength: 3 }),
		id: fc.constantFrom('1', '2', '3'),
		delivery: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
		mode: fc.constantFrom('webhook' as const, 'retry' as const),
		/** Whether it arrives with the one before it. */
		together: fc.boolean(),
	});

	it('emits together what it would emit one after another', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyClaim, { minLength: 2, maxLength: 12 }), async (claims) => {
				forget();
				const alone = [];
				for (const { keys, id, ...more } of claims) alone.push(await claimed(keys, id, more));
				forget();
				const together = [];
				for (const { keys, id, ...more } of claims) {
					if (!more.together) await Promise.all(together);
					together.push(claimed(keys, id, more));
				}
				expect(await Promise.all(together)).toEqual(alone);
			}),
		);
	});

	it('takes turns in one node, and does not wait for another', async () => {
		const running = new Map<string, number>();
		let most = 0;
		let atOnce = 0;
		jest.spyOn(spied, 'checkProcessedAndRecord').mockImplementation(async ([key]) => {
			const node = key[0];
			running.set(node, (running.get(node) ?? 0) + 1);
			most = Math.max(most, ...running.values());
			atOnce = Math.max(atOnce, running.size);
			await new Promise(setImmediate);
			const left = running.get(node)! - 1;
			if (left === 0) running.delete(node);
			else running.set(node, left);
			return { new: [], processed: [] };
		});
		await Promise.all(
			['x', 'y', 'z'].flatMap((node) =>
				Array.from({ length: 20 }, async (_, index) => {
					// Spread out, or all would share a call.
					for (let ticks = 0; ticks < index; ticks++) await new Promise(setImmediate);
					return await claimed([`${node}${index}`], '1', { node });
				}),
			),
		);
		expect(most).toBe(1);
		expect(atOnce).toBe(3);
	});
});

describe('release', () => {
	const released = async (keys: string[], of: string[], id: string, mode?: 'manual') =>
		await release.call(context({ id, mode }), keys, new Set(of), 10);

	it('forgets the claim of the delivery', async () => {
		expect(await claimed(['a'], '1', { delivery: 'x' })).toEqual(['a']);
		await release.call(context({ id: '1' }), ['a'], new Set(['a']), 10, 'x');
		expect(await claimed(['a'], '2', { delivery: 'y' })).toEqual(['a']);
		expect(await claimed(['a'], '3', { delivery: 'x', mode: 'retry' })).toEqual([]);
	});

	it('forgets both values', async () => {
		const remove = jest.spyOn(spied, 'removeProcessed');
		await claimed(['a', 'b'], '1');
		await released(['a'], ['a'], '1');
		expect(remove).toHaveBeenCalledWith(['a', 'a@1'], 'node', expect.anything(), {
			mode: 'entries',
			maxEntries: 20,
		});
		expect(await claimed(['a', 'b'], '2')).toEqual(['a']);
	});

	it('does not forget what another execution has emitted, and lets no retry take it for its own', async () => {
		await claimed(['known'], '1');
		expect(await claimed(['known', 'new'], '2')).toEqual(['new']);
		await released(['known', 'new'], ['new'], '2');
		expect(await claimed(['known', 'new'], '2')).toEqual(['new']);
	});

	it('asks nobody about nothing, nor in the editor', async () => {
		const remove = jest.spyOn(spied, 'removeProcessed');
		await released([], [], '1');
		await released(['a'], ['a'], '1', 'manual');
		expect(remove).not.toHaveBeenCalled();
	});

	it('waits for its turn', async () => {
		const first = claimed(['a'], '1');
		const second = released(['a'], ['a'], '1');
		const third = claimed(['a'], '2');
		await second;
		expect([await first, await third]).toEqual([['a'], ['a']]);
	});
});
