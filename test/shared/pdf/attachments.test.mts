import { deflateSync } from 'node:zlib';
import { AFRelationship, PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { embedInvoice } from '../../../nodes/shared/einvoice/facturX/embed';
import { profileOf } from '../../../nodes/shared/einvoice/facturX/profile';
import { pdf } from '../../simulator/pdf.mts';
import { attachmentsIn, problemIn, type Found } from '../../support/pdf/attachments.mts';
import {
	flate,
	pdfWithStreams,
	pdfWithTable,
	updated,
	withAttachment,
	type Objects,
} from '../../support/pdf/files.mts';

const XML = '<Invoice>äöü €</Invoice>';
const MEGABYTE = 1024 * 1024;

/** The content as UTF-8 text. */
const contentOf = async (bytes: Buffer): Promise<Found> =>
	(await attachmentsIn(bytes)).map(([name, content]) => [
		name,
		content === null ? null : Buffer.from(content, 'latin1').toString('utf8'),
	]);

const problemOf = problemIn;

const FOUND: Found = [['factur-x.xml', XML]];
const WRITERS = [
	['a table', pdfWithTable],
	['streams', pdfWithStreams],
] as const;

describe.each(WRITERS)('cross references in %s', (_name, write) => {
	test('an attachment is found once, though the file lists it twice', async () => {
		expect(await contentOf(write(withAttachment(XML)))).toEqual(FOUND);
	});

	test('in the name tree or in AF alone', async () => {
		const objects = withAttachment(XML);
		const catalogs = [
			'<< /Type /Catalog /AF [3 0 R] >>',
			'<< /Type /Catalog /AF 5 0 R >>',
			'<< /Type /Catalog /Names 6 0 R >>',
			'<< /Type /Catalog /Names << /EmbeddedFiles << /Kids [7 0 R 8 0 R] >> >> >>',
		];
		const more = {
			5: '[ 3 0 R ]',
			6: '<< /EmbeddedFiles 8 0 R >>',
			7: '<< /Limits [(a) (b)] /Names [] >>',
			8: '<< /Limits [(c) (d)] /Names [(c) 3 0 R] >>',
		};
		for (const catalog of catalogs) {
			expect(await contentOf(write({ ...objects, ...more, 1: catalog }))).toEqual(FOUND);
		}
	});

	test.each([
		['a literal', '(rechnung \\(1\\).x\\155l)', 'rechnung (1).xml'],
		['nested parentheses', '(a(b)c)', 'a(b)c'],
		['escapes', '(a\\\\b\\n\\\nc\\q)', 'a\\b\ncq'],
		['hexadecimal', '<66616374 75722D782E786D6C>', 'factur-x.xml'],
		['hexadecimal of odd length', '<414>', 'A@'],
		['UTF-16', '<FEFF00C420AC>', 'Ä€'],
		['UTF-8', '<EFBBBFC3A4>', 'ä'],
		['another object', '9 0 R', 'elsewhere.xml'],
		['none', '12', ''],
	])('a name as %s', async (_form, written, name) => {
		const objects = { ...withAttachment(XML, written), 9: '(elsewhere.xml)' };
		expect((await contentOf(write(objects)))[0]?.[1]).toBe(XML);
		expect((await contentOf(write(objects)))[0]?.[0]).toBe(name);
	});

	test('an attachment may be packed or not', async () => {
		const content = Buffer.from(XML);
		for (const body of [
			{ dictionary: `/Length ${content.length}`, content },
			{ dictionary: '/Length 9 0 R', content },
			{ dictionary: `/Length 3`, content },
			{ dictionary: '', content },
			{ dictionary: '/Filter [/FlateDecode]', content: deflateSync(content) },
			{ dictionary: '/Filter [ ] /Length 9 0 R', content },
			{ dictionary: '/Filter [/Fl /FlateDecode]', content: deflateSync(deflateSync(content)) },
			{ dictionary: '/Filter 10 0 R', content: deflateSync(content) },
			// Like some writers, count the line break after it as part of the content.
			{
				dictionary: `/Filter /FlateDecode /Length ${deflateSync(content).length + 1}`,
				content: deflateSync(content),
			},
		]) {
			const objects = { ...withAttachment(''), 4: body, 9: String(content.length), 10: '/FlateDecode' };
			expect((await contentOf(write(objects)))[0]?.[1]?.trimEnd()).toBe(XML);
		}
	});

	const packed = deflateSync(XML);
	test.each([
		['no stream', '<< /NoStream true >>', 'is damaged'],
		[
			'a filter of images',
			{ dictionary: '/Filter /DCTDecode', content: packed },
			'uses the filter DCTDecode',
		],
		[
			'a short name',
			{ dictionary: '/Filter [/Fl /CCF]', content: packed },
			'the filter CCITTFaxDecode, which',
		],
		['no Flate', { dictionary: '/Filter /FlateDecode', content: Buffer.from('not packed') }, 'is damaged'],
		[
			'a chain of filters',
			{ dictionary: `/Filter [${'/FlateDecode '.repeat(11)}]`, content: packed },
			'has more than 10 filters',
		],
		['a filter that is none', { dictionary: '/Filter [12]', content: packed }, 'is damaged'],
		[
			'a predictor',
			{ dictionary: '/Filter /Fl /DecodeParms << /Predictor 2 /BitsPerComponent 4 >>', content: packed },
			'uses the predictor 2 in a form',
		],
	])('what cannot be read says why: %s', async (_name, body, problem) => {
		expect(await problemOf(write({ ...withAttachment(''), 4: body }))).toContain(problem);
	});

	test.each([
		['a wrong checksum', Buffer.concat([packed.subarray(0, -1), Buffer.from([packed.at(-1)! ^ 1])])],
		['no checksum', packed.subarray(0, -4)],
		['a cut end', packed.subarray(0, -5)],
		['bytes behind it', Buffer.concat([packed, Buffer.from('\r\n trailing')])],
		['no header', packed.subarray(2)],
	])('Flate with %s gives what it holds', async (_name, content) => {
		const body = { dictionary: `/Filter /FlateDecode /Length ${content.length}`, content };
		expect(await contentOf(write({ ...withAttachment(''), 4: body }))).toEqual(FOUND);
	});

	test('without attachments there are none', async () => {
		for (const catalog of [
			'<< /Type /Catalog >>',
			'<< /Type /Catalog /Names << >> /AF [] >>',
			'<< /AF 77 0 R >>',
		]) {
			expect(await problemOf(write({ ...withAttachment(XML), 1: catalog }))).toEqual([]);
		}
	});

	test('an encrypted file says so', async () => {
		const encrypted = (entries: string) => problemOf(write(withAttachment(XML), `/Encrypt ${entries}`));
		expect(await encrypted('9 0 R')).toBe('The encryption of the PDF is damaged');
		expect(await encrypted('<< /Filter /Standard /V 1 /R 2 /O (short) /U () >>')).toBe(
			'The encryption of the PDF is damaged',
		);
		expect(await encrypted('<< /Filter /Adobe.PubSec /V 4 >>')).toBe(
			'The PDF is encrypted in a way that is not supported (Adobe.PubSec, version 4)',
		);
	});

	test('circles come to an end', async () => {
		const objects = withAttachment(XML);
		const changes: Objects[] = [
			{ 1: '1 0 R' },
			{ 1: '<< /Names 1 0 R /EmbeddedFiles 1 0 R /Kids [1 0 R 1 0 R] >>' },
			{ 1: '<< /Names << /EmbeddedFiles 5 0 R >> >>', 5: '<< /Kids [5 0 R 5 0 R 5 0 R] >>' },
			{ 3: '<< /F 3 0 R /EF 3 0 R >>' },
			{ 4: { dictionary: '/Length 4 0 R /Filter 4 0 R', content: Buffer.from(XML) } },
		];
		for (const change of changes) {
			await problemOf(write({ ...objects, ...change }));
		}
	});

	test('damaged cross references: the objects are searched', async () => {
		const bytes = write(withAttachment(XML));
		const text = bytes.toString('latin1');
		const start = /startxref\n(\d+)/.exec(text)?.[1] ?? '';
		for (const broken of [
			text.replace(`startxref\n${start}`, 'startxref\n7'),
			text.replace(`startxref\n${start}`, 'startxref\n99999999'),
			text.slice(0, text.indexOf('startxref')),
			text.replace('%PDF-1.7\n', '%PDF-1.7\n% a line more, so that no position is right\n'),
		]) {
			expect(await contentOf(Buffer.from(broken, 'latin1'))).toEqual(FOUND);
		}
	});

	test('never throws on changed bytes', async () => {
		const bytes = write(withAttachment(XML));
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
				async (changes) => {
					const changed = Buffer.from(bytes);
					for (const [at, byte] of changes) changed[at] = byte;
					await problemOf(changed);
				},
			),
			{ numRuns: 500 },
		);
	});
});

