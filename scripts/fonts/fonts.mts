/**
 * Updates the fonts of the drawn PDF: `npm run fonts`. With `--check` it writes nothing and exits with 1 if a font is
 * out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { fontModule, STYLES } from './fontFiles.mts';

const isCheck = process.argv.includes('--check');
for (const [file, style] of Object.entries(STYLES)) {
	const made = await format(await fontModule(style), { ...(await resolveConfig(file)), filepath: file });
	if (!isCheck) {
		writeFileSync(file, made);
		console.log(`wrote ${file}`);
	} else if (readFileSync(file, 'utf8') !== made) {
		console.error(`${file} is stale: npm run fonts`);
		process.exitCode = 1;
	}
}
