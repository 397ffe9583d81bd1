/** What the package adds to n8n's start-up, and the size of its download. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { nodeBinary } from '../../test/n8n/install/nodeBinary.mts';
import { doNothingPackage } from './doNothing.mts';
import type { Published } from '../published.mts';
import { median } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';

const ROUNDS = 7;
const KILOBYTE = 1000;

interface Loaded {
	ms: number;
	megabytes: number;
	types: number;
}

export async function install({ directory, tarball }: Published): Promise<Row[]> {
	const nothing = doNothingPackage();
	const rounds = Array.from({ length: ROUNDS }, () => ({ ours: load(directory), nothing: load(nothing) }));
	const { n8n } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const expected = n8n.nodes.length + n8n.credentials.length;
	if (rounds.some(({ ours }) => ours.types !== expected)) throw new Error('Not all types were loaded');
	const medians = (what: keyof Loaded) => ({
		ours: median(rounds.map(({ ours }) => ours[what])),
		reference: median(rounds.map((one) => one.nothing[what])),
	});
	const packed = statSync(tarball).size / KILOBYTE;
	const examples = execFileSync('tar', ['-czf', '-', 'examples']).length / KILOBYTE;
	return [
		row(`install/${expected} types/time to load/do-nothing package`, 'ms', medians('ms')),
		row(`install/${expected} types/resident memory/do-nothing package`, 'MB', medians('megabytes')),
		row('install/tarball/size', 'KB', { ours: packed, aim: '≤ 600' }),
		row('install/tarball and examples/size', 'KB', { ours: packed + examples }),
	];
}

function load(folder: string): Loaded {
	const output = execFileSync(nodeBinary(), ['--expose-gc', 'bench/n8n/loadPackage.mts', folder], {
		encoding: 'utf8',
	});
	return JSON.parse(output.trim().split('\n').at(-1)!) as Loaded;
}
