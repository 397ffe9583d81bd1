/**
 * Judges every case of the official verdicts by all rule sets. The cases are read from ../shared/verdicts and
 * ../shared/einvoices, never copied; the test is skipped if these are missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULE_SETS } from '../../nodes/shared/validate/rules/sets';
import { validate } from '../../nodes/shared/validate/validate';
import { parseXml } from '../../nodes/shared/xml/parse';
import { casesOf } from '../../scripts/verdicts/verdictCases.mts';
import {
	addCase,
	compareAll,
	documentOf,
	reachesAims,
	reportOf,
	savedOf,
	tableOf,
	type Comparisons,
	type VerdictCase,
} from '../../scripts/verdicts/verdictReport.mts';

const CASES = '../shared/verdicts/cases.jsonl';
const BASES = '../shared/einvoices';
const isThere = existsSync(CASES) && existsSync(BASES);

(isThere ? test : test.skip)(
	`official verdicts${isThere ? '' : `: skipped, because ${CASES} or ${BASES} is missing`}`,
	async () => {
		const comparisons = await compareAll(
			casesOf(readFileSync(CASES, 'utf8')),
			(base) => readFileSync(path.join(BASES, base)),
			{ parseXml, validate, sets: RULE_SETS },
		);
		if (!reachesAims(comparisons)) throw new Error(reportOf(comparisons));
		// If out of date: npm run verdicts -- --save, then npm run generate.
		expect(savedOf(comparisons, RULE_SETS)).toEqual(
			JSON.parse(readFileSync('scripts/verdicts/verdictResults.json', 'utf8')),
		);
	},
	300_000,
);

const CASE: VerdictCase = { id: 'a1', base: 'a.xml', edits: [], syntax: 'CII', claims: '' };
const ours = (fatal: string[], warning: string[] = [], stopped: string | null = null) => ({
	valid: fatal.length === 0 && stopped === null,
	stopped,
	fatal: new Set(fatal),
	warning: new Set(warning),
});

function compared(...cases: Array<[official: Parameters<typeof addCase>[3], ours: ReturnType<typeof ours>]>) {
	const comparisons: Comparisons = new Map();
	cases.forEach(([official, found], index) =>
		addCase(comparisons, { ...CASE, id: `a${index}` }, 'en16931', official, found),
	);
	return comparisons;
}

describe('A file of cases', () => {
	const verdict = { fatal: ['BR-01'], warning: [] };
	const given = { ...CASE, en16931: verdict };
	const line = (changes: object) => JSON.stringify({ ...given, ...changes });

	test('has an object a line', () => {
		expect(casesOf(`${line({})}\n\n${line({ en16931: { stopped: 'FORG0001' } })}\n`)).toEqual([
			given,
			{ ...given, en16931: { stopped: 'FORG0001' } },
		]);
	});

	test('may say more of a case', () => {
		expect(casesOf(line({ note: 'x', made: { by: 'hand' } }))).toHaveLength(1);
	});

	test.each([
		['', 'The file has no case'],
		[' \n', 'The file has no case'],
		[`${line({})}\n{`, 'Line 2 is not JSON'],
		['[1]', 'Line 1 is no JSON object'],
		['null', 'Line 1 is no JSON object'],
		[line({ base: undefined }), 'Line 1: "base" must be a text'],
		[line({ id: 1 }), 'Line 1: "id" must be a text'],
		[line({ syntax: 'FEL' }), 'Line 1: "syntax" must be one of UBL Invoice, UBL CreditNote, CII'],
		[line({ edits: [{ at: -1, remove: 0, insert: '' }] }), 'Line 1: "edits" must be a list of'],
		[line({ edits: undefined }), 'Line 1: "edits" must be a list of'],
		[line({ zugferd: verdict }), 'Line 1: there are no rules "zugferd", only en16931, peppol, xrechnung'],
		[line({ en16931: undefined }), 'Line 1: it has no verdict of en16931, peppol, xrechnung'],
		[line({ peppol: { fatal: 'BR-01', warning: [] } }), 'Line 1: "peppol" must be {"fatal"'],
		[line({ peppol: null }), 'Line 1: "peppol" must be {"fatal"'],
	])('with %s is refused', (text, message) => {
		expect(() => casesOf(text)).toThrow(message);
	});
});

describe('what the report says', () => {
	test('edits count bytes of the base, and all offsets refer to the base', () => {
		const base = Buffer.from('<a>ü1</a>');
		const edits = [
			{ at: 3, remove: 2, insert: 'ö' },
			{ at: 5, remove: 1, insert: '22' },
		];
		expect(Buffer.from(documentOf({ edits }, base)).toString()).toBe('<a>ö22</a>');
	});

	test('the same rules are the same, whatever their order', () => {
		const comparisons = compared([
			{ fatal: ['BR-01', 'BR-02'], warning: ['W'] },
			ours(['BR-02', 'BR-01'], ['W']),
		]);
		expect(reachesAims(comparisons)).toBe(true);
		expect(tableOf(comparisons)[0]).toEqual([
			'en16931 CII',
			'fatal',
			'1',
			'1',
			'100.00 %',
			'0',
			'0',
			'0',
			'0',
		]);
	});

	test('a rule too many and one too few are named with the case', () => {
		const comparisons = compared([{ fatal: ['BR-01'], warning: [] }, ours(['BR-02'])]);
		expect(reachesAims(comparisons)).toBe(false);
		expect(reportOf(comparisons)).toContain('  BR-01\n    missed: a0\n  BR-02\n    false: a0');
	});

	test.each<[what: string, official: Parameters<typeof addCase>[3], found: ReturnType<typeof ours>]>([
		['a valid document is rejected', { fatal: [], warning: [] }, ours(['BR-01'])],
		['an invalid document is taken', { fatal: ['BR-01'], warning: [] }, ours([])],
		['a document on which the rules stop is taken', { stopped: 'XPTY0004' }, ours([])],
		['we stop where the rules do not', { fatal: ['BR-01'], warning: [] }, ours([], [], 'XPTY0004')],
	])('the aims are missed if %s, be it in one case of many', (_, official, found) => {
		const fine = Array.from({ length: 1000 }, (): [typeof official, typeof found] => [
			{ fatal: [], warning: [] },
			ours([]),
		]);
		expect(reachesAims(compared(...fine))).toBe(true);
		const isCountedAlone = 'fatal' in official && official.fatal.length > 0 && !found.valid;
		expect(reachesAims(compared(...fine, [official, found]))).toBe(isCountedAlone);
	});

	test('of warnings, 2 of 100 may differ', () => {
		const same: [Parameters<typeof addCase>[3], ReturnType<typeof ours>] = [
			{ fatal: [], warning: ['W'] },
			ours([], ['W']),
		];
		const other: typeof same = [{ fatal: [], warning: ['W'] }, ours([])];
		const of = (differing: number) =>
			reachesAims(compared(...Array.from({ length: 100 }, (_, index) => (index < differing ? other : same))));
		expect([of(2), of(3)]).toEqual([true, false]);
	});
});
