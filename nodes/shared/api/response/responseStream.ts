import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../../clock';

/** A Node.js stream, as n8n types it. */
export type Stream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

/** Milliseconds without data after which a request is aborted. */
export const IDLE_TIMEOUT = 30_000;

export function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

/**
 * The first bytes of a stream, and whether they are all of it. Then ends the request, so that nothing more is received
 * or decompressed.
 * @throws the stream's error; `ECONNABORTED` after a pause of one to two times {@link IDLE_TIMEOUT}
 */
export async function firstBytes(
	stream: Stream,
	cut: () => void,
	most: number,
): Promise<{ bytes: Buffer; isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let size = 0;
	const read = async () => {
		for await (const chunk of stream) {
			chunks.push(chunk as Buffer);
			size += (chunk as Buffer).length;
			if (size > most) break;
		}
	};
	const silence = new Promise<never>((_resolve, reject) => {
		const timedOut = () => reject(Object.assign(new Error(), { code: 'ECONNABORTED' }));
		watch(stream, () => size, timedOut);
	});
	try {
		await Promise.race([read(), silence]);
	} finally {
		cut();
	}
	return { bytes: Buffer.concat(chunks).subarray(0, most), isWhole: size <= most };
}

/**
 * Checks a stream every {@link IDLE_TIMEOUT} until it ends, and calls `timedOut` if nothing arrived in between or the
 * deadline has passed. Axios, n8n's HTTP client, does not apply its timeout to the body of a stream when it follows no
 * redirects. Destroying such a stream does not end it while it waits; aborting the request does.
 * @param received how many bytes were read so far
 * @param deadline in terms of `clock.now()`
 */
export function watch(
	stream: Stream,
	received: () => number,
	timedOut: (why: 'silent' | 'late') => void,
	deadline = Infinity,
) {
	const look = (before: number) => {
		const check = () => {
			if (stream.destroyed || stream.readableEnded) return;
			if (clock.now() >= deadline) timedOut('late');
			// Data waiting for a slow reader has arrived, so it is not a timeout.
			else if (received() === before && stream.readableLength === 0) timedOut('silent');
			else look(received());
		};
		clock.signalAfter(IDLE_TIMEOUT).addEventListener('abort', check, { once: true });
	};
	look(-1);
}
