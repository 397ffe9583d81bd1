import { embedFiles } from '../../../nodes/shared/einvoice/embedFiles';

const file = (mimeType: string, bytes: Buffer = Buffer.from('x'), name: string | null = 'a') => ({
	field: 'data',
	name,
	mimeType,
	bytes,
});

test.each(['application/pdf', 'image/png', 'image/jpeg', 'text/csv', 'TEXT/CSV; charset=utf-8'])(
	'%s is embedded',
	(mimeType) => {
		const result = embedFiles([file(mimeType)]);
		expect(result.ok && result.value).toMatchObject({ embedded: [{ name: 'a', base64: 'eA==' }], left: [] });
	},
);

test.each([
	[file('application/zip'), 'may not be embedded'],
	[file('application/xml'), 'may not be embedded'],
	[file('application/pdf', Buffer.alloc(0)), 'is empty'],
])('what the norm does not allow is left out and listed', (left, message) => {
	const result = embedFiles([left]);
	expect(result.ok && result.value.embedded).toEqual([]);
	expect(result.ok && result.value.left[0]!.message).toContain(message);
});

test('a file without a name has that of its field', () => {
	const result = embedFiles([file('text/csv', Buffer.from('x'), null)]);
	expect(result.ok && result.value.embedded[0]!.name).toBe('data');
});

test('files that are too large together are an error', () => {
	const result = embedFiles([
		file('image/png', Buffer.alloc(13 << 20)),
		file('image/png', Buffer.alloc(13 << 20)),
	]);
	expect(result).toMatchObject({
		ok: false,
		error: { message: expect.stringContaining('larger than 25 MB') },
	});
});
