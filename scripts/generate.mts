/**
 * Writes what is made from the compiled package: the sample data in `examples/`, and `docs/normal-form.md`. The unit tests
 * fail when either is stale.
 *
 * npm run generate
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { providers } from '../nodes/Invoice/providers';
import { pinDataOf, SAMPLES } from './examples.mts';
import { normalFormPage, type Schema } from './normalForm.mts';

const require = createRequire(import.meta.url);
const compiled = require('../dist/nodes/Invoice/providers.js') as { providers: typeof providers };
const { invoiceJsonSchema } = require('./invoiceJsonSchema.js') as { invoiceJsonSchema: () => Schema };

for (const name of Object.keys(SAMPLES)) {
	const file = path.join('examples', `${name}.json`);
	const example = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof pinDataOf>[1];
	const pinData = await pinDataOf(name, example, compiled.providers);
	await write(file, JSON.stringify({ ...example, pinData }));
}
await write('docs/normal-form.md', normalFormPage(invoiceJsonSchema()));

async function write(file: string, content: string): Promise<void> {
	writeFileSync(file, await format(content, { ...(await resolveConfig(file)), filepath: file }));
	console.log(`wrote ${file}`);
}
