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
	])('adds no line, whatever it has: %s', (_what, written) => {
		const lines = text(written).split('\n');
		expect(lines).toHaveLength(harmless.split('\n').length);
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(500);
		expect(lines.join('')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200f]/u);
	});
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
