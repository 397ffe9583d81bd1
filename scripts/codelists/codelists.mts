/**
 * Updates the code lists in `nodes/shared/values/codeLists/lists.ts` from published files in a folder.
 *
 * npm run codelists -- FOLDER [EDITION]
 *
 * It reads `EN16931-UBL-codes.sch`, `EN16931-CII-codes.sch` and `PEPPOL-EN16931-UBL.sch` from the EN 16931 and Peppol
 * repositories, and Genericode files named after a list, such as `UNITS.gc`. Lists that no file contains stay
 * unchanged. EDITION replaces the version in the source of EN 16931's lists.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readLists, rewrite, type Files, type Form } from './codelistFiles.mts';

const TARGET = 'nodes/shared/values/codeLists/lists.ts';

const [folder, edition] = process.argv.slice(2);
if (folder === undefined)
	throw new Error('Name the folder with the published files: npm run codelists -- FOLDER');

const files: Files = new Map(
	readdirSync(folder)
		.filter((name) => /\.(?:sch|gc)$/.test(name))
		.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);
const form = createRequire(import.meta.url)('../../dist/nodes/shared/values/codeLists/codeList.js') as Form;
const { text, changes } = rewrite(readFileSync(TARGET, 'utf8'), readLists(files), form, edition);
writeFileSync(TARGET, text);
for (const { name, added, removed } of changes) {
	console.log(`${name}: ${added.length} more${list(added)}, ${removed.length} fewer${list(removed)}`);
}
if (changes.length === 0) console.log('Every list is as published.');

function list(codes: readonly string[]): string {
	const MOST = 20;
	if (codes.length === 0) return '';
	return ` (${codes.slice(0, MOST).join(' ')}${codes.length > MOST ? ' …' : ''})`;
}