test('the last of 200,000 pages in one list', async () => {
	const kids = Array.from({ length: 200_000 }, (_, index) => (index === 199_999 ? '9 0 R' : '8 0 R'));
	const { 3: filespec, 4: content } = withAttachment(XML);
	const objects: Objects = {
		1: '<< /Type /Catalog /Pages 2 0 R >>',
		2: `<< /Kids [${kids.join(' ')}] >>`,
		3: filespec!,
		4: content!,
		8: '<< /Type /Page >>',
		9: '<< /Type /Page /AF [3 0 R] >>',
	};
	expect(await contentOf(pdfWithTable(objects))).toEqual(FOUND);
});

describe('what unpacks to a lot', () => {
	test('a small file that unpacks to a huge one is given up', async () => {
		const bomb = (megabytes: number) => flate(Buffer.alloc(megabytes * MEGABYTE, 32));
		expect((await contentOf(pdfWithTable({ ...withAttachment(''), 4: bomb(24) })))[0]?.[1]).toHaveLength(
			24 * MEGABYTE,
		);
		expect(await contentOf(pdfWithTable({ ...withAttachment(''), 4: bomb(26) }))).toEqual([
			['factur-x.xml', null],
		]);
		const twice = deflateSync(deflateSync(Buffer.alloc(200 * MEGABYTE)));
		const nested = { dictionary: '/Filter [/FlateDecode /FlateDecode]', content: twice };
		expect(await contentOf(pdfWithTable({ ...withAttachment(''), 4: nested }))).toEqual([
			['factur-x.xml', null],
		]);
	});

	test('many files that unpack to a lot share one limit', async () => {
		const numbers = Array.from({ length: 8 }, (_, index) => index + 10);
		const objects: Objects = {
			1: `<< /Type /Catalog /AF [${numbers.map((n) => `<< /F (f${n}) /EF << /F ${n} 0 R >> >>`).join(' ')}] >>`,
		};
		for (const number of numbers) objects[number] = flate(Buffer.alloc(20 * MEGABYTE));
		let unpacked = 0;
		for (const [, content] of await attachmentsIn(pdfWithTable(objects))) unpacked += content?.length ?? 0;
		expect(unpacked).toBeGreaterThan(20 * MEGABYTE);
		expect(unpacked).toBeLessThanOrEqual(100 * MEGABYTE);
	});
});

