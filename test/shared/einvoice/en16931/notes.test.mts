import fc from 'fast-check';
import { notesOfReferences, subjectsOfNotes } from '../../../../nodes/shared/einvoice/en16931/notes';
import { createXml } from '../../../../nodes/shared/einvoice/create';
import { NO_ADDITIONS } from '../../../support/einvoice/items.mts';
import { change } from '../../../support/einvoice/documents.mts';
import { CII, read, UBL } from '../../../support/einvoice/norm.mts';
import { stepsOf } from '../../../support/steps.mts';

const note = (subject: string | null, text: string) => ({ subject, text });

test.each([
	['', null, [note(null, 'A')]],
	['', null, [note(null, 'A\nB')]],
	['AAI', null, [note('AAI', 'A\nB')]],
	['AAI, REG', null, [note('AAI', 'A'), note('REG', 'B\nC')]],
	['AAI, REG', '1-3, 4', [note('AAI', 'A\n \nB'), note('REG', 'C')]],
	['REG', '2-3', [note(null, 'A'), note('REG', 'B\nC')]],
	['AAI', '1', [note('AAI', 'A'), note(null, 'B')]],
	['AAI, AAI', '1, 3', [note('AAI', 'A'), note(null, 'B'), note('AAI', 'C')]],
])('the subjects are %j in lines %j', (noteSubject, noteSubjectLines, notes) => {
	expect(subjectsOfNotes(notes)).toEqual({ noteSubject, noteSubjectLines });
	const references = { noteSubject, ...(noteSubjectLines === null ? {} : { noteSubjectLines }) };
	expect(notesOfReferences(notes.map((one) => one.text).join('\n'), references)).toEqual(notes);
});

test('subjects without a note are none, and more than lines are not used', () => {
	expect(notesOfReferences(null, { noteSubject: 'AAI' })).toEqual([]);
	expect(notesOfReferences('A', { noteSubject: 'AAI, REG' })).toEqual([note('AAI', 'A')]);
	expect(notesOfReferences('\nA', {})).toEqual([note(null, '\nA')]);
});

test.each(['2', '1, 2, 3', '1, x', '1, 3-', '1-2, 2', '2, 1', '0, 1', '1, 2-1000000'])(
	'lines typed as %j do not fit two subjects',
	async (noteSubjectLines) => {
		const item = await read(UBL);
		const references = { ...item.references, ...SPECIFICATION, noteSubject: 'AAI, REG', noteSubjectLines };
		const { gaps } = await createXml({ ...item, references }, NO_ADDITIONS, 'ubl');
		expect(gaps.map(({ path }) => path)).toContain('references.noteSubjectLines');
	},
);

const LINE = fc.constantFrom('A', 'B b', '#AAI#', ' ');
const NOTE = fc.record({
	subject: fc.constantFrom(null, 'AAI', 'REG'),
	text: fc.array(LINE, { minLength: 1, maxLength: 3 }).map((lines) => ['x', ...lines].join('\n')),
});

test('every line keeps its subject', () => {
	const perLine = (notes: ReadonlyArray<ReturnType<typeof note>>) =>
		notes.flatMap(({ subject, text }) => text.split('\n').map((line) => [subject, line]));
	fc.assert(
		fc.property(fc.array(NOTE), (notes) => {
			const text = notes.map((one) => one.text).join('\n') || null;
			const { noteSubject, noteSubjectLines } = subjectsOfNotes(notes);
			const references = { noteSubject, ...(noteSubjectLines === null ? {} : { noteSubjectLines }) };
			expect(perLine(notesOfReferences(text, references))).toEqual(perLine(notes));
		}),
	);
});

