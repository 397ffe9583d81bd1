import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { N8n } from '../../n8n/start.mts';

/** The reverse proxy in front of the webhook processors. */
export interface Front {
	readonly url: string;
	close(): Promise<void>;
}

/**
 * A reverse proxy that knows which processors are ready, like Kubernetes, Traefik, HAProxy and Caddy: it forwards a
 * request to one of them, and answers 503 if there is none. Without it events may be lost, because n8n 2.41 answers
 * every webhook with 200, "n8n is starting up. Please wait", for a moment during its start.
 */
export async function startFront(processors: ReadonlyArray<Pick<N8n, 'url'>>): Promise<Front> {
	let turn = 0;
	const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const first = turn++;
		for (let number = 0; number < processors.length; number++) {
			const processor = processors[(first + number) % processors.length]!;
			if (!(await isReady(processor))) continue;
			pass(processor, incoming, Buffer.concat(chunks), response);
			return;
		}
		response.writeHead(503).end();
	};
	const server = createServer((incoming, response) => {
		serve(incoming, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Whether an n8n has started, or has reconnected to its database. */
export async function isReady({ url }: Pick<N8n, 'url'>): Promise<boolean> {
	try {
		const response = await fetch(`${url}/healthz/readiness`, {
			headers: { connection: 'close' },
			signal: AbortSignal.timeout(2_000),
		});
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

function pass(
	{ url }: Pick<N8n, 'url'>,
	incoming: IncomingMessage,
	body: Buffer,
	response: ServerResponse,
): void {
	const { method, headers, url: path } = incoming;
	const outgoing = httpRequest(new URL(path!, url), { method, headers, agent: false }, (answer) => {
		response.writeHead(answer.statusCode!, answer.headers);
		answer.pipe(response).on('error', () => outgoing.destroy());
		answer.on('error', () => response.destroy());
	});
	outgoing.on('error', () => {
		if (response.headersSent) response.destroy();
		else response.writeHead(502).end();
	});
	response.on('close', () => outgoing.destroy());
	outgoing.end(body);
}
