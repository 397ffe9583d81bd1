import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { troubleIn } from '../../../scripts/trouble.js';
import { cached, cacheFolder, fingerprint, type Log } from './cache.mts';
import { nodeOfN8n } from './nodeBinary.mts';
import { logTail, startGroup } from '../processes/group.mts';

/** Whether tests run in the oldest supported n8n instead of the usual one. A manifest and a lock file pin each. */
export const isOldest = () => process.env.N8N_NODES_INVOICES_N8N === 'oldest';

const pinned = () => path.resolve('test/n8n', isOldest() ? 'oldest' : '.');
/** Bytes of an installation, with a margin. */
const NEEDED = 3.5e9;
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=warn'];

/** Identifies the pinned n8n and the Node.js that its native modules were built for. */
export function installationName(): string {
	const manifest = readFileSync(path.join(pinned(), 'package.json'), 'utf8');
	const lockFile = readFileSync(path.join(pinned(), 'package-lock.json'), 'utf8');
	const nodeMajor = execFileSync(nodeOfN8n(), ['--version'], { encoding: 'utf8' }).split('.')[0]!;
	const { n8n } = (JSON.parse(manifest) as { dependencies: { n8n: string } }).dependencies;
	return `n8n-${n8n}-${fingerprint(manifest, lockFile, nodeMajor)}`;
}

/**
 * The folder of an installed n8n (with `node_modules/n8n`), from the cache if possible. The first time this downloads
 * about 3 GB and compiles SQLite, which takes minutes; progress goes to `log`.
 */
export async function installedN8n(log: Log): Promise<string> {
	const name = installationName();
	return await cached(
		name,
		async (folder) => {
			log(`installing ${name} for tests, once per machine (some minutes)`);
			const { bavail, bsize } = statfsSync(folder);
			// npm hangs on a full disk.
			if (bavail * bsize < NEEDED) throw new Error(troubleIn('ENOSPC'));
			const logFile = path.join(cacheFolder(), `${name}.install.log`);
			for (const file of ['package.json', 'package-lock.json']) {
				copyFileSync(path.join(pinned(), file), path.join(folder, file));
			}
			await npm(['ci', '--ignore-scripts', ...quiet], folder, logFile, log);
			await npm(
				['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts', ...quiet],
				folder,
				logFile,
				log,
			);
		},
		log,
	);
}

async function npm(args: string[], cwd: string, logFile: string, log: Log): Promise<void> {
	const shown = `npm ${args.filter((arg) => !arg.startsWith('--')).join(' ')}`;
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	mkdirSync(path.dirname(logFile), { recursive: true });
	const group = await startGroup('npm', args, { cwd, env: npmEnvironment(), logFile });
	const ticker = setInterval(() => log(`${shown}: ${seconds()} s so far`), 10_000);
	const { code, signal } = await group.exited;
	clearInterval(ticker);
	if (code !== 0) {
		const printed = logTail(logFile);
		const trouble = troubleIn(printed);
		const ended = `${shown} ended with ${signal ?? code}. The end of ${logFile}:\n${printed}`;
		throw new Error(trouble ? `n8n could not be installed. ${trouble}` : ended);
	}
	log(`${shown}: done after ${seconds()} s`);
}

/** Puts n8n's Node.js first on PATH, and removes the variables of an enclosing `npm run`. */
function npmEnvironment(): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' };
	for (const key of Object.keys(env)) {
		if (/^npm_(lifecycle|package|command)|^npm_config_(ignore_scripts|local_prefix|prefix)$/i.test(key)) {
			delete env[key];
		}
	}
	env.PATH = [path.dirname(nodeOfN8n()), env.PATH].join(path.delimiter);
	return env;
}