describe('versions of one file', () => {
	const original = pdfWithTable(withAttachment('<Old/>'));

	test('the newest object counts', async () => {
		const newer = updated(original, { 4: flate(XML) });
		expect(await contentOf(newer)).toEqual(FOUND);
		expect(await contentOf(updated(newer, { 4: flate('<Newest/>') }))).toEqual([
			['factur-x.xml', '<Newest/>'],
		]);
	});

	test('what was deleted is not found', async () => {
		expect(await problemOf(updated(original, {}, [3]))).toEqual([]);
		expect(await contentOf(updated(original, {}, [4]))).toEqual([['factur-x.xml', null]]);
		expect(await problemOf(updated(original, { 1: '<< /Type /Catalog >>' }))).toEqual([]);
	});

	test.each([
		['the attachment', { 4: flate(XML) }],
		['the catalog, too', { 4: flate(XML), 1: withAttachment(XML)[1] }],
		[
			'the catalog before the attachment',
			{
				1: withAttachment(XML)[1],
				9: flate(XML),
				3: String(withAttachment(XML)[3]).replaceAll('4 0 R', '9 0 R'),
			},
		],
	] satisfies Array<[string, Objects]>)(
		'wherever a newer version of %s is cut, no older one counts',
		async (_name, objects) => {
			const newer = updated(original, objects);
			const begun = original.length + '4 0 obj'.length;
			for (let length = begun; length < newer.length; length++) {
				const found = await contentOf(newer.subarray(0, length)).catch((error: Error) => error.message);
				if (typeof found === 'string')
					expect(found).toBe('The PDF is damaged: its newest version was cut off');
				else expect(found.map(([, content]) => content)).not.toContain('<Old/>');
			}
		},
	);

	test('the same in a file with streams of cross references', async () => {
		const old = pdfWithStreams(withAttachment('<Old/>'));
		const hybrid = await embedInvoice(old, Buffer.from(XML), profileOf(null), new Date(0));
		const newer = hybrid.ok ? hybrid.value.bytes : old;
		const section = newer.lastIndexOf('/Type /XRef');
		for (let length = section - 600; length < newer.length; length++) {
			const found = await contentOf(newer.subarray(0, length)).catch((error: Error) => error.message);
			if (typeof found === 'string') expect(found).toBe('The PDF is damaged: its newest version was cut off');
			else expect(found).toEqual(FOUND);
		}
		expect(await contentOf(newer.subarray(0, newer.lastIndexOf('startxref')))).toEqual(FOUND);
	});

	test('a linearized file that is cut has no older version', async () => {
		const front = '%PDF-1.7\nxref\n0 0\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n';
		const linearized = pdfWithTable(withAttachment(XML), '', front);
		const objects = linearized.lastIndexOf('endobj') + 'endobj'.length;
		expect(await contentOf(linearized.subarray(0, objects))).toEqual(FOUND);
	});

	test('a version that lacks nothing but its end is read', async () => {
		const newer = updated(original, { 4: flate(XML), 1: withAttachment(XML)[1] });
		const sections = newer.lastIndexOf('endobj') + 'endobj\nxref'.length;
		for (let length = sections; length < newer.length; length++) {
			expect(await contentOf(newer.subarray(0, length))).toEqual(FOUND);
		}
	});

	test('a chain that leads back to itself comes to an end', async () => {
		const newer = updated(original, { 4: flate(XML) });
		const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(newer.toString('latin1'))?.[1] ?? '';
		const loop = newer.toString('latin1').replace(/\/Prev \d+/, `/Prev ${start}`);
		await problemOf(Buffer.from(loop, 'latin1'));
	});

	test('a hybrid file: the stream of cross references beside the table is read', async () => {
		const streams = pdfWithStreams(withAttachment(XML));
		const start = Number(/startxref\n(\d+)/.exec(streams.toString('latin1'))?.[1]);
		const tail = `xref\n0 0\ntrailer\n<< /Root 1 0 R /XRefStm ${start} >>\nstartxref\n${streams.length}\n%%EOF\n`;
		expect(await contentOf(Buffer.concat([streams, Buffer.from(tail)]))).toEqual(FOUND);
	});

	test('positions count from the header, whatever comes before it', async () => {
		const shifted = Buffer.concat([Buffer.from('MIME junk\r\n\r\n'), pdfWithTable(withAttachment(XML))]);
		expect(await contentOf(shifted)).toEqual(FOUND);
		// Searching for objects would find it again.
		const deleted = updated(pdfWithTable(withAttachment(XML)), {}, [3]);
		expect(await problemOf(Buffer.concat([Buffer.from('MIME junk\r\n\r\n'), deleted]))).toEqual([]);
	});
});

