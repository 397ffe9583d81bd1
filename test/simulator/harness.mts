/** For jest tests: servers that stop when the running test ends, and plain requests to them. */
import { send, type Reply } from './sender.mts';
import { listen, listenElsewhere, type Api, type ListenOptions, type SimulatorServer } from './server.mts';

const servers: SimulatorServer[] = [];

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** {@link listen}, until the end of the running test. */
export async function start(api: Api, options?: ListenOptions): Promise<SimulatorServer> {
	const server = await listen(api, options);
	servers.push(server);
	return server;
}

/** {@link listenElsewhere}, until the end of the running test. */
export async function startElsewhere(
	options?: Parameters<typeof listenElsewhere>[0],
): Promise<SimulatorServer> {
	const server = await listenElsewhere(options);
	servers.push(server);
	return server;
}

export async function get(
	url: string,
	headers: Record<string, string> = {},
	timeoutMs = 60_000,
): Promise<Reply> {
	return await send(url, { method: 'GET', body: Buffer.alloc(0), headers, timeoutMs });
}

/** The body of a response as JSON. */
export function jsonOf<T = unknown>(reply: Reply): T {
	return JSON.parse(reply.body.toString('utf8')) as T;
}
