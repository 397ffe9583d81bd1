import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guard } from '../../test/n8n/processes/guard.mts';

const NAME = 'n8n-nodes-do-nothing';

/** The node types and the credential type. */
export const DO_NOTHING = `${NAME}.doNothingTrigger`;
export const READ_CREDENTIAL = `${NAME}.readCredentialTrigger`;
export const EXECUTE = `${NAME}.executeTrigger`;
export const CREDENTIAL = 'doNothingApi';

/**
 * The minimum that a community trigger can do: it outputs the body that n8n has parsed, an array as several items, and
 * checks nothing. Its cost is n8n's own. The second trigger also reads its credential, as every verifying trigger must,
 * and the third, which does so too, has an `execute()` that returns its input. All have version 2, which costs n8n less.
 */
const nodeOf = (name: string, displayName: string, { credential = false, execute = false } = {}) => `
class ${name} {
	description = {
		displayName: '${displayName}',
		name: '${name[0]!.toLowerCase()}${name.slice(1)}',
		group: ['trigger'],
		version: 2,
		description: 'Starts the workflow with the body of a request',
		defaults: { name: '${displayName}' },
		inputs: [],
		outputs: ['main'],
		credentials: [${credential ? `{ name: '${CREDENTIAL}', required: true }` : ''}],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: '' }],
		properties: [],
	};

	async webhook() {
		${credential ? `await this.getCredentials('${CREDENTIAL}');` : ''}
		const items = [this.getBodyData()].flat().map((json) => ({ json }));
		return { webhookResponse: { status: 'accepted' }, workflowData: [items] };
	}
	${execute ? 'async execute() { return [this.getInputData()]; }' : ''}
}
module.exports = { ${name} };
`;

const FILES = {
	'dist/nodes/DoNothingTrigger.node.js': nodeOf('DoNothingTrigger', 'Do Nothing Trigger'),
	'dist/nodes/ReadCredentialTrigger.node.js': nodeOf('ReadCredentialTrigger', 'Read Credential Trigger', {
		credential: true,
	}),
	'dist/nodes/ExecuteTrigger.node.js': nodeOf('ExecuteTrigger', 'Execute Trigger', {
		credential: true,
		execute: true,
	}),
	'dist/credentials/DoNothingApi.credentials.js': `
class DoNothingApi {
	name = '${CREDENTIAL}';
	displayName = 'Do Nothing API';
	properties = [{ displayName: 'Secret', name: 'secret', type: 'string', default: '' }];
}
module.exports = { DoNothingApi };
`,
};

/** A package with these triggers in a temporary folder that is deleted when the process ends. */
export function doNothingPackage(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-do-nothing-'));
	guard('folder', folder);
	const files = (kind: string) => Object.keys(FILES).filter((file) => file.startsWith(`dist/${kind}/`));
	const manifest = {
		name: NAME,
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		n8n: { n8nNodesApiVersion: 1, credentials: files('credentials'), nodes: files('nodes') },
	};
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
	for (const [file, code] of Object.entries(FILES)) {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), code);
	}
	return folder;
}
