/**
 * A stream of events at the rate that n8n sustains on this machine, and at twice that rate: for each provider, in
 * regular mode (one process, SQLite) and in queue mode (webhook processor, two workers, Redis, PostgreSQL). Each item
 * is sent to a web service. Prints the responses to the sender, and whether each event arrived exactly once.
 *
 * npm run bench:load -- [--mode regular|queue] [--provider rillet] [--seconds 6] [--isolates-on-demand]
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { packedPackage } from '../../scripts/pack.mts';
import type { Scenario } from '../../test/support/e2e/scenario.mts';
import { scenarios } from '../../test/support/e2e/scenarios.mts';
import { activeTrigger, type ActiveTrigger } from '../../test/support/e2e/trigger.mts';
import type { Api } from '../../test/n8n/api/api.mts';
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { startQueueMode } from '../../test/n8n/queue/queue.mts';
import { missingServers } from '../../test/n8n/queue/servers.mts';
import { startN8n } from '../../test/n8n/start.mts';
import { startTarget, targetNode, type Target } from '../../test/support/queue/stage.mts';
import { send } from '../../test/simulator/sender.mts';
import { percentile } from '../results/ratios.mts';

/** The time limit of Digital River, the strictest provider: it retries slower deliveries. */
const LIMIT_MS = 3000;
/** Concurrent requests while the rate is measured. */
const SENDERS = 16;
const MOST_EVENTS = 3000;
const PATIENCE_MS = 30_000;

const { values: flags } = parseArgs({
	options: {
		mode: { type: 'string' },
		provider: { type: 'string' },
		seconds: { type: 'string', default: '6' },
		'isolates-on-demand': { type: 'boolean' },
	},
});
const seconds = Number(flags.seconds);
const env = { N8N_LOG_LEVEL: 'error', ...(flags['isolates-on-demand'] && ISOLATES_ON_DEMAND) };

interface Platform {
	api: Api;
	/** Maps a webhook URL to the process that serves it. */
	at(url: string): string;
	remove(): Promise<void>;
}

const platforms: Record<string, (packages: string[]) => Promise<Platform>> = {
	async regular(packages) {
		const n8n = await startN8n({ packages, env });
		return { api: n8n.api, at: (url) => url, remove: async () => await n8n.remove() };
	},
	async queue(packages) {
		const queue = await startQueueMode({ packages, env, concurrency: 10 });
		const { main, webhooks } = queue;
		return {
			api: queue.api,
			at: (url) => url.replace(main.url, webhooks[0]!.url),
			remove: async () => await queue.remove(),
		};
	},
};

interface Answer {
	accepted: boolean;
	ms: number;
}

async function post(trigger: ActiveTrigger, at: Platform['at']): Promise<Answer> {
	const request = trigger.request(trigger.event());
	const started = performance.now();
	try {
		const { status } = await send(at(request.url), request);
		return { accepted: status === 200, ms: performance.now() - started };
	} catch {
		return { accepted: false, ms: performance.now() - started };
	}
}

/** Waits until all accepted events have arrived as items, or until no more arrive. */
async function drained(target: Target, accepted: number): Promise<void> {
	let last = { count: -1, at: Date.now() };
	while (target.arrivals.length < accepted && Date.now() - last.at < PATIENCE_MS) {
		if (target.arrivals.length !== last.count) last = { count: target.arrivals.length, at: Date.now() };
		await sleep(20);
	}
	// A duplicate item would arrive now.
	await sleep(300);
}

/**
 * Items per second, from sending the first event to the arrival of the last item, with enough senders to keep n8n busy.
 */
async function sustainedRate(trigger: ActiveTrigger, platform: Platform, target: Target): Promise<number> {
	target.arrivals.length = 0;
	const started = performance.now();
	let accepted = 0;
	const sender = async () => {
		while (performance.now() - started < seconds * 1000) {
			const answer = await post(trigger, platform.at);
			if (answer.accepted) accepted++;
		}
	};
	await Promise.all(Array.from({ length: SENDERS }, sender));
	while (target.arrivals.length < accepted) {
		if (performance.now() - started > 10 * PATIENCE_MS) throw new Error('Items are missing');
		await sleep(10);
	}
	return accepted / ((performance.now() - started) / 1000);
}

