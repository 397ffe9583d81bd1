/** The advice in docs/performance.md: with isolates on demand, n8n starts none for an event. */
import { packedPackage } from '../../scripts/pack.mts';
import { ISOLATES_ON_DEMAND, spentBy, WITH_COUNTERS } from '../n8n/isolates.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { activeTrigger } from '../support/e2e/trigger.mts';

let n8n: N8n;

beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory], env: { ...ISOLATES_ON_DEMAND, ...WITH_COUNTERS } });
});
afterAll(async () => await n8n.remove());

describe.each(scenarios)('$displayName', (scenario) => {
	it('costs n8n no isolate, neither to accept an event and emit its item nor to reject a forgery', async () => {
		const trigger = await activeTrigger(n8n.api, scenario);
		const { workflowId } = trigger;
		const deliver = async (secret?: string) => {
			const request = trigger.request(trigger.event(), secret);
			return (await send(request.url, request)).status;
		};
		const before = await spentBy(n8n);
		expect(await deliver()).toBe(200);
		expect(await deliver()).toBe(200);
		expect(await deliver(`not ${trigger.secret}`)).toBe(401);
		const executions = await n8n.api.waitForExecutions({ workflowId, count: 2 });
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect((await spentBy(n8n)).isolates).toBe(before.isolates);
	});
});