describe('files that another program wrote', () => {
	const make = async (attachments: Array<[string, string]>) => {
		const document = await PDFDocument.create();
		document.addPage();
		for (const [name, content] of attachments) {
			await document.attach(Buffer.from(content), name, {
				mimeType: 'text/xml',
				afRelationship: AFRelationship.Alternative,
			});
		}
		return document;
	};

	test.each([true, false])('with object streams: %s', async (useObjectStreams) => {
		const attachments: Array<[string, string]> = [
			['factur-x.xml', XML],
			['Aufmaß (1).xml', '<Other/>'],
		];
		const bytes = Buffer.from(await (await make(attachments)).save({ useObjectStreams }));
		expect((await contentOf(bytes)).sort()).toEqual([...attachments].sort());
	});

	test('without attachments', async () => {
		expect(await problemOf(Buffer.from(await (await make([])).save()))).toEqual([]);
		expect(await problemOf(pdf('An invoice'))).toEqual([]);
	});
});

describe('what is no usable PDF', () => {
	test.each([
		['only a header', '%PDF-1.7\n'],
		['no catalog', '%PDF-1.7\n1 0 obj << /Type /Pages >> endobj\nstartxref\n0\n%%EOF'],
		['nothing', ''],
	])('%s', async (_name, text) => {
		expect(await problemOf(Buffer.from(text))).toBe('The PDF is damaged');
	});

	test('an encrypted one that is damaged, too', async () => {
		expect(await problemOf(Buffer.from('%PDF-1.7\ntrailer << /Encrypt 1 0 R >>'))).toContain('encryption');
	});

	test('more than 50 MB', async () => {
		expect(await problemOf(Buffer.alloc(50 * MEGABYTE + 1))).toContain('larger than 50 MB');
	});

	test('never throws on any bytes', async () => {
		const words = [
			'%PDF-1.7\n',
			'1 0 obj',
			'2 0 obj',
			'<<',
			'>>',
			'[',
			']',
			'(',
			')',
			'/Type',
			'/Catalog',
			'/ObjStm',
			'/Names',
			'/EF',
			'/F',
			'1 0 R',
			'2 0 R',
			'stream\n',
			'endstream',
			'endobj',
			'xref\n',
			'0 2\n',
			'0000000009 00000 n\n',
			'trailer',
			'/Root',
			'/Prev',
			'startxref\n',
			'9',
			'%',
			'\n',
			'/W [1 1 1]',
			'/N 1',
			'/First 0',
			'/Length 3',
		];
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 60 }), async (parts) => {
				await problemOf(Buffer.from(parts.join(' ')));
			}),
			{ numRuns: 1000 },
		);
	});
});
