import prepare from '../e2e/globalSetup.mts';
import { isOldest } from '../n8n/install/install.mts';
import { nodeOfVersion } from '../n8n/install/nodeVersions.mts';

/** Like the end-to-end tests, but by default in the oldest supported n8n on the oldest Node.js that it supports. */
export default async function globalSetup(): Promise<void> {
	process.env.N8N_NODES_INVOICES_N8N ??= 'oldest';
	if (isOldest()) {
		process.env.N8N_NODES_INVOICES_NODE ??= await nodeOfVersion(20, (line) =>
			process.stderr.write(`${line}\n`),
		);
	}
	await prepare();
}
