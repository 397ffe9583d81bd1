/** Sends webhooks like a provider, but only to this machine. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SendOptions {
	body: Buffer;
	headers?: Record<string, string | string[]>;
	/** POST if absent */
	method?: string;
	/** For the whole exchange; 30 s if absent. */
	timeoutMs?: number;
	signal?: AbortSignal;
}

export interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** From sending the first byte to receiving the last. */
	ms: number;
}

/**
 * Sends one request; does not follow redirects.
 * @throws if the host is not this machine, if there is no response in time, or if the connection breaks
 */
export async function send(url: string, options: SendOptions): Promise<Reply> {
	const target = loopback(url);
	const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
	const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
	const started = performance.now();
	return await new Promise((resolve, reject) => {
		const fail = (error: Error) => {
			reject(timeout.aborted ? Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }) : error);
		};
		const request = httpRequest(
			target,
			{
				method: options.method ?? 'POST',
				headers: { ...options.headers, 'content-length': options.body.length },
				// Use a new connection: the receiver may be closing an idle one.
				agent: false,
				signal,
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', fail);
				response.on('end', () => {
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(chunks),
						ms: performance.now() - started,
					});
				});
			},
		);
		request.on('error', fail);
		request.end(options.body);
	});
}

/** How a provider delivers; with shorter intervals than the real one. */
export interface DeliveryRules {
	/** A slower response counts as a failure. */
	timeLimitMs: number;
	/** Intervals before the second attempt, the third and so on; their number is the number of retries. */
	waitsMs: readonly number[];
	/** Any 2xx if absent. */
	isSuccess?: (status: number) => boolean;
}

interface Attempt {
	/** Null without a response in time. */
	status: number | null;
	/** Why there was no response. */
	error: string | null;
	ms: number;
}

export interface Delivery {
	delivered: boolean;
	attempts: Attempt[];
}

/**
 * Delivers an event until it succeeds or no attempts are left. `make` builds each attempt anew, because signatures
 * contain the time of sending.
 */
export async function deliver(
	make: (attempt: number) => { url: string; body: Buffer; headers?: Record<string, string> },
	rules: DeliveryRules,
	signal?: AbortSignal,
	wait: (milliseconds: number) => Promise<void> = async (milliseconds) =>
		await sleep(milliseconds, undefined, { signal }),
): Promise<Delivery> {
	const isSuccess = rules.isSuccess ?? ((status: number) => status >= 200 && status < 300);
	const attempts: Attempt[] = [];
	for (let number = 1; number <= rules.waitsMs.length + 1; number++) {
		if (number > 1) await wait(rules.waitsMs[number - 2]!);
		const { url, body, headers } = make(number);
		loopback(url);
		const started = performance.now();
		try {
			const { status, ms } = await send(url, { body, headers, timeoutMs: rules.timeLimitMs, signal });
			attempts.push({ status, error: null, ms });
			if (isSuccess(status)) return { delivered: true, attempts };
		} catch (error) {
			if (signal?.aborted) throw error;
			const reason = (error as NodeJS.ErrnoException).code ?? String(error);
			attempts.push({ status: null, error: reason, ms: performance.now() - started });
		}
	}
	return { delivered: false, attempts };
}

function loopback(url: string): URL {
	const target = new URL(url);
	const isLocal = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(target.hostname);
	if (target.protocol !== 'http:' || !isLocal) {
		throw new Error(`The simulator sends to http on this machine only, not to ${target.host}`);
	}
	return target;
}
