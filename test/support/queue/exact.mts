import type { NewNode, NewWorkflow } from '../../n8n/api/workflows.mts';
import type { QueueMode } from '../../n8n/queue/queue.mts';
import { adjust, example, useTrigger, type Example } from './examples.mts';
import { link, TARGET, targetNode, type Target } from './stage.mts';

const LAST = 'The Invoice';
export const YOURS = 'Your Nodes';

const REDIS = 'Redis';

/** The credential for the example's Redis nodes, which n8n finds by name. */
export async function createRedisCredential({ api, redis }: QueueMode): Promise<void> {
	const data = { host: '127.0.0.1', port: redis.port, database: 0, password: '', user: '', ssl: false };
	await api.createCredential({ name: REDIS, type: 'redis', data });
}

/** The example with another provider's trigger under the same name, as described in its notes. */
export function exampleWith(trigger: NewNode): Example {
	const workflow = example('exact-deduplication-redis');
	useTrigger(workflow, trigger);
	for (const node of ['Append to List', 'Read List']) {
		adjust(workflow, node, (one) => {
			one.credentials = { redis: { id: null, name: REDIS } };
		});
	}
	return workflow;
}

/** The same with the target replacing the user's nodes. */
export function exampleTo(target: Target, trigger: NewNode): NewWorkflow {
	const workflow = exampleWith(trigger);
	return {
		...workflow,
		nodes: [...workflow.nodes.filter(({ name }) => name !== YOURS), targetNode(target)],
		connections: { ...workflow.connections, [LAST]: link(TARGET) },
	};
}
