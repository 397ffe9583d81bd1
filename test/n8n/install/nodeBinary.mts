import { existsSync } from 'node:fs';
import path from 'node:path';

/** n8n 2.41 does not start on older versions. */
const requiredMajor = 24;

/** The Node.js of this checkout: from its package `node`, else the running one if it is recent enough. */
export function nodeBinary(): string {
	const bundled = path.resolve('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(bundled)) return bundled;
	if (Number.parseInt(process.versions.node, 10) >= requiredMajor) return process.execPath;
	throw new Error(
		`n8n needs Node.js ${requiredMajor}. Run "npm ci" in this checkout (and start from its root), or use Node.js ${requiredMajor}.`,
	);
}

/** The Node.js for n8n: that of this checkout, unless `N8N_NODES_INVOICES_NODE` names another. */
export const nodeOfN8n = (): string => process.env.N8N_NODES_INVOICES_NODE ?? nodeBinary();
