import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cached, fingerprint, type Log } from './install/cache.mts';
import { installationName } from './install/install.mts';
import { encryptionKey, launchN8n } from './launch.mts';
import { freePorts } from './processes/ports.mts';
import { owner, Rest } from './api/rest.mts';

/**
 * Fills a new user folder with a migrated SQLite database that has its owner. It is a copy of one that is cached per
 * machine, because n8n's migrations take long. An existing database stays unchanged.
 */
export async function prepareUserFolder(userFolder: string, installation: string, log: Log): Promise<void> {
	const target = path.join(userFolder, '.n8n');
	if (existsSync(path.join(target, 'database.sqlite'))) return;
	const template = await userFolderTemplate(installation, log);
	cpSync(path.join(template, '.n8n'), target, { recursive: true });
}

async function userFolderTemplate(installation: string, log: Log): Promise<string> {
	const name = `user-folder-${fingerprint(installationName(), JSON.stringify(owner), encryptionKey)}`;
	return await cached(
		name,
		async (userFolder) => {
			log('preparing a user folder for n8n, once per machine');
			const [port, brokerPort] = await freePorts(2);
			mkdirSync(path.join(userFolder, '.n8n'));
			const group = await launchN8n({
				installation,
				userFolder,
				command: 'start',
				args: [],
				port: port!,
				brokerPort: brokerPort!,
				env: {},
			});
			try {
				await new Rest(`http://127.0.0.1:${port}`).signIn();
			} finally {
				await group.end(30_000);
			}
			// The editor's files; rebuilt at every start.
			rmSync(path.join(userFolder, '.cache'), { recursive: true, force: true });
		},
		log,
	);
}
