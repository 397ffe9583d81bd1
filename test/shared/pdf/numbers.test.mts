/** Every number with which a PDF describes itself, replaced by each that makes no sense. */
import { embedInvoice } from '../../../nodes/shared/einvoice/facturX/embed';
import { profileOf } from '../../../nodes/shared/einvoice/facturX/profile';
import { Budget } from '../../../nodes/shared/pdf/budget';
import { attachmentsIn, problemIn } from '../../support/pdf/attachments.mts';
import { pdfWithStreams, pdfWithTable, updated, withAttachment } from '../../support/pdf/files.mts';

const XML = '<Invoice/>'.repeat(100);
const NEW = Buffer.from('<Invoice/>');

const LARGE = `1${'0'.repeat(200)}`;
const VALUES: Record<string, string> = {
	'1e200': LARGE,
	'−1e200': `-${LARGE}`,
	'1e400, which is no finite number': `1${'0'.repeat(400)}`,
	'1e200 with an exponent': '1e200',
	NaN: 'NaN',
	'0': '0',
	'−1': '-1',
	'a fraction': '1.5',
	'a small fraction': '0.0000001',
	'2^31': '2147483648',
	'2^32 − 1': '4294967295',
	'2^53 + 1': '9007199254740993',
	'a text': '(1)',
	'a name': '/One',
	'a list': '[1 2 3]',
	'a dictionary': '<< /A 1 >>',
	null: 'null',
	'a reference to nothing': '77 0 R',
	'a reference to the catalog': '1 0 R',
	'a reference of a fraction': '1.5 0 R',
	'a reference beyond all objects': `${LARGE} 0 R`,
};

type Edit = (text: string, value: string | null) => string;

/** Replaces what stands for the value of a key. @param place a pattern with the key and its value as two groups */
const edit =
	(place: RegExp): Edit =>
	(text, value) => {
		if (!place.test(text)) throw new Error(`The file has no ${place.source}`);
		return text.replace(place, (_, key: string) => (value === null ? '' : `${key} ${value}`));
	};

/** One entry of a list, such as `/W [1 4 2]`; without a value it is left out. */
const entryOf =
	(place: RegExp, index: number): Edit =>
	(text, value) =>
		text.replace(place, (_, key: string, list: string) => {
			const entries: Array<string | null> = list.trim().split(/\s+/);
			entries[index] = value;
			return `${key} [${entries.filter((entry) => entry !== null).join(' ')}]`;
		});

const W = /(\/W) \[([^\]]*)\]/;
const INDEX = /(\/Index) \[([^\]]*)\]/;
const ofStream = (key: string, type: string) => edit(new RegExp(`(/${key}) \\d+(?=[^>]*?/Type /${type})`));

/** In a file with a cross-reference stream, at its end, and an object stream before it. */
const IN_STREAMS: Record<string, Edit> = {
	'/Size': edit(/(\/Size) 99/),
	'/W': edit(/(\/W) \[[^\]]*\]/),
	...Object.fromEntries([0, 1, 2].map((index) => [`/W, entry ${index}`, entryOf(W, index)])),
	'/Index': edit(/(\/Index) \[[^\]]*\]/),
	...Object.fromEntries([0, 1, 2].map((index) => [`/Index, entry ${index}`, entryOf(INDEX, index)])),
	'/Columns': edit(/(\/Columns) 7/),
	'/Colors': (text, value) => text.replace('/Columns', `/Colors ${value ?? ''} /Columns`),
	'/BitsPerComponent': (text, value) => text.replace('/Columns', `/BitsPerComponent ${value ?? ''} /Columns`),
	'/Predictor': edit(/(\/Predictor) 12/),
	'/Prev': (text, value) => text.replace('/Size', `/Prev ${value ?? ''} /Size`),
	'/XRefStm': (text, value) => text.replace('/Size', `/XRefStm ${value ?? ''} /Size`),
	'/Length of cross references': ofStream('Length', 'XRef'),
	'/Length of an object stream': ofStream('Length', 'ObjStm'),
	'/N': edit(/(\/N) \d+/),
	'/First': edit(/(\/First) \d+/),
	'/Length of a file': ofStream('Length', 'EmbeddedFile'),
};

