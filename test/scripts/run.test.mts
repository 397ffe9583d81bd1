import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A clone with one dependency, on a machine where npm has never fetched anything. */
const machine = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-bare-'));
const clone = path.join(machine, 'clone');
let registry: Server;

beforeAll(async () => {
	const library = path.join(machine, 'library');
	mkdirSync(library);
	writeFileSync(path.join(library, 'package.json'), '{"name":"library","version":"1.0.0"}');
	execFileSync('npm', ['pack', '--silent', library], { cwd: machine });
	const tarball = readFileSync(path.join(machine, 'library-1.0.0.tgz'));
	registry = createServer((_, response) => response.end(tarball)).listen(0, '127.0.0.1');
	await new Promise((resolve) => registry.once('listening', resolve));
	const resolved = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/library/-/library-1.0.0.tgz`;

	for (const folder of ['scripts', 'demo']) mkdirSync(path.join(clone, folder), { recursive: true });
	for (const file of ['run.mjs', 'steps.mjs', 'trouble.js'])
		cpSync(path.join('scripts', file), path.join(clone, 'scripts', file));
	writeFileSync(path.join(clone, 'demo/demo.mts'), "console.log('the demo runs');");
	const root = { name: 'clone', version: '1.0.0', dependencies: { library: '1.0.0' } };
	writeFileSync(path.join(clone, 'package.json'), JSON.stringify(root));
	const packages = { '': root, 'node_modules/library': { version: '1.0.0', resolved } };
	writeFileSync(
		path.join(clone, 'package-lock.json'),
		JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }),
	);
	writeFileSync(path.join(machine, 'npmrc'), '');
});
afterAll(() => {
	registry.close();
	rmSync(machine, { recursive: true });
});

async function demo(): Promise<{ code: number | null; output: string }> {
	const given = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
	const child = spawn(process.execPath, ['scripts/run.mjs', 'demo'], {
		cwd: clone,
		env: {
			...Object.fromEntries(given),
			npm_config_cache: path.join(machine, 'cache'),
			npm_config_userconfig: path.join(machine, 'npmrc'),
		},
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, output };
}

it('says that there is no network, and installs as soon as there is', async () => {
	const { port } = registry.address() as AddressInfo;
	registry.close();
	const offline = await demo();
	expect(offline.output).toContain('cannot be reached. Connect this machine to the internet');
	expect(offline.code).toBe(1);

	registry.listen(port, '127.0.0.1');
	const online = await demo();
	expect(online.output).toContain('the demo runs');
	expect(online.code).toBe(0);
});
