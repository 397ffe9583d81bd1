import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guard } from '../test/n8n/guard.mts';

const NAME = 'n8n-nodes-do-nothing';

/** The type of the node in a workflow. */
export const DO_NOTHING = `${NAME}.doNothingTrigger`;

/**
 * The least that a trigger of a community package can do: it hands over the body that n8n has parsed, an array as
 * several items, and checks nothing. What it costs is n8n's share.
 */
const NODE = `
class DoNothingTrigger {
	description = {
		displayName: 'Do Nothing Trigger',
		name: 'doNothingTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow with the body of a request',
		defaults: { name: 'Do Nothing Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: '' }],
		properties: [],
	};

	async webhook() {
		const items = [this.getBodyData()].flat().map((json) => ({ json }));
		return { webhookResponse: { status: 'accepted' }, workflowData: [items] };
	}
}
module.exports = { DoNothingTrigger };
`;

/** A package with that trigger, unpacked in a temporary folder that does not outlive this process. */
export function doNothingPackage(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-do-nothing-'));
	guard('folder', folder);
	const file = 'dist/nodes/DoNothingTrigger.node.js';
	const manifest = {
		name: NAME,
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		n8n: { n8nNodesApiVersion: 1, credentials: [], nodes: [file] },
	};
	mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
	writeFileSync(path.join(folder, file), NODE);
	return folder;
}
