import { PassThrough, Readable } from 'node:stream';
import { isStream } from '../../../../nodes/shared/api/response/responseStream';

describe('isStream', () => {
	test('distinguishes streams from bodies that were read', () => {
		for (const stream of [new PassThrough(), Readable.from(['a'])]) expect(isStream(stream)).toBe(true);
		const iterable = { async *[Symbol.asyncIterator]() {} };
		for (const body of [
			null,
			undefined,
			'text',
			1,
			{},
			[],
			Buffer.from('a'),
			{ destroy: () => {} },
			iterable,
		]) {
			expect(isStream(body)).toBe(false);
		}
	});
});
