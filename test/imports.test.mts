/**
 * Imports point down, as `.dependency-cruiser.cjs` requires: in this project, and in a small one that breaks each rule.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CONFIG = path.resolve('.dependency-cruiser.cjs');
const CRUISER = path.resolve('node_modules/.bin/depcruise');

interface Report {
	summary: {
		totalCruised: number;
		violations: Array<{ from: string; to: string; rule: { name: string } }>;
	};
}

/** The violations in a folder with `nodes` and `credentials`. */
function cruise(cwd: string) {
	const args = ['nodes', 'credentials', '--config', CONFIG, '--output-type', 'json'];
	const output = execFileSync(process.execPath, [CRUISER, ...args], { cwd, maxBuffer: 1 << 26 });
	const { summary } = JSON.parse(output.toString()) as Report;
	return {
		files: summary.totalCruised,
		violations: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).sort(),
	};
}

test('no import climbs, none goes round in a circle', () => {
	const { files, violations } = cruise('.');
	expect(violations).toEqual([]);
	expect(files).toBeGreaterThan(150);
});

// tsc compiles the call of a module's function to `exports.other()`, which would then access the variable. The tests do
// not show it, because they compile differently.
test('no variable is named like what a compiled module is wrapped in', () => {
	const shadowing = globSync('{nodes,credentials}/**/*.ts').filter((file) =>
		/\b(const|let|var|function) +(exports|module|require)\b/.test(readFileSync(file, 'utf8')),
	);
	expect(shadowing).toEqual([]);
});

/** File → its import, and the rule that this breaks; null if none. */
const PLANTED: Array<[file: string, imported: string, rule: string | null]> = [
	['nodes/shared/invoice/checks.ts', 'nodes/shared/values/money.ts', null],
	['nodes/Acme/normalize.ts', 'nodes/shared/invoice/build.ts', null],
	['nodes/Acme/provider.ts', 'nodes/Acme/normalize.ts', null],
	['nodes/Invoice/providers.ts', 'nodes/Acme/provider.ts', null],
	['credentials/AcmeApi.credentials.ts', 'nodes/Acme/environment.ts', null],
	['credentials/AcmeApi.credentials.ts', 'nodes/shared/api/origin.ts', null],
	['nodes/shared/values/dates.ts', 'nodes/shared/invoice/schema.ts', 'values-uses-only-lower-rows'],
	['nodes/shared/values/type.ts', 'nodes/shared/file/type.ts', 'values-uses-only-lower-rows'],
	['nodes/shared/einvoice/read.ts', 'nodes/shared/provider.ts', 'einvoice-uses-only-lower-rows'],
	['nodes/shared/api/request.ts', 'nodes/Acme/api.ts', 'api-uses-only-lower-rows'],
	['nodes/Acme/api.ts', 'nodes/shared/attic/old.ts', 'every-room-has-a-row'],
	['nodes/Acme/list.ts', 'nodes/Zenith/list.ts', 'providers-do-not-know-each-other'],
	['nodes/Acme/lookup.ts', 'nodes/Invoice/input/source.ts', 'providers-do-not-know-each-other'],
	['nodes/Invoice/source2.ts', 'nodes/Acme/lookup2.ts', 'the-invoice-node-finds-providers-in-its-list'],
	[
		'credentials/AcmeApi.credentials.ts',
		'nodes/shared/trigger/description/options.ts',
		'credentials-use-only-authentication-api-and-their-provider',
	],
	[
		'credentials/AcmeApi.credentials.ts',
		'nodes/Zenith/api.ts',
		'credentials-use-only-authentication-api-and-their-provider',
	],
];

test('an import that breaks a rule is named', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-imports-'));
	try {
		const files = new Map<string, string[]>();
		for (const [file, imported] of PLANTED) {
			const specifier = path.relative(path.dirname(file), imported).replace(/\.ts$/, '');
			const statement = `import './${specifier}';`;
			files.set(file, [...(files.get(file) ?? []), statement]);
			if (!files.has(imported)) files.set(imported, []);
		}
		files.set('nodes/shared/json/a.ts', ["import type { B } from './b';"]);
		files.set('nodes/shared/json/b.ts', ["import type { A } from './a';"]);
		for (const [file, statements] of files) {
			mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
			writeFileSync(path.join(folder, file), `${statements.join('\n')}\nexport {};\n`);
		}
		const named = PLANTED.flatMap(([file, imported, rule]) => (rule ? `${rule}: ${file} → ${imported}` : []));
		const { violations } = cruise(folder);
		const inCircle = violations.filter((violation) => violation.startsWith('no-circle'));
		expect(inCircle).not.toEqual([]);
		expect(violations.filter((violation) => !inCircle.includes(violation))).toEqual(named.sort());
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