/** Sends events at a fixed rate, regardless of the responses. */
async function stream(trigger: ActiveTrigger, platform: Platform, target: Target, rate: number) {
	target.arrivals.length = 0;
	const sent = Math.min(MOST_EVENTS, Math.ceil(rate * seconds));
	const started = performance.now();
	const answers: Array<Promise<Answer>> = [];
	for (let number = 0; number < sent; number++) {
		const wait = started + (number / rate) * 1000 - performance.now();
		if (wait > 1) await sleep(wait);
		answers.push(post(trigger, platform.at));
	}
	const all = await Promise.all(answers);
	const accepted = all.filter((answer) => answer.accepted).length;
	await drained(target, accepted);
	const times = all.map(({ ms }) => ms);
	const within = (share: number) => Math.round(percentile(times, share));
	const distinct = new Set(target.arrivals.map(({ key }) => key)).size;
	return {
		sent,
		accepted,
		rejected: sent - accepted,
		p50: within(0.5),
		p95: within(0.95),
		p99: within(0.99),
		items: target.arrivals.length,
		lost: accepted - distinct,
		doubled: target.arrivals.length - distinct,
	};
}

type Row = Awaited<ReturnType<typeof stream>> & Record<string, unknown>;

async function measured(
	mode: string,
	scenario: Scenario,
	platform: Platform,
	target: Target,
): Promise<Row[]> {
	const trigger = await activeTrigger(platform.api, scenario, {
		next: () => targetNode(target),
	});
	target.arrivals.length = 0;
	// The first events load code and open connections.
	await Promise.all(Array.from({ length: 20 }, async () => await post(trigger, platform.at)));
	await drained(target, 20);
	const rate = await sustainedRate(trigger, platform, target);
	const rows: Row[] = [];
	for (const times of [1, 2]) {
		const found = await stream(trigger, platform, target, rate * times);
		rows.push({
			mode,
			provider: scenario.displayName,
			'events/s': `${(rate * times).toFixed(1)} (${times}×)`,
			...found,
		});
	}
	await platform.api.deactivate(trigger.workflowId);
	return rows;
}

const modes = Object.keys(platforms).filter((mode) => (flags.mode ?? mode) === mode);
const chosen = scenarios.filter(({ simulator: { name } }) => (flags.provider ?? name) === name);
if (modes.length === 0 || chosen.length === 0 || !(seconds > 0))
	throw new Error('There is no such mode or provider');

const { directory } = await packedPackage();
const rows: Row[] = [];
for (const mode of modes) {
	const missing = mode === 'queue' ? missingServers() : undefined;
	if (missing) {
		console.log(`Queue mode is left out. ${missing}`);
		continue;
	}
	const target = await startTarget();
	const platform = await platforms[mode]!([directory]);
	for (const scenario of chosen) {
		const found = await measured(mode, scenario, platform, target);
		rows.push(...found);
		for (const row of found) console.log(JSON.stringify(row));
	}
	await platform.remove();
	await target.close();
}
console.log(
	`${cpus().length} × ${cpus()[0]?.model}, Node.js ${process.version}; the sender and the target run beside n8n. Times in ms.`,
);
console.table(rows);
const late = rows.filter((row) => String(row['events/s']).endsWith('(1×)') && row.p99 > LIMIT_MS);
const wrong = rows.filter(({ lost, doubled }) => lost !== 0 || doubled !== 0);
console.log(
	late.length === 0
		? `At the sustained rate every p99 is within ${LIMIT_MS} ms.`
		: `AIM NOT MET: acknowledged within ${LIMIT_MS} ms.`,
);
console.log(
	wrong.length === 0 ? 'Nothing was lost, nothing doubled.' : 'AIM NOT MET: nothing lost, nothing doubled.',
);
process.exit(late.length + wrong.length === 0 ? 0 : 1);