test.each([
	['by order', ['AAI', 'REG']],
	['in named lines', ['AAI', null, 'REG']],
	['of which none has a subject', [null]],
])('millions of lines make no lists: %s', (_, subjects) => {
	const steps = (lines: number) => {
		const notes = subjects.map((subject) => note(subject, `A${'\n'.repeat(lines)}`));
		const text = notes.map((one) => one.text).join('\n');
		return stepsOf(() => {
			const { noteSubject, noteSubjectLines } = subjectsOfNotes(notes);
			notesOfReferences(text, { noteSubject, ...(noteSubjectLines === null ? {} : { noteSubjectLines }) });
		});
	};
	expect(steps(10_000)).toBe(steps(10));
});

const OF_UBL = ['<cbc:Note>#AAI#First note, 100 &amp;lt; 200</cbc:Note>', '<cbc:Note>Second note</cbc:Note>'];
const SPECIFICATION = { specification: 'urn:cen.eu:en16931:2017' };

const WRITTEN = {
	ubl: /<cbc:Note>(#|Seco|Old)[^]*?<\/cbc:Note>/g,
	cii: /<ram:IncludedNote>[^]*?<\/ram:IncludedNote>/g,
};

/** The notes of the document itself in what is written of one. */
async function written(xml: string, syntax: 'ubl' | 'cii') {
	const { references, ...item } = await read(xml);
	const created = await createXml(
		{ ...item, references: { ...references, ...SPECIFICATION } },
		NO_ADDITIONS,
		syntax,
	);
	const [head = ''] = created.xml.split('<rsm:SupplyChainTradeTransaction>');
	return head.match(WRITTEN[syntax])?.map((text) => text.replace(/\s*\n\s*(?=<)/g, ''));
}

describe('a subject before the text', () => {
	const noted = (...notes: string[]) =>
		change(UBL, [OF_UBL[0]!, notes.map((text) => `<cbc:Note>${text}</cbc:Note>`).join('')], [OF_UBL[1]!, '']);
	const included = (content: string) =>
		CII.replace(
			/<ram:IncludedNote>[^]*?(?=<\/rsm:ExchangedDocument>)/,
			`<ram:IncludedNote>${content}</ram:IncludedNote>`,
		);

	test('is one in UBL, where it has no element', async () => {
		const xml = noted('#AAI#Old', 'Second', '#REG#Second');
		expect(await read(xml)).toMatchObject({
			note: 'Old\nSecond\nSecond',
			references: { noteSubject: 'AAI, REG', noteSubjectLines: '1, 3' },
		});
		expect(await written(xml, 'ubl')).toEqual([
			'<cbc:Note>#AAI#Old</cbc:Note>',
			'<cbc:Note>Second</cbc:Note>',
			'<cbc:Note>#REG#Second</cbc:Note>',
		]);
		expect(await written(xml, 'cii')).toEqual([
			'<ram:IncludedNote><ram:Content>Old</ram:Content><ram:SubjectCode>AAI</ram:SubjectCode></ram:IncludedNote>',
			'<ram:IncludedNote><ram:Content>Second</ram:Content></ram:IncludedNote>',
			'<ram:IncludedNote><ram:Content>Second</ram:Content><ram:SubjectCode>REG</ram:SubjectCode></ram:IncludedNote>',
		]);
	});

	test('is text in CII, which has an element for it', async () => {
		const alone = '<ram:Content>#AAI#Old</ram:Content>';
		expect(await read(included(alone))).toMatchObject({ note: '#AAI#Old' });
		expect(await written(included(alone), 'cii')).toEqual([`<ram:IncludedNote>${alone}</ram:IncludedNote>`]);
		expect(await written(included(alone), 'ubl')).toEqual(['<cbc:Note>#AAI#Old</cbc:Note>']);
		const both = `${alone}<ram:SubjectCode>AAI</ram:SubjectCode>`;
		expect(await read(included(both))).toMatchObject({
			note: '#AAI#Old',
			references: { noteSubject: 'AAI' },
		});
		expect(await written(included(both), 'cii')).toEqual([`<ram:IncludedNote>${both}</ram:IncludedNote>`]);
	});

	test('without text is the text', async () => {
		const item = await read(noted('#AAI#'));
		expect([item.note, item.references.noteSubject]).toEqual(['#AAI#', undefined]);
	});
});
