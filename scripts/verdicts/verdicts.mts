/**
 * `npm run verdicts -- [--cases FILE] [--bases FOLDER] [--save]`: judges every case in a file of official verdicts and
 * prints, per rule set, how often we agree, and per rule the differing cases. Exits with 1 if a target is missed, with 2
 * if the cases or their bases cannot be read.
 * `--save` stores the table for docs/checking.md, which `npm run generate` writes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { casesOf } from './verdictCases.mts';
import type { Judge, VerdictCase } from './verdictReport.mts';
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
const comparisons = await compareAll(readCases(values.cases), readBase, {
	parseXml,
	validate,
	sets: RULE_SETS,
});
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

function readCases(file: string): VerdictCase[] {
	try {
		return casesOf(readFileSync(file, 'utf8'));
	} catch (error) {
		return giveUp(`${file} is no file of cases (--cases): ${messageOf(error)}.`);
	}
}

function readBase(name: string): Uint8Array {
	try {
		return readFileSync(path.join(values.bases, name));
	} catch (error) {
		return giveUp(`The base ${name} of a case is not in ${values.bases} (--bases): ${messageOf(error)}.`);
	}
}

function giveUp(message: string): never {
	console.error(message);
	process.exit(2);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
