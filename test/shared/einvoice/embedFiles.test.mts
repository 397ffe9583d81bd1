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

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test.each([
	['application/octet-stream', latin1('%PDF-1.7\n'), 'a', 'application/pdf'],
	['application/x-pdf', latin1('%PDF-1.7\n'), 'a.pdf', 'application/pdf'],
	['image/jpg', latin1('\xff\xd8\xff\xe0'), 'a.jpg', 'image/jpeg'],
	['application/octet-stream', latin1('\x89PNG\r\n\x1a\n\0'), 'a', 'image/png'],
	['application/zip', latin1('PK\x03\x04'), 'Hours.XLSX', SHEET],
	[
		'application/octet-stream',
		latin1('PK\x03\x04'),
		'a.ods',
		'application/vnd.oasis.opendocument.spreadsheet',
	],
	['application/vnd.ms-excel', latin1('day;hours\n1;8\n'), 'hours.csv', 'text/csv'],
	['text/plain', latin1('day,hours\n'), 'hours.csv', 'text/csv'],
])('declared as %s, its content or name shows what it is', (declared, bytes, name, mimeType) => {
	const result = embedFiles([file(declared, bytes, name)]);
	expect(result.ok && result.value).toMatchObject({ embedded: [{ name, mimeType }], left: [] });
});

test.each([
	['application/zip', latin1('PK\x03\x04'), 'a.zip'],
	['application/vnd.ms-excel', latin1('\xd0\xcf\x11\xe0\0\0'), 'a.csv'],
	['application/octet-stream', latin1('<html>'), 'a.pdf'],
	['text/plain', latin1('x'), 'constructor'],
])('a name alone does not make %s an allowed type', (declared, bytes, name) => {
	const result = embedFiles([file(declared, bytes, name)]);
	expect(result.ok && result.value.left).toHaveLength(1);
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
