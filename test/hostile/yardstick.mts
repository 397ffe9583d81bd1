/**
 * How slow this machine is at the moment, by the processor time of a fixed piece of work. It contains none of our code:
 * when we get slower, the yardstick does not get longer. It parses a document with a library and keeps the elements,
 * because the processor time of the cases, too, goes into parsing, allocating and garbage collection.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { HEAP } from './bounds.mts';

/** Milliseconds of processor time on the machine for which the bounds were chosen. */
const REFERENCE = 1400;

/**
 * The most that bounds are raised. On a machine that is slower still, a case that is over says nothing about our code,
 * and one that is within the bounds may still pass.
 */
const MOST = 4;

const ELEMENTS = 200_000;
const PIECE = '<a:line number="1" unit="C62"><a:name>Screw</a:name><a:price>1.25</a:price></a:line>\n';

interface Kept {
	name: string;
	attributes: Map<string, string>;
	children: Kept[];
	text: string;
}

function parseAndKeep(): Kept[] {
	const parser = new SaxesParser({ xmlns: true });
	const open: Kept[] = [{ name: '', attributes: new Map(), children: [], text: '' }];
	parser.on('opentag', ({ name, attributes }) => {
		const values = Object.values(attributes).map((attribute) => [attribute.name, attribute.value] as const);
		const element: Kept = { name, attributes: new Map(values), children: [], text: '' };
		open.at(-1)?.children.push(element);
		open.push(element);
	});
	parser.on('text', (text) => {
		const element = open.at(-1);
		if (element) element.text += text;
	});
	parser.on('closetag', () => void open.pop());
	parser.write('<a:lines xmlns:a="urn:a">');
	for (let count = 0; count < ELEMENTS; count += 1000) parser.write(PIECE.repeat(1000));
	parser.write('</a:lines>').close();
	return open;
}

/** By how much to raise the bounds of processor time, never below 1. */
export async function slowness(): Promise<number> {
	const child = fork(fileURLToPath(import.meta.url), ['measure'], {
		execArgv: [`--max-old-space-size=${HEAP}`, '--disable-warning=ExperimentalWarning'],
	});
	const processor = await new Promise<number>((resolve, reject) => {
		child.on('message', (milliseconds) => resolve(Number(milliseconds)));
		child.on('exit', (code) => reject(new Error(`the yardstick ended with ${code}`)));
	});
	return Math.min(MOST, Math.max(1, processor / REFERENCE));
}

if (process.send && process.argv[2] === 'measure') {
	const start = process.cpuUsage();
	const [{ children } = { children: [] }] = parseAndKeep();
	const { user, system } = process.cpuUsage(start);
	if (children[0]?.children.length !== ELEMENTS) throw new Error('the yardstick did not parse its document');
	process.send((user + system) / 1000, () => process.exit(0));
}
