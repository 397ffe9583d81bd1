import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from '../../scripts/pack.mts';
import { installedN8n } from '../n8n/install.mts';

/** Installs n8n if need be and packs the package once for all end-to-end tests. */
export default async function globalSetup(): Promise<() => void> {
	await installedN8n((line) => process.stderr.write(`${line}\n`));
	if (process.env.N8N_NODES_INVOICES_PACKED) return () => undefined;
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-pack-'));
	await pack(folder);
	process.env.N8N_NODES_INVOICES_PACKED = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}
