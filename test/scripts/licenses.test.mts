import { readFileSync } from 'node:fs';
import { bundledIn, withoutLicense } from '../../scripts/licenses.mts';

const TEXT = readFileSync('LICENSE', 'utf8');

it('finds what esbuild has bundled, and nothing else', () => {
	const code = [
		'// node_modules/saxes/saxes.js\nvar a;\n// node_modules/xmlchars/xml/1.0/ed5.js\n',
		'var b = __commonJS({ "node_modules/@scope/name/lib/x.js"(exports) {} });',
		'// nodes/shared/xml/parse.ts\n// node_modules/saxes/other.js\n',
	];
	expect(bundledIn(code)).toEqual(['@scope/name', 'saxes', 'xmlchars']);
	expect(bundledIn(['"use strict"; require("./parse")'])).toEqual([]);
});

it.each([
	['each has one', `a 1.0.0 (MIT)\n\n${TEXT}\n\n@b/c 2.10.3-rc.1 (ISC)\n\n${TEXT}`, []],
	['one is empty', `a 1.0.0 (MIT)\n\n\n\n@b/c 2.10.3 (ISC)\n\n${TEXT}`, ['a']],
	['the last is empty', `a 1.0.0 (MIT)\n\n${TEXT}\n\n@b/c 2.10.3 (ISC)\n\n`, ['@b/c']],
	['one is a name alone', `a 1.0.0 (MIT)\n\nMIT\n\n@b/c 2.10.3 (ISC)\n\n${TEXT}`, ['a']],
	['one is not there', `a 1.0.0 (MIT)\n\n${TEXT}`, ['@b/c']],
	['there is none', '', ['a', '@b/c']],
])('%s', (_name, licenses, expected) => expect(withoutLicense(['a', '@b/c'], licenses)).toEqual(expected));

it('keeps the texts that libraries do not ship', () => {
	const saxes = readFileSync('scripts/licenses/saxes.txt', 'utf8');
	expect(withoutLicense(['saxes'], `saxes 6.0.0 (ISC)\n\n${saxes}`)).toEqual([]);
});
