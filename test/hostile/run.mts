/**
 * Runs Read, Create and Validate on every case, or shows and draws it, creates from it, or embeds an invoice into it, each in its own
 * process, and prints the cost. Exits with 1 if a case exceeds the bounds. `npm run test:hostile -- WORD` runs the cases with that word in their
 * names, `-- --short` those that `npm test` runs, in about a minute.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { create, embed, read, show, validate } from './adapter.mts';
import { ATTEMPTS, BOUNDS, HEAP, isOver, TIME, type Cases, type Cost } from './bounds.mts';
import { formats } from './formats.mts';
import { hybrid } from './hybrid.mts';
import { legitimate } from './legitimate.mts';
import { ownData } from './ownData.mts';
import { pdf } from './pdf.mts';
import { rules } from './rules.mts';
import { shown } from './shown.mts';
import { xml } from './xml.mts';
import { slowness } from './yardstick.mts';

const CASES: Cases = { ...xml, ...formats, ...rules, ...shown, ...ownData, ...pdf, ...hybrid, ...legitimate };

const OPERATIONS = { Read: read, Validate: validate, Show: show, Create: create, Embed: embed };
type Operation = keyof typeof OPERATIONS;

const operationsOn = (name: string): Operation[] =>
	name in hybrid ? ['Embed'] : name in shown ? ['Show'] : name in ownData ? ['Create'] : ['Read', 'Validate'];

/** For each parser and each kind of list, the most expensive case before it was bounded. */
const SHORT = [
	...[
		'UBL with 20,000 lines',
		'CII with 20,000 lines',
		'Hacienda with 20,000 lines',
		'UBL with a file of 20 MB',
	].map((name) => `legitimate: ${name}`),
	'legitimate: a PDF of 40 MB with an invoice',
	'xml: 24 MB of references to characters',
	'xml: a namespace of 900,000 characters in each name',
	'rules: payees and names of the seller',
	'rules: thousands of categories, each with a rate, in an allowance and in a line',
	'ubl: a line with a number of a million characters and thousands of properties',
	'shown: nine notes of 999,000 line breaks',
	'own data: 50,000 lines of nothing',
	'own data: 40,000 names that spell a total',
	'rules: indicators and categories of an allowance',
	'rules: an indicator of 440,000 elements beside categories',
	'hacienda: kinds of tax and their sums, all different',
	'fel: kinds of tax and their totals, all different',
	'pdf: 900,000 arrays in each other',
	'pdf: names of 15 MB',
	'pdf: 20,000 objects that open a text and never close it',
	'hybrid: a page with 490,000 times the same content',
];

const [wanted = '', operation] = process.argv.slice(2);
if (process.send)
	process.send(await costOf(OPERATIONS[operation as Operation], CASES[wanted]!), () => process.exit(0));
else await runAll(wanted === '--short' ? SHORT : Object.keys(CASES).filter((name) => name.includes(wanted)));

async function costOf(work: (bytes: Buffer) => Promise<string>, make: () => Buffer): Promise<Cost> {
	await work(Buffer.from('<warm-up/>'));
	const bytes = make();
	const memory = process.resourceUsage().maxRSS;
	const start = process.cpuUsage();
	// Processor time, because the machine may be busy otherwise.
	const spent = () => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1000;
	};
	let [block, last] = [0, spent()];
	const tick = () => {
		const now = spent();
		block = Math.max(block, now - last);
		last = now;
	};
	const timer = setInterval(tick, 2);
	const said = await work(bytes).catch((error: Error) => `threw ${error.name}: ${error.message}`);
	tick();
	clearInterval(timer);
	const { user, system } = process.cpuUsage(start);
	return {
		file: bytes.length / 1024,
		block,
		processor: (user + system) / 1000,
		growth: Math.max(0, process.resourceUsage().maxRSS - memory) / 1024,
		said,
	};
}

async function runAll(names: string[]): Promise<void> {
	const over: string[] = [];
	let count = 0;
	for (const name of names) {
		for (const operation of operationsOn(name)) {
			count++;
			const { cost, faults } = await judged(name, operation);
			const found = faults.length > 0 ? `OVER (${faults.join(', ')})` : 'ok';
			const line = `${found}  ${operation}: ${name}${typeof cost === 'string' ? '' : figures(cost)}`;
			if (faults.length > 0) over.push(line);
			console.log(line);
		}
	}
	const { block, processor, growth } = BOUNDS;
	console.log(
		`${over.length} of ${count} over the bounds: block ${block} ms, processor ${processor} ms, growth ${growth} MB, heap ${HEAP} MB`,
	);
	// Again at the end, where somebody who reads a log looks first.
	for (const line of over) console.log(line);
	if (over.length > 0 || count === 0) process.exitCode = 1;
}

/** The cost of a case, with what is wrong in every attempt. */
async function judged(
	name: string,
	operation: Operation,
): Promise<{ cost: Cost | string; faults: string[] }> {
	let cost: Cost | string = '';
	let faults: string[] = [];
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		cost = await inOwnProcess(name, operation);
		faults = faultsOf(name, cost, 1);
		if (faults.length === 0) break;
		// Measured only now, because it takes as long as a case, and right beside it, because neighbours come and go.
		const slower = await slowness();
		faults = faultsOf(name, cost, slower);
		if (faults.length === 0) {
			console.log(
				`This machine is ${slower.toFixed(1)} times slower than the one of the bounds: they were raised for`,
			);
			break;
		}
	}
	return { cost, faults };
}

function faultsOf(name: string, cost: Cost | string, slower: number): string[] {
	if (typeof cost === 'string') return [cost];
	const faults = isOver(cost, slower);
	if (cost.said.startsWith('threw')) faults.push('threw');
	// Legitimate files must be accepted and fully validated, too.
	if (name in legitimate && /^refused: (?!There are no rules)|budget/.test(cost.said)) faults.push('refused');
	return faults;
}

function figures({ file, block, processor, growth, said }: Cost): string {
	return ` — ${file.toFixed(0)} KB: longest block ${block.toFixed(0)} ms, processor ${processor.toFixed(0)} ms, growth ${growth.toFixed(0)} MB; ${said.slice(0, 110)}`;
}

/** The cost, or how the process ended if it reported none. */
async function inOwnProcess(name: string, operation: Operation): Promise<Cost | string> {
	const child = fork(fileURLToPath(import.meta.url), [name, operation], {
		execArgv: [`--max-old-space-size=${HEAP}`, '--disable-warning=ExperimentalWarning'],
		silent: true,
	});
	const timer = setTimeout(() => child.kill('SIGKILL'), TIME);
	let cost: Cost | undefined;
	child.on('message', (message) => (cost = message as Cost));
	const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
		child.on('exit', (...how) => resolve(how)),
	);
	clearTimeout(timer);
	return cost ?? `died: ${signal ?? `exit ${code}`}`;
}
