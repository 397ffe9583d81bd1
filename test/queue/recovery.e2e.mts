/**
 * The example that recovers what an outage missed: each invoice of that time arrives once, and no other arrives again.
 */
import { packedPackage } from '../../scripts/pack.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import type { NewNode, NewWorkflow } from '../n8n/api/workflows.mts';
import { errorOf } from '../n8n/api/executions.mts';
import { missingServers } from '../n8n/queue/servers.mts';
import type { RilletApi } from '../simulator/providers/rillet.mts';
import { deliver } from '../simulator/sender.mts';
import { adjust, assign, example, useTrigger } from '../support/queue/examples.mts';
import { printTable } from '../support/queue/printTable.mts';
import { itemOf } from '../support/e2e/itemOf.mts';
import { RELIABLE, startStage, targetNode, within, type Line, type Stage } from '../support/queue/stage.mts';

const EXAMPLE = 'recover-missed-invoices';
const LIST = 'What the Provider Has';
const YOURS = 'Your Nodes';
const EVENTS = 5;
const MINUTE = 60_000;
/** Providers whose API lists invoices without an order or transaction. */
const LISTING = scenarios.filter(
	({ operations }) => Object.keys(operations.getMany?.parameters ?? {}).join() === 'provider',
);

(missingServers() ? describe.skip : describe)('outage recovery', () => {
	let stage: Stage;
	const figures: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		const { directory } = await packedPackage();
		stage = await startStage({ packages: [directory], env: RELIABLE });
	});
	afterAll(async () => {
		await stage?.remove();
		printTable('Outage recovery', figures);
	});

	/** The example set up as in its notes, with the target replacing the user's nodes. It runs every 15 seconds. */
	function recoveryOf({ simulator }: Line['scenario'], trigger: NewNode): NewWorkflow {
		const workflow = example(EXAMPLE);
		useTrigger(workflow, trigger);
		adjust(workflow, LIST, (node) => {
			node.parameters.provider = simulator.name;
			node.credentials = trigger.credentials;
		});
		assign(workflow, 'Settings', { waitMinutes: 0, notBefore: new Date(Date.now() - MINUTE).toISOString() });
		adjust(workflow, 'Every Hour', ({ parameters }) => {
			parameters.rule = { interval: [{ field: 'seconds', secondsInterval: 15 }] };
		});
		const { position } = workflow.nodes.find(({ name }) => name === YOURS)!;
		// Keep the name, so that the connections remain.
		const target = { ...targetNode(stage.target), name: YOURS, position };
		const nodes = [...workflow.nodes.filter(({ name }) => name !== YOURS), target];
		return { ...workflow, nodes };
	}

	/** A user's first step after the import: "Execute workflow", which needs no credential. */
	async function setUp(): Promise<void> {
		const { api } = stage.queue;
		const id = await api.createWorkflow(example(EXAMPLE));
		await api.rest.post(`workflows/${id}/run`, { triggerToStartFrom: { name: 'Invoice Trigger' } });
		const [execution] = await api.waitForExecutions({ workflowId: id });
		expect(errorOf(await api.execution(execution!.id))).toBeUndefined();
		await api.deleteWorkflow(id);
	}

	it('brings every invoice of an outage once, and none again', async () => {
		const { queue, target } = stage;
		await setUp();
		const lines: Line[] = [];
		for (const scenario of LISTING) {
			lines.push(await stage.line(scenario, { workflow: (trigger) => recoveryOf(scenario, trigger) }));
		}
		const issue = () =>
			lines.flatMap((line) =>
				Array.from({ length: EVENTS }, () => {
					const { notification } = line.issue();
					return { line, notification, invoice: itemOf(line.scenario, notification).id };
				}),
			);
		type Issued = ReturnType<typeof issue>;
		const received = async (issued: Issued) => {
			const sent = issued.map(async ({ line, notification }) => await line.deliver(notification));
			expect((await Promise.all(sent)).filter(({ delivered }) => !delivered)).toEqual([]);
		};
		const count = ({ line, invoice }: Issued[number]) =>
			target.arrivals.filter(
				(arrival) => arrival.provider === line.scenario.simulator.name && arrival.invoice === invoice,
			).length;
		const counts = (issued: Issued) => issued.map(count);
		const each = (issued: Issued, times: number) => Array<number>(issued.length).fill(times);

		const before = issue();
		await received(before);
		expect(await within(30_000, () => !counts(before).includes(0))).toBe(true);

		const processes = [queue.main, ...queue.webhooks, ...queue.workers];
		await Promise.all(processes.map(async (n8n) => await n8n.stop()));
		const missed = issue();
		const givenUp = missed.map(async ({ line, notification }) => {
			const { delivery } = line.scenario.simulator;
			return await deliver(() => line.request(notification), delivery);
		});
		expect((await Promise.all(givenUp)).filter(({ delivered }) => delivered)).toEqual([]);
		target.rejectNext();
		await Promise.all(processes.map(async (n8n) => await n8n.restart()));

		// The target rejects one of the missed invoices. This does not delay any other, and a retry delivers it.
		const executions = async () =>
			(
				await Promise.all(lines.map(async ({ workflowId }) => await queue.api.executions({ workflowId })))
			).flat();
		const failed = async () => (await executions()).filter(({ status }) => status === 'error');
		expect(await within(60_000, async () => (await failed()).length > 0)).toBe(true);
		const [rejected, ...others] = await failed();
		expect(others).toEqual([]);
		expect(await within(60_000, () => counts(missed).filter((times) => times === 0).length <= 1)).toBe(true);
		void queue.api.retry(rejected!.id).catch(() => undefined);
		expect(await within(60_000, () => !counts(missed).includes(0))).toBe(true);
		// An invoice that changes later has not been missed, although a list without events has it again.
		for (const { scenario, api } of lines) {
			if (scenario.simulator.name !== 'rillet') continue;
			const { invoices } = api as RilletApi;
			const updated_at = new Date().toISOString();
			for (const [id, invoice] of invoices) invoices.set(id, { ...invoice, updated_at });
		}
		// The provider resumes after giving up, and redelivers old events. Then the list is read again.
		await received([...missed, ...before]);
		const runs = async () => {
			const all = (await executions()).filter(({ mode }) => mode === 'trigger');
			return lines.map((line) => all.filter(({ workflowId }) => workflowId === line.workflowId).length);
		};
		const earlier = await runs();
		expect(
			await within(90_000, async () => (await runs()).every((now, index) => now >= earlier[index]! + 2)),
		).toBe(true);
		for (const { workflowId } of lines) await queue.api.waitForExecutions({ workflowId });

		for (const { scenario } of lines) {
			const of = (issued: Issued) => issued.filter(({ line }) => line.scenario === scenario);
			const total = (issued: Issued) => of(issued).reduce((sum, one) => sum + count(one), 0);
			figures.push({
				provider: scenario.displayName,
				'received by webhook': of(before).length,
				'their items': total(before),
				missed: of(missed).length,
				'their items after recovery': total(missed),
			});
		}
		expect(counts(before)).toEqual(each(before, 1));
		expect(counts(missed)).toEqual(each(missed, 1));
		const unsuccessful = (await executions()).filter(({ status }) => status !== 'success');
		expect(unsuccessful.map(({ id }) => id)).toEqual([rejected!.id]);
	}, 600_000);
});
