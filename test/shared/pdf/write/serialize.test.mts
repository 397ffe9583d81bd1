import fc from 'fast-check';
import { Budget } from '../../../../nodes/shared/pdf/budget';
import { Parser, PdfName, PdfReference, PdfText, type PdfValue } from '../../../../nodes/shared/pdf/syntax';
import { serialize, serializeObject } from '../../../../nodes/shared/pdf/write/serialize';
import { bytesText, dictionaryOf, pdfDate, pdfText } from '../../../../nodes/shared/pdf/write/values';

const read = (text: string): PdfValue => new Parser(Buffer.from(text, 'latin1'), 0, new Budget()).value();

/** Values in comparable form, strings as their bytes. */
function plain(value: PdfValue): unknown {
	if (value instanceof PdfText) return { text: value.bytes.toString('hex') };
	if (value instanceof PdfName) return { name: value.name };
	if (value instanceof PdfReference) return { reference: [value.number, value.generation] };
	if (Array.isArray(value)) return value.map(plain);
	if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry)]));
	return value;
}

const latin1 = fc.string({
	unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
	minLength: 1,
	maxLength: 20,
});
const { value: values } = fc.letrec<{ value: PdfValue }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.boolean(),
		fc.integer(),
		fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 1000),
		latin1.map((name) => new PdfName(name)),
		fc.string({ unit: 'binary', maxLength: 30 }).map(pdfText),
		fc.uint8Array({ maxLength: 30 }).map((bytes) => bytesText(Buffer.from(bytes))),
		fc.tuple(fc.nat(9999), fc.nat(99)).map(([number, generation]) => new PdfReference(number, generation)),
		fc.array(tie('value'), { maxLength: 5 }),
		fc
			.array(fc.tuple(latin1, tie('value')), { maxLength: 5 })
			.map((entries) => new Map(entries.filter(([, entry]) => entry !== null))),
	),
}));

test('what is written is read again', () => {
	fc.assert(fc.property(values, (value) => expect(plain(read(serialize(value)))).toEqual(plain(value))));
});

test('texts that were read are written as they were', () => {
	for (const text of ['(a\\)b (c) \\101)', '<48 65 6C>', '()']) expect(serialize(read(text))).toBe(text);
});

test('an entry that is null is none', () => {
	expect(serialize(dictionaryOf({ A: null, B: 1 }))).toBe('<</B 1>>');
});

test('a stream has its length', () => {
	const bytes = serializeObject(7, 1, {
		dictionary: dictionaryOf({ Length: 99 }),
		content: Buffer.from('abc'),
	});
	expect(bytes.toString()).toBe('7 1 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n');
});

test('a moment is written in UTC', () => {
	expect(pdfDate(new Date('2026-01-15T10:20:30.456Z')).source).toBe("(D:20260115102030+00'00')");
});
