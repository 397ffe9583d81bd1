/**
 * `npm run verdicts -- [--cases FILE] [--bases FOLDER] [--save]`: judges every case in a file of official verdicts and
 * prints, per rule set, how often we agree, and per rule the differing cases. Exits with 1 if a target is missed.
 * `--save` stores the table for docs/checking.md, which `npm run generate` writes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Judge } from './verdictReport.mts';
import { compareAll, reachesAims, reportOf, savedOf } from './verdictReport.mts';

const require = createRequire(import.meta.url);
const { parseXml } = require('../../dist/nodes/shared/xml/parse.js') as { parseXml: Judge['parseXml'] };
const { validate } = require('../../dist/nodes/shared/validate/validate.js') as {
	validate: Judge['validate'];
};
const { RULE_SETS } = require('../../dist/nodes/shared/validate/rules/sets.js') as {
	RULE_SETS: Judge['sets'];
};

const { values } = parseArgs({
	options: {
		cases: { type: 'string', default: '../shared/verdicts/cases.jsonl' },
		bases: { type: 'string', default: '../shared/einvoices' },
		save: { type: 'boolean', default: false },
	},
});
if (!existsSync(values.cases)) {
	console.error(`There is no file ${values.cases}: name one with --cases.`);
	process.exit(2);
}
const comparisons = await compareAll(
	readFileSync(values.cases, 'utf8'),
	(base) => readFileSync(path.join(values.bases, base)),
	{ parseXml, validate, sets: RULE_SETS },
);
console.log(reportOf(comparisons));
if (values.save) {
	const saved = JSON.stringify(savedOf(comparisons, RULE_SETS));
	const file = 'scripts/verdicts/verdictResults.json';
	writeFileSync(file, await format(saved, { ...(await resolveConfig(file)), filepath: file }));
}
if (!reachesAims(comparisons)) {
	console.error(
		'\nBelow the aims: 99.5 % the same for errors, 98 % for warnings, none falsely accepted or rejected.',
	);
	process.exitCode = 1;
}
