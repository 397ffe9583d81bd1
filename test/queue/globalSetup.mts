import { missingServers } from '../n8n/queue/servers.mts';
import packAndInstall from '../e2e/globalSetup.mts';

/**
 * Like the other end-to-end tests. Without Redis or PostgreSQL the tests are skipped, unless
 * `N8N_NODES_INVOICES_SERVERS` is `required`.
 */
export default async function globalSetup(): Promise<void> {
	const missing = missingServers();
	if (missing && process.env.N8N_NODES_INVOICES_SERVERS === 'required') throw new Error(missing);
	if (missing) process.stderr.write(`The tests of queue mode are skipped. ${missing}\n`);
	else await packAndInstall();
}
