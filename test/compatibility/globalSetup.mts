import prepare from '../e2e/globalSetup.mts';
import { isOldest } from '../n8n/install.mts';
import { nodeOfVersion } from '../n8n/nodeVersions.mts';

/**
 * As for the end-to-end tests, but in the oldest n8n that is supported, on the oldest Node.js that it supports, unless another
 * n8n is asked for.
 */
export default async function globalSetup(): Promise<void> {
	process.env.N8N_NODES_INVOICES_N8N ??= 'oldest';
	if (isOldest()) {
		process.env.N8N_NODES_INVOICES_NODE ??= await nodeOfVersion(20, (line) =>
			process.stderr.write(`${line}\n`),
		);
	}
	await prepare();
}
