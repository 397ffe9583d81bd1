/** Workflows as tests write them, and as n8n stores and publishes them. */
import { randomUUID } from 'node:crypto';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

/** A node as written in a test; the rest is filled in. */
export type NewNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

export interface NewWorkflow {
	name: string;
	nodes: NewNode[];
	connections?: IConnections;
	settings?: IWorkflowSettings;
}

export interface Workflow {
	id: string;
	name: string;
	active: boolean;
	versionId: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
}

export interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** n8n could not register the workflow's triggers; the message is the trigger node's error. */
export class ActivationError extends Error {
	readonly publication: PublicationStatus;

	constructor(workflowId: string, publication: PublicationStatus) {
		const messages = publication.triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		super(messages.join('\n') || `Workflow ${workflowId} was not published: ${publication.status}`);
		this.name = 'ActivationError';
		this.publication = publication;
	}
}

/** Completes the nodes with what tests leave out. */
export function withNodes<W extends Partial<NewWorkflow>>(workflow: W): W {
	const nodes = workflow.nodes?.map((node, index) => ({
		id: randomUUID(),
		// The editor adds nodes in their latest version.
		typeVersion: node.type.startsWith('n8n-nodes-invoices.') ? 2 : 1,
		position: [index * 220, 0],
		parameters: {},
		...node,
	}));
	return { ...workflow, ...(nodes && { nodes }) };
}