/** In a file with a table of cross references. */
const IN_TABLE: Record<string, Edit> = {
	'/Size': edit(/(\/Size) 99/),
	'/Count': edit(/(\/Count) 0/),
	'/Length of a file': ofStream('Length', 'EmbeddedFile'),
	'/Prev': (text, value) => text.replace('/Size', `/Prev ${value ?? ''} /Size`),
	'/XRefStm': (text, value) => text.replace('/Size', `/XRefStm ${value ?? ''} /Size`),
	startxref: edit(/(startxref)\n\d+/),
	'the first number of a section': edit(/(xref\n)0(?= 1\n)/),
	'the count of a section': edit(/(xref\n0) 1(?=\n)/),
	...Object.fromEntries(
		['V', 'R', 'Length', 'P'].map((key) => [
			`/${key} of the encryption`,
			((text, value) => {
				const entries = { V: '2', R: '3', Length: '128', P: '-44', [key]: value ?? 'null' };
				const written = Object.entries(entries).map(([name, entry]) => `/${name} ${entry}`);
				const texts = `/O (${'o'.repeat(32)}) /U (${'u'.repeat(32)})`;
				return text.replace('/Size', `/Encrypt << /Filter /Standard ${written.join(' ')} ${texts} >> /Size`);
			}) satisfies Edit,
		]),
	),
};

/** The file with an edit, after which `startxref` still leads to the cross references, unless that is what was edited. */
function edited(file: Buffer, change: Edit, value: string | null): Buffer {
	const before = file.toString('latin1');
	const [end = ''] = /startxref\n.*$/s.exec(before) ?? [];
	const text = change(before, value);
	const start = Math.max(text.lastIndexOf('60 0 obj'), text.search(/(?<!start)xref\n/));
	return Buffer.from(text.replace(end, `startxref\n${start}\n%%EOF\n`), 'latin1');
}

const STREAMS = pdfWithStreams(withAttachment(XML));
const TABLE = pdfWithTable(withAttachment(XML));

const CASES = (
	[
		['streams', STREAMS, IN_STREAMS],
		['a table', TABLE, IN_TABLE],
	] as const
).flatMap(([form, file, edits]) =>
	Object.entries(edits).map(([key, change]) => ({ form, file, key, change })),
);

let spent = 0;
const original = Budget.prototype.spend;
beforeEach(() => {
	spent = 0;
	jest.spyOn(Budget.prototype, 'spend').mockImplementation(function (this: Budget, units) {
		spent += units;
		return original.call(this, units);
	});
});
afterEach(() => void jest.restoreAllMocks());

test.each([
	['streams', STREAMS],
	['a table', TABLE],
])('the file with %s is intact before', async (_, file) => {
	expect(await attachmentsIn(file)).toEqual([['factur-x.xml', XML]]);
	expect((await embedInvoice(file, NEW, profileOf(null), new Date(0))).ok).toBe(true);
});

/** What an object of this size costs to find by searching the file, with its cross references read several times. */
const MOST_PER_BYTE = 200;

test.each(CASES)('$key in a file with $form', async ({ file, change }) => {
	for (const [name, value] of [...Object.entries(VALUES), ['absent', null] as const]) {
		const bytes = edited(file, change, value);
		spent = 0;
		expect([name, await problemIn(bytes)]).toEqual([name, expect.anything()]);
		expect([name, spent < MOST_PER_BYTE * bytes.length]).toEqual([name, true]);
		const embedded = await embedInvoice(bytes, NEW, profileOf(null), new Date(0));
		// What is written can be read, or nothing is.
		if (embedded.ok) {
			expect([name, await attachmentsIn(embedded.value.bytes)]).toEqual([
				name,
				expect.arrayContaining([['factur-x.xml', String(NEW)]]),
			]);
			const added = embedded.value.bytes.subarray(bytes.length).toString('latin1');
			expect([name, /\b(?:NaN|Infinity|\d+e\+\d+)\b/.test(added)]).toEqual([name, false]);
		}
	}
});

test.each([8_388_606, 8_388_607, 4_294_967_295])(
	'nothing is added to a file in which an object has the number %d',
	async (number) => {
		const bytes = updated(TABLE, { [number]: 'null' });
		const embedded = await embedInvoice(bytes, NEW, profileOf(null), new Date(0));
		expect(embedded.ok || embedded.error.message).toMatch(/damaged/);
	},
);
