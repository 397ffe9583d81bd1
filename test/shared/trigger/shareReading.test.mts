import { shareReading } from '../../../nodes/shared/trigger/shareReading';

/** A read that ends when the test decides. */
function slow<T>() {
	let resolve: (value: T) => void;
	let reject: (reason: Error) => void;
	const promise = new Promise<T>((...ways) => ([resolve, reject] = ways));
	return { read: jest.fn(async () => await promise), resolve: resolve!, reject: reject! };
}

it('reads once for all who ask while it is under way', async () => {
	const { read, resolve } = slow<string>();
	const asked = [1, 2, 3].map(async () => await shareReading('a', read));
	resolve('secret');
	expect(await Promise.all(asked)).toEqual(['secret', 'secret', 'secret']);
	expect(read).toHaveBeenCalledTimes(1);
});

it('reads again for whoever asks later', async () => {
	const values = ['old', 'new'];
	const read = async () => values.shift();
	expect(await shareReading('a', read)).toBe('old');
	expect(await shareReading('a', read)).toBe('new');
});

it('keeps what is read under different keys apart', async () => {
	const [a, b] = [slow<string>(), slow<string>()];
	const asked = [shareReading('a', a.read), shareReading('b', b.read)];
	a.resolve('of a');
	b.resolve('of b');
	expect(await Promise.all(asked)).toEqual(['of a', 'of b']);
});

it('rejects for all callers, and reads again afterwards', async () => {
	const { read, reject } = slow<string>();
	const asked = [1, 2].map(async () => await shareReading('a', read));
	reject(new Error('the database is gone'));
	const settled = await Promise.allSettled(asked);
	expect(settled.map((one) => (one as PromiseRejectedResult).reason.message)).toEqual([
		'the database is gone',
		'the database is gone',
	]);
	expect(await shareReading('a', async () => 'back')).toBe('back');
});
