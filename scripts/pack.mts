import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guard } from '../test/n8n/processes/guard.mts';
import { nodeBinary } from '../test/n8n/install/nodeBinary.mts';

export interface PackedPackage {
	/** The file that `npm publish` would upload. */
	tarball: string;
	/** The folder with its content, as n8n would load it. */
	directory: string;
}

let packed: Promise<PackedPackage> | undefined;

/**
 * Builds and packs this package as for publication and unpacks the result, once per process; everything is deleted when
 * the process ends. If `N8N_NODES_INVOICES_PACKED` is set, it uses that folder, which `pack` has filled.
 */
export async function packedPackage(): Promise<PackedPackage> {
	const ready = process.env.N8N_NODES_INVOICES_PACKED;
	packed ??= ready ? Promise.resolve(contentOf(ready)) : pack(temporaryFolder());
	return await packed;
}

/** Builds, packs and unpacks into an existing, empty folder: `<folder>/*.tgz` and `<folder>/package`. */
export async function pack(folder: string): Promise<PackedPackage> {
	await run('npx', ['--no-install', 'gulp', 'build']);
	await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]);
	const directory = path.join(folder, 'package');
	mkdirSync(directory);
	await run('tar', ['-xzf', tarballIn(folder), '-C', directory, '--strip-components=1']);
	return contentOf(folder);
}

function contentOf(folder: string): PackedPackage {
	return { tarball: tarballIn(folder), directory: path.join(folder, 'package') };
}

function tarballIn(folder: string): string {
	const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
	if (tarballs.length !== 1) throw new Error(`Expected one tarball in ${folder}, found ${tarballs.length}`);
	return path.resolve(folder, tarballs[0]!);
}

function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-pack-'));
	guard('folder', folder);
	return folder;
}

/** Runs a command in the checkout, under the Node.js of the checkout; its output is shown only when it fails. */
async function run(command: string, args: string[]): Promise<void> {
	const env = {
		...process.env,
		PATH: [path.dirname(nodeBinary()), process.env.PATH].join(path.delimiter),
	};
	const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const output: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
	const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
	if (code !== 0) {
		throw new Error(
			`${command} ${args.join(' ')} ended with ${String(code)}:\n${Buffer.concat(output).toString()}`,
		);
	}
}
