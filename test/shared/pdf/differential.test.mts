/**
 * Our reader finds the same attachments in a PDF as pdf.js and pdf-lib do, in files of three writers. Where it finds
 * more, the reason is the attachment's place: the others search only the name tree and annotations.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { attachmentsIn, problemIn, type Found } from '../../support/pdf/attachments.mts';
import { encodeAscii85, encodeHex, encodeLzw, encodeRunLength } from '../../support/pdf/filters.mts';
import {
	flate,
	pdfWithStreams,
	pdfWithTable,
	updated,
	type Body,
	type Objects,
} from '../../support/pdf/files.mts';
import { nodeBinary } from '../../n8n/install/nodeBinary.mts';

const SAMPLES = 100;

const encoded = (name: string, encode: (content: Buffer) => Buffer) => (content: Buffer) => {
	const packed = encode(content);
	return { dictionary: `/Filter ${name} /Length ${packed.length} /Params << >>`, content: packed };
};

const FILTERS: Record<string, (content: Buffer) => Body> = {
	none: (content) => ({ dictionary: `/Length ${content.length} /Params << >>`, content }),
	flate: (content) => flate(content, '/Params << >>'),
	hex: encoded('/ASCIIHexDecode', encodeHex),
	ascii85: encoded('/ASCII85Decode', encodeAscii85),
	runLength: encoded('/RunLengthDecode', encodeRunLength),
	lzw: encoded('/LZWDecode', encodeLzw),
	chain: encoded('[/ASCII85Decode /FlateDecode]', (content) => encodeAscii85(deflateSync(content))),
};

interface Attached {
	content: Buffer;
	place: 'names' | 'catalog' | 'page' | 'annotation' | 'object';
	filter: string;
}

const files = fc.array(
	fc.record({
		content: fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
		place: fc.constantFrom<Attached['place']>('names', 'catalog', 'page', 'annotation', 'object'),
		filter: fc.constantFrom(...Object.keys(FILTERS)),
	}),
	{ maxLength: 4 },
);

function objectsOf(attached: Attached[]): Objects {
	const at = (place: Attached['place']) =>
		attached.flatMap((file, index) =>
			file.place === place ? [{ name: `f${index}`, number: 10 + 2 * index }] : [],
		);
	const list = (place: Attached['place']) =>
		at(place)
			.map(({ number }) => `${number} 0 R`)
			.join(' ');
	const annotation = ({ number }: { number: number }) =>
		`<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS ${number} 0 R >>`;
	const objects: Objects = {
		1: `<< /Type /Catalog /Pages 2 0 R /AF [${list('catalog')}] /Names << /EmbeddedFiles << /Names [${at(
			'names',
		)
			.map(({ name, number }) => `(${name}) ${number} 0 R`)
			.join(' ')}] >> >> >>`,
		2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /AF [${list('page')}] /Annots [${at('annotation').map(annotation).join(' ')}] /PieceInfo << /X << /AF [${list('object')}] >> >> >>`,
	};
	for (const [index, { content, filter }] of attached.entries()) {
		const number = 10 + 2 * index;
		objects[number] = `<< /Type /Filespec /F (f${index}) /UF (f${index}) /EF << /F ${number + 1} 0 R >> >>`;
		objects[number + 1] = FILTERS[filter]!(content);
	}
	return objects;
}

const DAMAGE: Record<string, (pdf: Buffer) => Buffer> = {
	none: (pdf) => pdf,
	shifted: (pdf) => Buffer.concat([pdf.subarray(0, 9), Buffer.from('% a line more\n'), pdf.subarray(9)]),
	'wrong start': (pdf) =>
		Buffer.from(pdf.toString('latin1').replace(/startxref\n\d+/g, 'startxref\n7'), 'latin1'),
	'no start': (pdf) => Buffer.from(pdf.toString('latin1').replaceAll('startxref', ''), 'latin1'),
};

interface Generated {
	bytes: Buffer;
	attached: Attached[];
	damage: string;
}

const generated: fc.Arbitrary<Generated> = fc
	.record({
		attached: files,
		write: fc.constantFrom(pdfWithTable, pdfWithStreams),
		isUpdated: fc.boolean(),
		damage: fc.constantFrom(...Object.keys(DAMAGE)),
	})
	.map(({ attached, write, isUpdated, damage }) => {
		let pdf = write(objectsOf(attached));
		const [first] = attached;
		// In another version, the first file has different content.
		if (isUpdated && first && write === pdfWithTable) {
			first.content = Buffer.from('newer');
			pdf = updated(pdf, { 11: FILTERS[first.filter]!(first.content) });
		}
		return { bytes: DAMAGE[damage]!(pdf), attached, damage };
	});

const expected = (attached: Attached[], ...places: Array<Attached['place']>): Found =>
	attached.flatMap(({ content, place }, index): Found =>
		places.includes(place) ? [[`f${index}`, content.toString('latin1')]] : [],
	);
const all = (attached: Attached[]) =>
	expected(attached, 'names', 'catalog', 'page', 'annotation', 'object').sort();

/** The attachments that pdf.js finds, by file name. */
function pdfJs(pdfs: Record<string, Buffer>, ...password: string[]): Record<string, Found | string> {
	const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'));
	try {
		for (const [name, bytes] of Object.entries(pdfs)) writeFileSync(path.join(folder, name), bytes);
		// pdf.js needs a newer Node.js than this package does.
		execFileSync(nodeBinary(), ['test/support/pdf/foreignAttachments.mjs', folder, ...password], {
			stdio: 'pipe',
		});
		return JSON.parse(readFileSync(path.join(folder, 'found.json'), 'utf8')) as Record<
			string,
			Found | string
		>;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test('generated files: what pdf.js finds, and what it does not look for', async () => {
	const samples = fc.sample(generated, SAMPLES);
	const foreign = pdfJs(Object.fromEntries(samples.map(({ bytes }, index) => [`${index}.pdf`, bytes])));
	for (const [index, { bytes, attached, damage }] of samples.entries()) {
		expect((await attachmentsIn(bytes)).sort()).toEqual(all(attached));
		const found = foreign[`${index}.pdf`];
		const seen = expected(attached, 'names', 'annotation').sort();
		// Without cross-references for object streams, pdf.js gives up while we search.
		if (typeof found === 'string') expect(damage).not.toBe('none');
		else if (damage === 'none') expect(found!.sort()).toEqual(seen);
		// With several versions, pdf.js may use an older one; we use the last in the file.
		else expect(found!.map(([name]) => name).sort()).toEqual(seen.map(([name]) => name));
	}
	expect(Object.values(foreign).filter((found) => typeof found !== 'string').length).toBeGreaterThan(
		SAMPLES / 2,
	);
});

test('generated files without damage: what pdf-lib finds', async () => {
	for (const { bytes, attached } of fc.sample(generated, SAMPLES).filter(({ damage }) => damage === 'none')) {
		const document = await PDFDocument.load(bytes);
		const found = document
			.getAttachments()
			.map(({ name, data }): [string, string] => [name, Buffer.from(data).toString('latin1')]);
		const ours = (await attachmentsIn(bytes)).map(([, content]) => content);
		for (const [, content] of found) expect(ours).toContain(content);
		expect(found.length).toBe(expected(attached, 'names').length);
	}
});

const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
const withQpdf = hasQpdf ? describe : describe.skip;
if (!hasQpdf)
	console.warn(
		'qpdf is not installed: encrypted, linearized and repacked files of its making are not tested',
	);

const XML = Buffer.from('<Invoice>äöü €</Invoice>').toString('latin1');
const VARIANTS: Array<[string, string[]]> = [
	['linearized', ['--linearize']],
	['object streams', ['--object-streams=generate']],
	['object streams, linearized', ['--object-streams=generate', '--linearize']],
	['no object streams', ['--object-streams=disable']],
	['uncompressed', ['--stream-data=uncompress']],
	['packed again', ['--recompress-flate', '--compression-level=9']],
	['QDF', ['--qdf']],
];
const ENCRYPTIONS: Array<[string, string[]]> = [
	['RC4, 40 bits (R2)', ['40', '--']],
	['RC4, 128 bits (R3)', ['128', '--use-aes=n', '--']],
	['RC4, crypt filters (R4)', ['128', '--force-V4', '--use-aes=n', '--']],
	['AES, 128 bits (R4)', ['128', '--use-aes=y', '--']],
	['AES, metadata in clear (R4)', ['128', '--use-aes=y', '--cleartext-metadata', '--']],
	['AES, 256 bits (R5)', ['256', '--force-R5', '--']],
	['AES, 256 bits (R6)', ['256', '--']],
	['AES, 256 bits, metadata in clear (R6)', ['256', '--cleartext-metadata', '--']],
];

withQpdf('files that qpdf wrote', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'qpdf-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const attached: Attached[] = (['names', 'page', 'annotation'] as const).map((place) => ({
		content: Buffer.from(XML, 'latin1'),
		place,
		filter: 'flate',
	}));
	const write = (...options: string[]) => {
		const [from, to] = [path.join(folder, 'from.pdf'), path.join(folder, 'to.pdf')];
		writeFileSync(from, pdfWithTable(objectsOf(attached)));
		// Exits with status 3, a warning about what our writer leaves out.
		const { status, stderr } = spawnSync('qpdf', ['--allow-weak-crypto', ...options, from, to], {
			encoding: 'utf8',
		});
		if (status !== 0 && status !== 3) throw new Error(stderr);
		return readFileSync(to);
	};
	const withPasswords = (options: string[], user: string, owner: string, more: string[] = []) =>
		write('--encrypt', user, owner, ...options, ...more);

	test.each(VARIANTS)('%s', async (_name, options) => {
		expect((await attachmentsIn(write(...options))).sort()).toEqual(all(attached));
	});

	test.each(ENCRYPTIONS)('%s', async (_name, options) => {
		const ownerOnly = withPasswords(options, '', 'owner');
		expect((await attachmentsIn(ownerOnly)).sort()).toEqual(all(attached));
		// An unnecessary password does no harm.
		expect((await attachmentsIn(ownerOnly, 'anything')).sort()).toEqual(all(attached));
		const closed = withPasswords(options, 'Wörter', 'owner', ['--object-streams=generate']);
		for (const password of ['Wörter', 'owner']) {
			expect((await attachmentsIn(closed, password)).sort()).toEqual(all(attached));
		}
		expect(await problemIn(closed)).toBe('The PDF can only be opened with a password');
		expect(await problemIn(closed, 'wörter')).toBe('The PDF cannot be opened with this password');
		// Without cross-references the file must be searched, and its object streams decrypted.
		const start = closed.lastIndexOf('startxref');
		expect((await attachmentsIn(closed.subarray(0, start), 'owner')).sort()).toEqual(all(attached));
		expect(pdfJs({ 'a.pdf': ownerOnly })['a.pdf']).toEqual(expected(attached, 'names', 'annotation'));
	});
});

describe('files that pdf-lib wrote and encrypted', () => {
	test.each([true, false])('with object streams: %s', async (useObjectStreams) => {
		for (const [user, owner] of [
			['', 'owner'],
			['user', 'owner'],
			['user', undefined],
		] as const) {
			const document = await PDFDocument.create();
			document.addPage();
			await document.attach(Buffer.from(XML, 'latin1'), 'factur-x.xml');
			document.encrypt({ userPassword: user, ownerPassword: owner, permissions: {} });
			const bytes = Buffer.from(await document.save({ useObjectStreams }));
			expect(await attachmentsIn(bytes, user)).toEqual([['factur-x.xml', XML]]);
			if (owner) expect(await attachmentsIn(bytes, owner)).toEqual([['factur-x.xml', XML]]);
		}
	});
});
