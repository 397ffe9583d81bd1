/**
 * The V8 isolates in which n8n evaluates expressions, each 35 to 40 ms of processor time (docs/performance.md), and n8n's counters of them.
 */
import type { N8n } from './start.mts';

/** n8n then starts an isolate only for an expression, instead of in advance of each step that may have one. */
export const ISOLATES_ON_DEMAND = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
};

/** Enables n8n's counters. */
export const WITH_COUNTERS = { N8N_METRICS: 'true' };

/** What an n8n process has used since its start: seconds of processor time, and isolates. Needs `WITH_COUNTERS`. */
export async function spentBy({ url }: N8n): Promise<{ processor: number; isolates: number }> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const counter = (name: string) => {
		const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(text);
		if (!found) throw new Error(`n8n has no counter ${name}`);
		return Number(found[1]);
	};
	return {
		processor: counter('n8n_process_cpu_seconds_total'),
		isolates: counter('n8n_expression_pool_acquired_total'),
	};
}
