/**
 * `npm test`, `npm run demo` and `npm run send` from a bare clone: installs what is missing, then runs the steps under
 * the Node.js that n8n needs. Plain JavaScript without dependencies, because it starts before any are installed, on
 * Node.js 20 or later.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runSteps } from './steps.mjs';
import { troubleIn } from './trouble.js';

const NODE_24 = path.resolve('node_modules/node/bin');
const STAMP = path.resolve('node_modules/.installed-from');

/** Where to look for a browser for the tests; playwright-core brings none. */
const BROWSERS = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];
const browser = BROWSERS.find((file) => file && existsSync(file));

/**
 * The steps of each command, in order. `forbid` fails a step whose output matches it. `missing` names a prerequisite
 * that this machine lacks: the step is then skipped, except in CI, where it fails.
 *
 * The tests of `nodes/` run on each line of Node.js that n8n 1.100 to 2.41 run on, and in three time zones, as far
 * apart as possible. Version and zone vary together; the failing test itself shows which of the two matters.
 */
const COMMANDS = {
	test: [
		{ what: "linting with n8n's rules", run: ['n8n-node', 'lint'], forbid: /\bwarning\b/ },
		{ what: 'checking the formatting', run: ['prettier', '--check', '--log-level', 'warn', '.'] },
		{ what: 'checking the types', run: ['npm', 'run', '--silent', 'typecheck'] },
		{ what: "running n8n's scanner on source and packed tarball", run: ['npm', 'run', '--silent', 'scan'] },
		{ what: 'running the unit tests', run: ['npm', 'run', '--silent', 'test:unit'] },
		{
			what: 'reading, validating and creating files designed to stall n8n',
			run: ['npm', 'run', '--silent', 'test:hostile', '--', '--short'],
		},
		{
			what: 'running the node tests on Node.js 20, in the easternmost time zone',
			run: ['npm', 'run', '--silent', 'test:node20'],
			env: { TZ: 'Pacific/Kiritimati' },
		},
		{
			what: 'running the node tests on Node.js 22, in a western time zone',
			run: ['npm', 'run', '--silent', 'test:node22'],
			env: { TZ: 'America/Los_Angeles' },
		},
		{ what: 'running the end-to-end tests in a real n8n', run: ['npm', 'run', '--silent', 'test:e2e'] },
		{
			what: "running the tests in n8n's queue mode (with Redis and PostgreSQL)",
			run: ['npm', 'run', '--silent', 'test:queue'],
		},
		{
			what: 'running the tests in a browser',
			run: ['npm', 'run', '--silent', 'test:browser'],
			env: { CHROMIUM: browser },
			missing: browser ? undefined : 'Chromium (install it, or set CHROMIUM to its path)',
		},
	],
	demo: [{ what: 'starting the demo', run: ['node', 'demo/demo.mts'] }],
	send: [{ what: 'sending a sample', run: ['node', 'scripts/send/send.mts'] }],
};

/** How much of npm's output to keep, from its end. */
const MOST_ERRORS = 100_000;
const INSTALL = { explain: true };
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
/** Bytes for node_modules, with a margin. */
const NEEDED = 1.5e9;
/** By default npm waits for minutes before it reports a missing network. It fails if the minimum exceeds the maximum. */
const PATIENCE = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

const started = Date.now();
const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
const say = (text) => process.stdout.write(`\u2022 ${text}\n`);

let child;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		interrupted = true;
		// Ctrl-C reaches the child directly; wait for it to clean up.
		if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
	});
}

/** The last lines that a step printed, and how many of them to keep. */
const lastLines = new Map();
const MOST_LINES = 40;

/**
 * Runs a program and returns its exit code. With `explain`, reports the reason for a failure if it is known. With
 * `what`, keeps the last lines of its output, but not on a terminal, where programs print in colour and over lines.
 */
async function run([command, ...args], { env = {}, forbid, explain = false, what } = {}) {
	const isKept = what !== undefined && !process.stdout.isTTY;
	const keep = (chunk) => {
		if (!isKept) return;
		const lines = `${lastLines.get(what) ?? ''}${chunk}`.split('\n');
		lastLines.set(what, lines.slice(-MOST_LINES).join('\n'));
	};
	const searched = [NODE_24, path.resolve('node_modules/.bin'), process.env.PATH].join(path.delimiter);
	child = spawn(command, args, {
		stdio: ['inherit', forbid || isKept ? 'pipe' : 'inherit', explain || isKept ? 'pipe' : 'inherit'],
		env: { ...process.env, ...env, PATH: searched },
	});
	let output = '';
	child.stdout?.on('data', (chunk) => {
		if (forbid) output += chunk;
		keep(chunk);
		process.stdout.write(chunk);
	});
	let errors = '';
	child.stderr?.on('data', (chunk) => {
		errors = (errors + chunk).slice(-MOST_ERRORS);
		keep(chunk);
		process.stderr.write(chunk);
	});
	const code = await new Promise((resolve) => {
		child.on('error', (error) => {
			say(`${command} could not be started: ${error.message}`);
			resolve(127);
		});
		// Unlike "exit", "close" comes after all output has arrived.
		child.on('close', (status, signal) => {
			// Ctrl-C ended the step: run no more.
			if (signal === 'SIGINT') interrupted = true;
			resolve(status ?? (signal === 'SIGINT' ? 130 : 1));
		});
	});
	const trouble = code === 0 || !explain || interrupted ? undefined : troubleIn(errors);
	if (trouble) say(trouble);
	if (code === 0 && forbid?.test(output)) {
		say('There are warnings, which count as errors.');
		return 1;
	}
	return code;
}

/** Installs the dependencies, without their install scripts, if they are missing or older than the lock file. */
async function install() {
	const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return 0;
	const { bavail, bsize } = statfsSync('.');
	// npm hangs on a full disk.
	if (bavail * bsize < NEEDED) {
		say(troubleIn('ENOSPC'));
		return 1;
	}
	say('Installing dependencies (about 1 GB; the first time takes some minutes) \u2026');
	const heartbeat = setInterval(() => say(`Still installing (${elapsed()})`), 15_000);
	const code =
		(await run(['npm', 'ci', '--ignore-scripts', ...QUIET, ...PATIENCE], INSTALL)) ||
		// The package `node` fetches the Node.js that n8n needs in its install script, the only one that we run.
		(await run(['npm', 'rebuild', 'node', '--ignore-scripts=false', ...QUIET], INSTALL));
	clearInterval(heartbeat);
	if (code === 0) writeFileSync(STAMP, lock);
	else if (!interrupted) say(`The dependencies could not be installed (npm exited with code ${code}).`);
	return code;
}

const [name, ...args] = process.argv.slice(2);
const steps = COMMANDS[name];
if (!steps) {
	say(`Usage: node scripts/run.mjs <command>, one of: ${Object.keys(COMMANDS).join(', ')}`);
	process.exit(2);
}
// The sender needs no packages, only a Node.js that runs TypeScript.
const installed = name === 'send' && process.features.typescript ? 0 : await install();
if (installed !== 0) process.exitCode = interrupted ? 130 : installed;
else if (steps.length === 1) {
	const [{ run: command, ...options }] = steps;
	const code = await run([...command, ...args], options);
	process.exitCode = interrupted ? 130 : code;
} else {
	process.exitCode = await runSteps(steps, {
		run: async ({ run: command, ...options }) => await run(command, options),
		say,
		isInterrupted: () => interrupted,
		lastLinesOf: ({ what }) => lastLines.get(what)?.trimEnd() ?? '',
		mayLeaveOut: !process.env.CI,
	});
}
