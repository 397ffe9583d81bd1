/**
 * Renews the fonts of the PDF that is drawn: `npm run fonts`. With `--check` nothing is written, and a font that is
 * stale ends it with 1.
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
