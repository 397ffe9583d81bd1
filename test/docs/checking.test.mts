/** The page on checking agrees with the rules. */
import { readFileSync } from 'node:fs';
import { RULE_SETS } from '../../nodes/shared/validate/rules/sets';
import { checkingPage, LEFT_OUT, runsOf } from '../../scripts/generate/checking.mts';
import { rulesOf, type SavedResults } from '../../scripts/verdicts/verdictReport.mts';

const results = JSON.parse(readFileSync('scripts/verdicts/verdictResults.json', 'utf8')) as SavedResults;

/** Prettier pads tables, and does not run inside jest. */
const withoutPadding = (page: string) => page.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---').trim();

test('docs/checking.md is made from the present rules (npm run generate)', () => {
	const page = checkingPage(RULE_SETS, results);
	expect(withoutPadding(readFileSync('docs/checking.md', 'utf8'))).toBe(withoutPadding(page));
});

/** The number of rules in the official files of each set's edition. */
test.each([
	['en16931 UBL', 281, 698],
	['en16931 CII', 335, 471],
	['peppol UBL', 135, 21],
	['xrechnung UBL', 65, 10],
	['xrechnung CII', 60, 10],
] as const)('%s has all official rules: %i errors and %i warnings', (key, errors, warnings) => {
	const [name, syntax] = key.toLowerCase().split(' ') as ['en16931', 'ubl' | 'cii'];
	const severities = [...rulesOf(RULE_SETS[name][syntax]).values()];
	const leftOut = (LEFT_OUT[key] ?? []).flatMap(([rules]) => rules);
	expect(severities.filter((severity) => severity === 'fatal').length + leftOut.length).toBe(errors);
	expect(severities.filter((severity) => severity === 'warning')).toHaveLength(warnings);
});

test('numbers that follow each other are put together', () => {
	expect(runsOf(['BR-10', 'BR-01', 'BR-02', 'BR-03', 'BR-CO-1', 'BR-9'])).toBe(
		'BR-01 to BR-03, BR-9, BR-10, BR-CO-1',
	);
});
