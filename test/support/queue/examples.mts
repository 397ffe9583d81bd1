import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import type { NewNode } from '../../n8n/api/workflows.mts';

export interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
}

/** A workflow from `examples`, as a user imports it. */
export const example = (name: string): Example =>
	JSON.parse(readFileSync(path.resolve('examples', `${name}.json`), 'utf8')) as Example;

/** Changes a node's settings like a user would. */
export function adjust(workflow: Example, node: string, change: (node: INode) => void): void {
	const found = workflow.nodes.find(({ name }) => name === node);
	if (!found) throw new Error(`The example "${workflow.name}" has no node "${node}"`);
	change(found);
}

/** Replaces an example's trigger with another, keeping its name and options. */
export function useTrigger(workflow: Example, trigger: NewNode): void {
	adjust(workflow, 'Invoice Trigger', (node) => {
		const { options } = node.parameters;
		// The editor gives each import a webhook of its own.
		const parameters = { ...trigger.parameters, options };
		Object.assign(node, trigger, { parameters, webhookId: randomUUID() });
	});
}

interface Assignments {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

/** Sets fields of an Edit Fields node. */
export function assign(workflow: Example, node: string, values: Record<string, unknown>): void {
	adjust(workflow, node, ({ parameters }) => {
		for (const [name, value] of Object.entries(values)) {
			const field = (parameters as unknown as Assignments).assignments.assignments.find(
				(one) => one.name === name,
			);
			if (!field) throw new Error(`"${node}" has no field ${name}`);
			field.value = value;
		}
	});
}
