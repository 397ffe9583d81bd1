import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundledIn, withoutLicense } from './licenses.mts';
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

/** The scanner passes an empty folder, so count the files first. */
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

/** Verifies that the scanner can fail: whether it finds a forbidden global planted into a copy of `file`. */
async function noticesFault(
	what: string,
	directory: string,
	file: string,
	patterns: string[],
): Promise<boolean> {
	const copy = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-scan-'));
	try {
		for (const part of ['package.json', path.dirname(file)]) {
			cpSync(path.join(directory, part), path.join(copy, part), { recursive: true });
		}
		appendFileSync(path.join(copy, file), '\nexport const planted = process.env.PLANTED;\n');
		const { passed } = await analyzePackage(copy, patterns);
		console.log(`${passed ? 'NOT NOTICED' : 'noticed'}: a fault planted in the ${what}`);
		return !passed;
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

/** Whether the package has the licence of every bundled library; fails if there are none. */
async function holdsLicenses(directory: string): Promise<boolean> {
	const code: string[] = [];
	for await (const file of glob('dist/**/*.js', { cwd: directory })) {
		code.push(readFileSync(path.join(directory, file), 'utf8'));
	}
	const libraries = bundledIn(code);
	const missing = withoutLicense(
		libraries,
		readFileSync(path.join(directory, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8'),
	);
	console.log(`bundled: ${libraries.join(', ')}; without a licence: ${missing.join(', ') || 'none'}`);
	return libraries.length > 0 && missing.length === 0;
}

const MAX_BYTES = 600_000;

/** Whether the package is within the size that users may expect of a node. */
function isSmall(file: string): boolean {
	const { size } = statSync(file);
	console.log(`${size <= MAX_BYTES ? 'small' : 'TOO LARGE'}: the tarball has ${size} bytes of ${MAX_BYTES}`);
	return size <= MAX_BYTES;
}

const TARBALL_PATTERNS = ['**/*.js', 'package.json'];
const { directory, tarball } = await packedPackage();
const results = [
	await analyze('source', process.cwd(), SOURCE_FILE_PATTERNS),
	await analyze('packed tarball', directory, TARBALL_PATTERNS),
	await noticesFault('source', process.cwd(), 'nodes/shared/values/money.ts', SOURCE_FILE_PATTERNS),
	await noticesFault('packed tarball', directory, 'dist/nodes/shared/values/money.js', TARBALL_PATTERNS),
	await holdsLicenses(directory),
	isSmall(tarball),
];
if (results.includes(false)) process.exitCode = 1;
