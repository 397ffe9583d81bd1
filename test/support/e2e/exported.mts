import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { installedN8n } from '../../n8n/install/install.mts';
import { encryptionKey } from '../../n8n/launch.mts';
import { nodeOfN8n } from '../../n8n/install/nodeBinary.mts';
import type { N8n } from '../../n8n/start.mts';

/** The output of `n8n export:workflow` and `n8n export:credentials` as one text. */
export async function exported({ userFolder }: Pick<N8n, 'userFolder'>): Promise<string> {
	const binary = path.join(await installedN8n(() => undefined), 'node_modules/n8n/bin/n8n');
	const env = {
		PATH: path.dirname(nodeOfN8n()),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	};
	const contents: string[] = [];
	for (const kind of ['workflow', 'credentials']) {
		const file = path.join(userFolder, `${kind}.json`);
		await promisify(execFile)(nodeOfN8n(), [binary, `export:${kind}`, '--all', `--output=${file}`], { env });
		contents.push(readFileSync(file, 'utf8'));
	}
	return contents.join('\n');
}
