import prepare from '../e2e/globalSetup.mts';

/** As for the end-to-end tests, but in the oldest n8n that is supported, unless another is asked for. */
export default async function globalSetup(): Promise<void> {
	process.env.N8N_NODES_INVOICES_N8N ??= 'oldest';
	await prepare();
}
