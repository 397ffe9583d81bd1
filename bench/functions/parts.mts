/**
 * What normalizing an event spends its time on, as a table: `npm run bench:parts [lines]`. A sample of the CPU profile
 * counts for zod or the digest if called by them, else for the innermost module on the stack that has a part.
 */
import { Session, type Profiler } from 'node:inspector/promises';
import { published } from '../published.mts';
import { contestants } from './normalize.mts';
import { payloads } from './payloads.mts';

const PARTS = ['zod', 'digest', 'mapping', 'sums and money', 'issues', 'garbage', 'other'] as const;
type Part = (typeof PARTS)[number];

const OUTER: ReadonlyArray<readonly [RegExp, Part]> = [
	[/\/json\/tolerantParse\.js$/, 'zod'],
	[/\/trigger\/(?:eventKey|contentDigest)\.js$/, 'digest'],
];
const INNER: ReadonlyArray<readonly [RegExp, Part]> = [
	[/\/invoice\/findings\.js$/, 'issues'],
	[/\/(?:values\/(?:decimal|money|currencies)|invoice\/(?:checks|sums))\.js$/, 'sums and money'],
	[/\/nodes\//, 'mapping'],
];
const WARM_UP_MS = 1000;
const PROFILED_MS = 3000;
const INTERVAL_US = 200;

const lines = Number(process.argv[2] ?? 5000);
const pack = await published();
console.log(`| | ${PARTS.join(' | ')} |\n|${' --- |'.repeat(PARTS.length + 1)}`);
for (const { provider } of payloads.filter(({ base }) => base === 'zod alone')) {
	const { ours } = contestants(pack, provider, String(lines));
	const shares = await sharesOf(ours!);
	console.log(`| ${provider} | ${PARTS.map((part) => `${Math.round(shares[part] * 100)} %`).join(' | ')} |`);
}

async function sharesOf(run: () => unknown): Promise<Record<Part, number>> {
	const repeat = (ms: number) => {
		for (const end = performance.now() + ms; performance.now() < end;) run();
	};
	repeat(WARM_UP_MS);
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
	await session.post('Profiler.start');
	repeat(PROFILED_MS);
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	return sharesIn(profile);
}

function sharesIn({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<Part, number> {
	const times = new Map<number, number>();
	samples.forEach((id, index) => times.set(id, (times.get(id) ?? 0) + timeDeltas[index]!));
	const shares = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
	const byId = new Map(nodes.map((node) => [node.id, node]));
	let total = 0;
	const walk = (id: number, above: Part, isFixed: boolean) => {
		const { callFrame, children = [] } = byId.get(id)!;
		const outer = isFixed ? undefined : partOf(callFrame, OUTER);
		const part = outer ?? (isFixed ? above : (partOf(callFrame, INNER) ?? above));
		const time = times.get(id) ?? 0;
		const own = callFrame.functionName === '(garbage collector)' ? 'garbage' : part;
		// The profiler's own call counts for nothing.
		if (callFrame.url !== 'node:inspector') {
			shares[own] += time;
			total += time;
		}
		for (const child of children) walk(child, part, isFixed || outer !== undefined);
	};
	walk(nodes[0]!.id, 'other', false);
	for (const part of PARTS) shares[part] /= total;
	return shares;
}

function partOf({ url }: { url: string }, parts: typeof OUTER): Part | undefined {
	return parts.find(([module]) => module.test(url))?.[1];
}
