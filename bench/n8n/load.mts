/** Events for n8n, and what it takes for them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../../test/n8n/api/api.mts';
import { errorOf, ran, type ExecutionSummary } from '../../test/n8n/api/executions.mts';
import type { Outgoing } from '../../test/simulator/authentication.mts';
import { send } from '../../test/simulator/sender.mts';
import { median } from '../results/ratios.mts';
import type { Service } from './workflows.mts';

const AT_A_TIME = 10;

/** Milliseconds until n8n answers that it has taken the event. */
export async function acknowledged(request: Outgoing): Promise<number> {
	const { status, ms } = await send(request.url, request);
	if (status !== 200) throw new Error(`n8n answered ${status}`);
	return ms;
}

/**
 * Milliseconds until an otherwise idle n8n answers: the median of several requests, each sent after the execution of the
 * one before has ended.
 */
export async function acknowledgement(api: Api, service: Service, requests: number): Promise<number> {
	const times: number[] = [];
	for (let count = 0; count < requests; count++) {
		times.push(await acknowledged(service.next()));
		await settled(api, service.workflowId);
	}
	return median(times);
}

/** Sends requests, so many at a time; returns the milliseconds of each. */
export async function sendAll(requests: Outgoing[], atATime = AT_A_TIME): Promise<number[]> {
	const left = requests.toReversed();
	const times: number[] = [];
	const sender = async () => {
		for (let next = left.pop(); next; next = left.pop()) times.push(await acknowledged(next));
	};
	await Promise.all(Array.from({ length: atATime }, sender));
	return times;
}

/** The next events of a workflow. */
export const nextOf = (service: Service, count: number): Outgoing[] =>
	Array.from({ length: count }, () => service.next());

export interface Burst {
	/** Events, from sending the first to the end of the last execution. */
	perSecond: number;
	/** Milliseconds until n8n answered, of each event. */
	times: number[];
}

/**
 * Sends events, and waits until their executions have ended.
 *
 * @param workflowId if all events go to one workflow
 * @param clock whose time of the end counts. n8n's is exact, but absent where it does not save executions; ours is up to
 * 100 ms late
 */
export async function burst(
	api: Api,
	requests: Outgoing[],
	workflowId?: string,
	clock: 'n8n' | 'ours' = 'n8n',
): Promise<Burst> {
	const started = Date.now();
	const times = await sendAll(requests);
	const lastEnd = await settled(api, workflowId);
	const ended = clock === 'n8n' ? lastEnd : Date.now();
	return { perSecond: (requests.length * 1000) / (ended - started), times };
}

/**
 * Sends the first events of a workflow, which load code and open connections. The very first goes alone: n8n's
 * deduplication rejects concurrent first claims until its row exists.
 */
export async function warmUp(api: Api, service: Service, count: number): Promise<void> {
	await burst(api, nextOf(service, 1), service.workflowId);
	const [{ id }] = (await api.executions(service)) as [ExecutionSummary];
	if (!ran(await api.execution(id), 'End')) throw new Error('The workflow did not get to its end');
	await burst(api, nextOf(service, count), service.workflowId);
}

/**
 * Waits until all executions, of a workflow or of all, have succeeded.
 *
 * @returns when the last one ended
 */
export async function settled(api: Api, workflowId?: string): Promise<number> {
	const found = async (status?: Array<ExecutionSummary['status']>, limit = 1) => {
		const filter = JSON.stringify({ ...(workflowId && { workflowId }), ...(status && { status }) });
		return (await api.rest.get<{ results: ExecutionSummary[] }>('executions', { filter, limit })).results;
	};
	while ((await found(['new', 'running', 'waiting', 'unknown'])).length > 0) await sleep(100);
	const [failed] = await found(['error', 'crashed', 'canceled']);
	if (failed) throw new Error(`An execution failed: ${errorOf(await api.execution(failed.id))?.message}`);
	// Of ten at a time, the one that ends last is among the newest.
	const newest = await found(['success'], 50);
	return Math.max(...newest.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '')));
}
