import path from 'node:path';
import { packedPackage } from '../../scripts/pack.mts';
import { installedN8n } from '../n8n/install/install.mts';

/** Installs n8n if necessary and packs the package once for all end-to-end tests. */
export default async function globalSetup(): Promise<void> {
	await installedN8n((line) => process.stderr.write(`${line}\n`));
	const { tarball } = await packedPackage();
	process.env.N8N_NODES_INVOICES_PACKED = path.dirname(tarball);
}
