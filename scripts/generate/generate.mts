/**
 * Generates files from the compiled package: the sample data in `examples/`, `docs/normal-form.md` and
 * `docs/checking.md`. Unit tests fail if one is out of date.
 *
 * npm run generate
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { providers } from '../../nodes/Invoice/providers';
import type { RULE_SETS } from '../../nodes/shared/validate/rules/sets';
import { pinDataOf, SAMPLES } from './examples.mts';
import { checkingPage } from './checking.mts';
import { MAIL_EXAMPLES, mailPinData } from './mailSamples.mts';
import { normalFormPage, type Schema } from './normalForm.mts';
import type { SavedResults } from '../verdicts/verdictReport.mts';

const require = createRequire(import.meta.url);
const compiled = require('../../dist/nodes/Invoice/providers.js') as { providers: typeof providers };
const rules = require('../../dist/nodes/shared/validate/rules/sets.js') as { RULE_SETS: typeof RULE_SETS };
const results = JSON.parse(readFileSync('scripts/verdicts/verdictResults.json', 'utf8')) as SavedResults;
const { invoiceJsonSchema } = require('../invoiceJsonSchema.js') as { invoiceJsonSchema: () => Schema };

for (const name of Object.keys(SAMPLES)) {
	const file = path.join('examples', `${name}.json`);
	const example = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof pinDataOf>[1];
	const pinData = await pinDataOf(name, example, compiled.providers);
	await write(file, JSON.stringify({ ...example, pinData }));
}
for (const name of MAIL_EXAMPLES) {
	const file = path.join('examples', `${name}.json`);
	const example = JSON.parse(readFileSync(file, 'utf8')) as object;
	await write(file, JSON.stringify({ ...example, pinData: mailPinData() }));
}
await write('docs/normal-form.md', normalFormPage(invoiceJsonSchema()));
await write('docs/checking.md', checkingPage(rules.RULE_SETS, results));

async function write(file: string, content: string): Promise<void> {
	writeFileSync(file, await format(content, { ...(await resolveConfig(file)), filepath: file }));
	console.log(`wrote ${file}`);
}
