/** Other versions of Node.js than this checkout's, from the npm package `node`, cached per machine. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { cached, type Log } from './cache.mts';

/**
 * The latest of each line that n8n 1.100 supports (`engines` of n8n 1.100.1: >=20.19 <= 24.x), except this checkout's.
 */
const VERSIONS = { 20: '20.20.2', 22: '22.23.3' } as const;

export type NodeMajor = keyof typeof VERSIONS;

export const isNodeMajor = (major: number): major is NodeMajor => major in VERSIONS;

/** The executable, from the cache if possible. */
export async function nodeOfVersion(major: NodeMajor, log: Log): Promise<string> {
	const version = VERSIONS[major];
	const folder = await cached(
		`node-${version}`,
		async (unfinished) => {
			log(`installing Node.js ${version} for tests, once per machine`);
			// The package's install script downloads the executable for this platform.
			const args = ['install', '--prefix', unfinished, '--ignore-scripts=false', '--no-audit', '--no-fund'];
			execFileSync('npm', [...args, '--loglevel=error', `node@${version}`], { stdio: 'inherit' });
		},
		log,
	);
	return path.join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
