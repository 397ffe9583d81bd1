import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../clock';

/** A Node.js stream, as n8n types it. */
export type Stream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

/** Milliseconds without a byte until a request is given up. */
export const IDLE_TIMEOUT = 30_000;

export function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

export function discard(body: unknown) {
	if (isStream(body)) body.destroy();
}

/**
 * The first bytes of a stream, and whether they are all. The stream is destroyed, so that nothing more is received or
 * inflated.
 * @throws what the stream fails with; `ECONNABORTED` after a pause of one to two times {@link IDLE_TIMEOUT}
 */
export async function firstBytes(stream: Stream, most: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let size = 0;
	const read = async () => {
		for await (const chunk of stream) {
			chunks.push(chunk as Buffer);
			size += (chunk as Buffer).length;
			if (size > most) break;
		}
	};
	try {
		await Promise.race([read(), silence(stream, () => size)]);
	} finally {
		stream.destroy();
	}
	return { bytes: Buffer.concat(chunks).subarray(0, most), isWhole: size <= most };
}

/**
 * Rejects when nothing more is received. Axios, n8n's HTTP client, does not apply its timeout to the body of a stream when
 * it follows no redirects, and a stream of its that is destroyed while it waits never says so.
 */
async function silence(stream: Stream, received: () => number): Promise<never> {
	return await new Promise((_resolve, reject) => {
		const watch = (before: number) => {
			const check = () => {
				if (stream.destroyed) return;
				if (received() > before) watch(received());
				else reject(Object.assign(new Error(), { code: 'ECONNABORTED' }));
			};
			clock.signalAfter(IDLE_TIMEOUT).addEventListener('abort', check, { once: true });
		};
		watch(-1);
	});
}
