import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOldest } from './install/install.mts';
import { nodeOfN8n } from './install/nodeBinary.mts';
import { logTail, startGroup, type Group } from './processes/group.mts';

/**
 * All n8n instances of the tests share this key, so that one prepared user folder works for all. It protects nothing.
 */
export const encryptionKey = 'key-of-the-n8n-of-the-tests';

const readyWithinMs = 180_000;

export interface Launch {
	/** The folder whose `node_modules` holds n8n. */
	installation: string;
	userFolder: string;
	/** `worker` and `webhook` are the other processes of n8n's queue mode. */
	command: 'start' | 'worker' | 'webhook';
	args: string[];
	port: number;
	brokerPort: number;
	env: Record<string, string>;
}

/** The log file of an n8n, appended to at every start. */
export function logFileOf(launch: Pick<Launch, 'userFolder' | 'command'>): string {
	return path.join(launch.userFolder, launch.command === 'start' ? 'n8n.log' : `n8n-${launch.command}.log`);
}

/** Starts an n8n process and waits until it is ready. */
export async function launchN8n(launch: Launch): Promise<Group> {
	const logFile = logFileOf(launch);
	const binary = path.join(launch.installation, 'node_modules/n8n/bin/n8n');
	const group = await startGroup(nodeOfN8n(), [binary, launch.command, ...launch.args], {
		cwd: launch.userFolder,
		env: environment(launch),
		logFile,
	});
	const deadline = Date.now() + readyWithinMs;
	while (!(await isReady(launch.port))) {
		const late = Date.now() > deadline;
		if (group.running && !late) {
			await sleep(100);
			continue;
		}
		await group.kill();
		const problem = late ? `was not ready within ${readyWithinMs / 1000} s` : 'ended while starting';
		throw new Error(`n8n ${launch.command} ${problem}. The end of its log:\n${logTail(logFile)}`);
	}
	return group;
}

async function isReady(port: number): Promise<boolean> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/healthz/readiness`, {
			headers: { connection: 'close' },
			signal: AbortSignal.timeout(5_000),
		});
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}

/** Passes only necessary variables of the caller's environment; local, production-like, without telemetry. */
function environment({ userFolder, port, brokerPort, env }: Launch): NodeJS.ProcessEnv {
	const inherited: NodeJS.ProcessEnv = {};
	for (const name of ['LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT']) {
		if (process.env[name] !== undefined) inherited[name] = process.env[name];
	}
	return {
		...inherited,
		// n8n starts its task runner with the first `node` on PATH.
		PATH: [path.dirname(nodeOfN8n()), process.env.PATH].join(path.delimiter),
		HOME: userFolder,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,

		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),

		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// Features that this package does not need and that slow down the start or access the internet. An older n8n,
		// which lacks them, rejects their names.
		...(!isOldest() && {
			N8N_DISABLED_MODULES: 'mcp-registry,mcp,instance-ai,agents,agent-evals,chat-hub,insights',
		}),

		GENERIC_TIMEZONE: 'Etc/UTC',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
		...env,
	};
}
