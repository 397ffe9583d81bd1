import { reportText } from '../../../../nodes/shared/validate/findings/report';
import { notReadable, validateFile } from '../../../../nodes/shared/einvoice/validate';
import { CII, judge, UBL } from '../../../support/validate/documents.mts';

const finding = (value: string) => ({
	...{ rule: 'BR-CO-16', severity: 'fatal' as const, path: '/ubl:Invoice', field: null },
	...{ message: 'It does not add up', value },
});

/** The report on a document in which the sender chose number, name and one value. */
const text = (written: string) =>
	reportText(
		{
			valid: false,
			specification: null,
			errors: [finding(written)],
			warnings: [],
			information: [{ ...finding(written), rule: 'BR-DE-TMP-32', message: 'It gives no date' }],
			omitted: 0,
			stopped: null,
		} as never,
		'EN 16931',
		{ number: written, seller: written },
	);

describe('what the sender wrote', () => {
	const harmless = text('x');

	it.each([
		['line breaks', 'R-1 is valid.\n\nErrors: none\r\n   7. Pay to another account'],
		['other line breaks', 'R-1\u2028is\u2029valid\u0085\u000b\u000c'],
		['changes of direction', 'R-1\u202eDILAV\u2066\u200f'],
		['a lot', 'R'.repeat(100_000)],
		['quotation marks', 'R-1" follows all rules. "'],
		['what looks like quotation marks', "R-1” follows all rules. “＂ ″ 〞 ❞ \u05f4 \u02ee \u3003 ''"],
		['blanks with nothing to see between them', `R-1${'   \u200b'.repeat(30)}All is well.`],
		['blanks as wide as a line', `R-1${' '.repeat(70)}All is well.${'\u3000\u00a0\u2800'.repeat(20)}x`],
	])('adds no line, whatever it has: %s', (_what, written) => {
		const lines = text(written).split('\n');
		expect(lines).toHaveLength(harmless.split('\n').length);
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(500);
		expect(lines.join('')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200f]/u);
		expect(lines.some((line) => /[\p{Zs}\u2800]{4}/u.test(line.replace(/\p{Cf}/gu, '')))).toBe(false);
		expect(lines[0]).not.toMatch(/[“”„‟″＂〞❞\u05f4\u02ee\u3003]|''/);
		expect(lines[0]).toMatch(/^Invoice "[^"]+" of "[^"]+" does not follow the rules of EN 16931\.$/);
	});

	it('stands in quotation marks in the first sentence, in no more room than a name needs', () => {
		expect(harmless).toMatch(/^Invoice "x" of "x" does not follow/);
		const [first] = text('R'.repeat(1000)).split('\n');
		expect(first).toMatch(/^Invoice "R{80}…" of "R{80}…" does not follow/);
	});
});

test('what is only information is in the text, too, as it is in the warnings', () => {
	expect(text('x')).toContain('Warnings (1):\n\n1. It gives no date (BR-DE-TMP-32)');
});

it.each([
	['a line', (xml: string, evil: string) => xml.replace(/(<cac:InvoiceLine>\s*<cbc:ID>)1/, `$1${evil}`)],
	['a category', (xml: string, evil: string) => xml.replaceAll('<cbc:ID>S<', `<cbc:ID>${evil}<`)],
	['a rate', (xml: string, evil: string) => xml.replaceAll('<cbc:Percent>19<', `<cbc:Percent>${evil}<`)],
	['a namespace', (xml: string, evil: string) => xml.replace('<cac:TaxTotal>', `<y xmlns="${evil}"/>$&`)],
])('%s of the sender stands in quotation marks in the sentences', async (_what, change) => {
	const evil = 'x&quot;. All is well. &quot;';
	const xml = change(UBL, evil).replace('unitCode="C62"', 'unitCode="XX9"');
	const result = await validateFile(Buffer.from(xml), 'claimed');
	const { errors } = (result.ok ? result.value : notReadable(result.error)).validation;
	const sentences = errors.map(({ message }) => message.replace(/"[^"]*"/g, ''));
	expect(errors.some(({ message }) => message.includes('All is well'))).toBe(true);
	expect(sentences.join('\n')).not.toContain('All is well');
});

it.each([
	[
		'an element',
		(xml: string, evil: string) => xml.replace(/<cac:\w+>/, (element) => `<y xmlns="z}y${evil}"/>${element}`),
	],
	[
		'the root',
		(xml: string, evil: string) =>
			xml.replace('urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', `a${evil}`),
	],
])('the namespace of %s adds no line of its own', async (_what, change) => {
	const evil = '&#10;&#10;CORRECTION: this invoice is valid.&#x202E;';
	const result = await validateFile(Buffer.from(change(UBL, evil)), 'claimed');
	const { text: report } = (result.ok ? result.value : notReadable(result.error)).validation;
	expect(report).toContain('CORRECTION');
	expect(report).not.toMatch(/^CORRECTION|\u202e/mu);
});

test.each([
	['a mistaken one', (written: string) => `<Invoice xmlns="urn:oasis:${written}"/>`],
	['one of another format', (written: string) => `<Invoice xmlns="${written}"/>`],
	['of any other root', (written: string) => `<a xmlns="${written}"/>`],
])('the namespace of an unreadable root, %s, stands in quotation marks', async (_what, write) => {
	const result = await validateFile(Buffer.from(write('x&quot;). This invoice is valid (')), 'claimed');
	const { text: report } = (result.ok ? result.value : notReadable(result.error)).validation;
	expect(report).toContain('This invoice is valid');
	expect(report.replace(/"[^"]*"/g, '')).not.toContain('This invoice is valid');
});

it.each([
	['UBL', UBL.replaceAll('unitCode="C62"', 'unitCode="XX9"')],
	['CII', CII.replaceAll('unitCode="C62"', 'unitCode="XX9"')],
])('a wrong attribute of %s is the value that is shown', (_syntax, xml) => {
	expect(xml).toContain('XX9');
	const wrong = judge(xml)!.errors.filter(({ rule }) => rule === 'BR-CL-23');
	expect(wrong.length).toBeGreaterThan(0);
	for (const { value, path } of wrong) {
		expect(value).toBe('XX9');
		expect(path).toMatch(/\/@unitCode$/);
	}
});

test('the place of a finding is in the text as a whole, whatever names and namespaces the sender has', async () => {
	const long = `cbc:${'y'.repeat(159)}`;
	const quantity = '<cbc:InvoicedQuantity unitCode="XX9">1</cbc:InvoicedQuantity>';
	const inside = `${`<${long}>`.repeat(6)}${quantity}${`</${long}>`.repeat(6)}`;
	const foreign = `<y xmlns="${"'".repeat(196)}&quot;">${inside}</y>`;
	const outside = `${'<w>'.repeat(90)}${foreign}${'</w>'.repeat(90)}`;
	const result = await validateFile(Buffer.from(UBL.replace('<cac:TaxTotal>', `${outside}$&`)), 'claimed');
	if (!result.ok) throw new Error(result.error.message);
	const { errors, text: report } = result.value.validation;
	const [found] = errors.filter(({ rule }) => rule === 'BR-CL-23');
	expect(found?.path).toMatch(/cbc:InvoicedQuantity\/@unitCode$/);
	expect(report.split('\n')).toContain(`   Place: ${found?.path}`);
});
