/**
 * Gives every case to the reader, each in a process of its own, and prints what it cost. Ends with 1 if one is over the
 * bounds. `npm run test:hostile -- WORD` runs the cases whose names have the word.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { read } from './adapter.mts';
import { BOUNDS, HEAP, isOver, TIME, type Cases, type Cost } from './bounds.mts';
import { formats } from './formats.mts';
import { legitimate } from './legitimate.mts';
import { pdf } from './pdf.mts';
import { xml } from './xml.mts';

const CASES: Cases = { ...xml, ...formats, ...pdf, ...legitimate };

const wanted = process.argv[2] ?? '';
if (process.send) process.send(await costOf(CASES[wanted]!), () => process.exit(0));
else await runAll(Object.keys(CASES).filter((name) => name.includes(wanted)));

async function costOf(make: () => Buffer): Promise<Cost> {
	await read(Buffer.from('<warm-up/>'));
	const bytes = make();
	const memory = process.resourceUsage().maxRSS;
	const start = process.cpuUsage();
	// Processor time, because the machine may be busy with something else.
	const spent = () => process.cpuUsage().user / 1000;
	let [block, last] = [0, spent()];
	const tick = () => {
		const now = spent();
		block = Math.max(block, now - last);
		last = now;
	};
	const timer = setInterval(tick, 2);
	const said = await read(bytes).catch((error: Error) => `threw ${error.name}: ${error.message}`);
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
	let broken = 0;
	for (const name of names) {
		const cost = await inOwnProcess(name);
		const faults = typeof cost === 'string' ? [cost] : isOver(cost);
		if (typeof cost !== 'string' && cost.said.startsWith('threw')) faults.push('threw');
		// A legitimate file must be read, too.
		if (typeof cost !== 'string' && name in legitimate && !cost.said.startsWith('read'))
			faults.push('refused');
		if (faults.length > 0) broken++;
		console.log(
			`${faults.length > 0 ? `OVER (${faults.join(', ')})` : 'ok'}  ${name}${typeof cost === 'string' ? '' : figures(cost)}`,
		);
	}
	const { block, processor, growth } = BOUNDS;
	console.log(
		`${broken} of ${names.length} cases over the bounds: block ${block} ms, processor ${processor} ms, growth ${growth} MB, heap ${HEAP} MB`,
	);
	if (broken > 0 || names.length === 0) process.exitCode = 1;
}

function figures({ file, block, processor, growth, said }: Cost): string {
	return ` — ${file.toFixed(0)} KB: longest block ${block.toFixed(0)} ms, processor ${processor.toFixed(0)} ms, growth ${growth.toFixed(0)} MB; ${said.slice(0, 110)}`;
}

/** The cost, or how the process ended without one. */
async function inOwnProcess(name: string): Promise<Cost | string> {
	const child = fork(fileURLToPath(import.meta.url), [name], {
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
