import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { finish } from '../../../nodes/shared/steps';
import { RULE_SETS } from '../../../nodes/shared/validate/rules/sets';
import { ValidatedDocument } from '../../../nodes/shared/validate/document';
import { FindingList } from '../../../nodes/shared/validate/findings/findingList';
import { context, fatal, type Rule, type RuleSet } from '../../../nodes/shared/validate/rule';
import { validateInSteps } from '../../../nodes/shared/validate/validate';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { edited, edits, PLAIN, printed, styles, treeOf } from '../../support/validate/alter.mts';
import {
	CII,
	CII_LINE,
	errorsOf,
	judge,
	ruleSetsFor,
	UBL,
	UBL_LINE,
} from '../../support/validate/documents.mts';

function parsed(xml: string) {
	const result = finish(xmlInSteps(Buffer.from(xml)));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

describe.each([
	['UBL', UBL],
	['CII', CII],
])('%s', (_, xml) => {
	test('a document that meets all rules is valid', () => {
		expect(judge(xml)).toEqual({
			valid: true,
			specification: 'urn:cen.eu:en16931:2017',
			errors: [],
			warnings: [],
			information: [],
			omitted: 0,
			stopped: null,
		});
	});

	test('what is missing is named with rule, field and a sentence', () => {
		const found = judge(xml.replace('INV-1', ''));
		expect(found).toMatchObject({ valid: false, stopped: null });
		expect(found?.errors).toEqual([
			expect.objectContaining({
				rule: 'BR-02',
				severity: 'fatal',
				field: 'number',
				message: 'The number of the invoice (BT-1) is missing',
				value: null,
			}),
		]);
	});

	test('a total that does not add up is named with its place and value', () => {
		const found = judge(xml.replaceAll('>119.00<', '>119.50<'));
		expect(found?.errors).toHaveLength(1);
		const [error] = found?.errors ?? [];
		expect(error).toMatchObject({ rule: 'BR-CO-15', field: 'totals.gross' });
		expect(error?.path).toMatch(/^\/(ubl:Invoice\/cac:LegalMonetaryTotal\/cbc:TaxInclusiveAmount|rsm:.+)$/);
	});

	test.each([
		['an amount is no number', '>100.00<', '>abc<', 'FORG0001', 'abc'],
		['an amount is empty', '>100.00<', '><', 'FORG0001', null],
	])('if %s, the document is not valid and the place is named', (__, from, to, stopped, value) => {
		const found = judge(xml.replaceAll(from, to));
		expect(found).toMatchObject({ valid: false, stopped });
		expect(found?.errors[0]).toMatchObject({ value });
		expect(found?.errors[0]?.message).toContain('not a valid number');
	});

	test('bytes of every kind are judged or are no document, and nothing throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.uint8Array(), fc.string().map(Buffer.from)), (bytes) => {
				expect(judge(bytes)).toBeNull();
			}),
		);
		fc.assert(
			fc.property(fc.nat(), fc.nat({ max: 40 }), fc.string({ maxLength: 10 }), (at, length, text) => {
				const start = at % xml.length;
				expect(() => judge(xml.slice(0, start) + text + xml.slice(start + length))).not.toThrow();
			}),
		);
	});

	test('whatever is removed, repeated or written, nothing throws, and not valid means that there is an error', () => {
		const tree = treeOf(parsed(xml));
		fc.assert(
			fc.property(edits, fc.constantFrom('claimed' as const, ...Object.keys(RULE_SETS)), (list, rules) => {
				const found = judge(printed(edited(tree, list), PLAIN), rules as 'claimed');
				if (found === null) return;
				expect(found.valid).toBe(found.errors.length === 0);
				if (found.stopped !== null) expect(found.valid).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});
});

describe.each([
	['UBL', 'en16931'],
	['UBL', 'peppol'],
	['UBL', 'xrechnung'],
	['CII', 'en16931'],
	['CII', 'xrechnung'],
] as const)('%s by the rules of %s', (syntax, rules) => {
	const small = syntax === 'UBL' ? UBL : CII;
	const rich = readFileSync(`test/samples/einvoice/all-terms.${syntax.toLowerCase()}.xml`, 'utf8');

	test.each([
		['a small document', small, 60],
		['a document with every term', rich, 12],
	])('blanks, comments, prefixes and the order of attributes change nothing in %s', (_, xml, numRuns) => {
		const tree = treeOf(parsed(xml));
		fc.assert(
			fc.property(edits, styles, (list, style) => {
				const document = edited(tree, list);
				const found = judge(printed(document, style), rules);
				expect(found).not.toBeNull();
				expect(found).toEqual(judge(printed(document, PLAIN), rules));
			}),
			{ numRuns },
		);
	});
});

describe.each(['ubl', 'cii'])('In %s, how characters are written', (syntax) => {
	const file = readFileSync(`test/samples/einvoice/all-terms.${syntax}.xml`, 'utf8');
	// The value of a finding is a letter beyond ASCII.
	const xml = file.replace('>380<', '>é<');
	const TEXT = />([^<>&]*[^<>&\s][^<>&]*)</g;
	const coded = (text: string) =>
		Array.from(text, (character) => `&#x${character.codePointAt(0)!.toString(16)};`).join('');
	const declared = (encoding: string) => xml.replace('encoding="UTF-8"', `encoding="${encoding}"`);

	test.each([
		['with a byte order mark', Buffer.from(`\ufeff${xml}`)],
		['in UTF-16', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
		['in ISO 8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
		['in CDATA sections', Buffer.from(xml.replace(TEXT, '><![CDATA[$1]]><'))],
		['as character references', Buffer.from(xml.replace(TEXT, (_, text: string) => `>${coded(text)}<`))],
		['without a declaration', Buffer.from(xml.replace(/^<\?.*?\?>/, ''))],
	])('changes nothing: %s', (_, bytes) => {
		const found = judge(xml, 'xrechnung');
		expect(found?.errors.some(({ value }) => value === 'é')).toBe(true);
		expect(judge(bytes, 'xrechnung')).toEqual(found);
	});
});

describe('large documents', () => {
	const repeated = (line: string, count: number) => UBL.replace(UBL_LINE, line.repeat(count));

	test('a finding names its line', () => {
		const lines = UBL_LINE + UBL_LINE.replace('<cbc:Name>Chair</cbc:Name>', '');
		const found = judge(UBL.replace(UBL_LINE, lines))?.errors.find(({ rule }) => rule === 'BR-25');
		expect(found).toMatchObject({
			path: '/ubl:Invoice/cac:InvoiceLine[2]/cac:Item',
			field: 'lines[1].description',
		});
		const cii = CII.replace(CII_LINE, CII_LINE + CII_LINE.replace('<ram:Name>Chair</ram:Name>', ''));
		expect(judge(cii)?.errors.find(({ rule }) => rule === 'BR-25')).toMatchObject({
			path: '/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem[2]/ram:SpecifiedTradeProduct',
			field: 'lines[1].description',
		});
	});

	test('of a rule, the first 100 findings are kept and the others counted', () => {
		const found = judge(repeated(UBL_LINE.replace('<cbc:Name>Chair</cbc:Name>', ''), 130));
		expect(found?.errors.filter(({ rule }) => rule === 'BR-25')).toHaveLength(100);
		expect(found?.omitted).toBe(30);
	});

	test('lets others run in between, in steps that grow with the document', () => {
		const stepsOf = (count: number) => {
			const root = parsed(repeated(UBL_LINE, count));
			let steps = 0;
			for (const work = validateInSteps(root, ruleSetsFor(root, 'claimed')!); !work.next().done;) steps++;
			return steps;
		};
		const [one, two] = [stepsOf(2000), stepsOf(4000)];
		expect(one).toBeGreaterThan(1);
		expect(Math.round(two / one)).toBe(2);
	});

	test('lets others run in between where there are many findings, too', () => {
		const allowance =
			'<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator></cac:AllowanceCharge>';
		const root = parsed(UBL.replace('<cac:TaxTotal>', `${allowance.repeat(90)}<cac:TaxTotal>`));
		const added = jest.spyOn(FindingList.prototype, 'addBroken');
		const counts: number[] = [];
		for (const work = validateInSteps(root, ruleSetsFor(root, 'claimed')!); !work.next().done;)
			counts.push(added.mock.calls.length);
		counts.push(added.mock.calls.length);
		added.mockRestore();
		expect(counts.at(-1)).toBeGreaterThan(250);
		expect(Math.max(...counts.map((count, index) => count - (counts[index - 1] ?? 0)))).toBe(100);
	});

	test('a document made to keep the rules busy does not', () => {
		// For each category, every indicator is tested for being a charge.
		const indicator = '<cbc:ChargeIndicator>false</cbc:ChargeIndicator>';
		const category = '<cac:TaxCategory><cbc:ID>S</cbc:ID></cac:TaxCategory>';
		const allowance = `<cac:AllowanceCharge>${indicator.repeat(5000)}${category.repeat(5000)}</cac:AllowanceCharge>`;
		const hostile = UBL.replace('<cac:TaxTotal>', `${allowance}<cac:TaxTotal>`);
		expect(judge(hostile)?.errors.map(({ rule }) => rule)).not.toContain('budget');
	});

	test('rules that look at everything from everywhere are given up, and the document is not valid', () => {
		const looksAround = fatal('X-01', (at) => at.document.nodes.every((node) => !node.has('cbc:None')));
		const set: RuleSet = {
			name: 'en16931',
			source: 'made for this test',
			patterns: [[context('*', [looksAround])]],
			explain: () => ({ message: 'It is wrong' }),
		};
		const root = parsed(UBL.replace('<cac:TaxTotal>', `${'<cac:Delivery/>'.repeat(5000)}<cac:TaxTotal>`));
		const found = finish(validateInSteps(root, [set]));
		expect(found).toMatchObject({ valid: false });
		expect(found.errors.map(({ rule }) => rule)).toContain('budget');
	});
});

describe('which rules', () => {
	const claiming = (claim: string) => UBL.replace('urn:cen.eu:en16931:2017', claim);
	const names = (xml: string, rules: Parameters<typeof ruleSetsFor>[1]) =>
		ruleSetsFor(parsed(xml), rules)?.map(({ name }) => name);
	const PEPPOL = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';
	const XRECHNUNG = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';

	test.each([
		['what it claims, the norm', UBL, 'claimed', ['en16931']],
		['what it claims, Peppol', claiming(PEPPOL), 'claimed', ['en16931', 'peppol']],
		['what it claims, XRechnung', claiming(XRECHNUNG.toUpperCase()), 'claimed', ['en16931', 'xrechnung']],
		['nothing, so the norm', claiming(''), 'claimed', ['en16931']],
		['the norm', claiming(PEPPOL), 'en16931', ['en16931']],
		['Peppol', UBL, 'peppol', ['en16931', 'peppol']],
		['XRechnung', CII, 'xrechnung', ['en16931', 'xrechnung']],
		['what it claims, Peppol in CII', CII.replace('urn:cen.eu:en16931:2017', PEPPOL), 'claimed', ['en16931']],
		['Peppol, which is UBL', CII, 'peppol', undefined],
		['of an order', '<Order/>', 'claimed', undefined],
	] as const)('%s', (_, xml, rules, expected) => {
		expect(names(xml, rules)).toEqual(expected);
	});

	test('Peppol asks for more than the norm', () => {
		expect(errorsOf(UBL, 'peppol')).toEqual(expect.arrayContaining(['PEPPOL-EN16931-R004']));
	});
});

test.each(
	Object.entries(RULE_SETS).flatMap(([name, sets]) =>
		Object.entries(sets).map(([syntax, set]) => [name, syntax, set] as const),
	),
)('%s for %s: every rule is explained in words of its own', (_, syntax, { patterns, explain }) => {
	const rules = new Set(
		patterns.flatMap((pattern) => pattern.flatMap((one) => one.rules.map(({ id }) => id))),
	);
	const at = finish(ValidatedDocument.inSteps(parsed(syntax === 'ubl' ? UBL : CII))).root;
	for (const rule of rules) {
		const { message } = explain(rule, at);
		expect(message).not.toContain(rule);
		expect(message).toMatch(/^[A-Z"]/);
		expect(message).not.toMatch(/\.$/);
	}
});

test('where one look finds the rules that an element can violate, the others are not tested', () => {
	const tested: string[] = [];
	const [first, second, third] = ['T-1', 'T-2', 'T-3'].map((id) =>
		fatal(id, () => {
			tested.push(id);
			return false;
		}),
	) as [Rule, Rule, Rule];
	const set: RuleSet = {
		name: 'en16931',
		source: 'test',
		patterns: [[{ ...context('/a', [first, second]), among: () => [second] }], [context('/a', [third])]],
		explain: (rule) => ({ message: rule }),
	};
	const { errors } = finish(validateInSteps(parsed('<a/>'), [set]));
	expect([tested, errors.map(({ rule }) => rule)]).toEqual([
		['T-2', 'T-3'],
		['T-2', 'T-3'],
	]);
});
