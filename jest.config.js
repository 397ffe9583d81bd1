const { readdirSync } = require('node:fs');

// Tests are .mts: n8n's linter judges every .ts file by the rules for code that runs inside n8n.
const common = {
	testEnvironment: 'node',
	// In the context of a test, each use of a global is a slow look-up, unless it is a parameter of the module.
	sandboxInjectedGlobals: [
		'Array',
		'BigInt',
		'JSON',
		'Map',
		'Math',
		'Number',
		'Object',
		'Proxy',
		'Reflect',
		'RegExp',
		'Set',
		'String',
		'Symbol',
		'WeakMap',
	],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
		],
	},
};

/** Tests that start n8n. */
const real = { ...common, testEnvironment: '<rootDir>/test/n8n/processes/environment.cjs' };

/** @type {import('jest').Config} */
module.exports = {
	// Some wait for a restart of n8n, or for its five attempts to activate a workflow, while another file runs beside them.
	testTimeout: 240_000,
	// A worker keeps memory of every file that it has run, and without this ends at 4 GB, busy collecting garbage.
	workerIdleMemoryLimit: '1GB',
	projects: [
		{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.mts'] },
		// Those of them that test what runs in n8n.
		{
			...common,
			displayName: 'nodes',
			testMatch: [
				...readdirSync('nodes').map((folder) => `<rootDir>/test/${folder}/**/*.test.mts`),
				'<rootDir>/test/{einvoices/reading,providers/fuzz,providers/rotation}.test.mts',
			],
			// Counts steps, which no Node.js changes.
			testPathIgnorePatterns: ['/growth\\.test\\.mts$'],
		},
		{
			...real,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.e2e.mts'],
			globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
		},
		{
			...real,
			displayName: 'queue',
			testMatch: ['<rootDir>/test/queue/**/*.e2e.mts'],
			globalSetup: '<rootDir>/test/queue/globalSetup.mts',
		},
		{
			...real,
			displayName: 'compatibility',
			testMatch: ['<rootDir>/test/compatibility/**/*.e2e.mts'],
			globalSetup: '<rootDir>/test/compatibility/globalSetup.mts',
		},
		{
			...real,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/browser/**/*.e2e.mts'],
			globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
		},
	],
};
