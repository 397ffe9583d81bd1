import { createServer, type AddressInfo } from 'node:net';

/** Asks the system for `count` different free TCP ports of 127.0.0.1. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}

/** One free TCP port of 127.0.0.1. */
export async function freePort(): Promise<number> {
	const [port] = await freePorts(1);
	return port!;
}

async function listen() {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return server;
}
