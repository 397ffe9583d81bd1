import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { packedPackage } from './pack.mts';

/**
 * Runs the analysis of n8n's official scanner for community packages, offline: on the source and on the packed tarball.
 * The scanner ignores inline lint comments; an error fails the run.
 */
interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

const scanner = path.join(process.cwd(), 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(scanner)) as {
	analyzePackage(directory: string, patterns: string[]): Promise<Analysis>;
	SOURCE_FILE_PATTERNS: string[];
};

/** The scanner passes what has no files, so they are counted first. */
async function analyze(what: string, directory: string, patterns: string[]): Promise<boolean> {
	let files = 0;
	for await (const file of glob(patterns, { cwd: directory, exclude: (name) => name === 'node_modules' })) {
		if (existsSync(path.join(directory, file))) files++;
	}
	const { passed, message, details } = await analyzePackage(directory, patterns);
	console.log(`${passed && files > 1 ? 'clean' : 'NOT CLEAN'}: ${what}, ${files} files`);
	if (!passed) console.log(message ?? '', details ?? '');
	return passed && files > 1;
}

const { directory } = await packedPackage();
const source = await analyze('source', process.cwd(), SOURCE_FILE_PATTERNS);
const tarball = await analyze('packed tarball', directory, ['**/*.js', 'package.json']);
if (!source || !tarball) process.exitCode = 1;
