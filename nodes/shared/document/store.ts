/** Streams a document into n8n's binary store. */
import { NodeApiError, type IBinaryData, type IExecuteFunctions, type JsonObject } from 'n8n-workflow';
import { clock } from '../clock';
import { fileNameFromHeader, safeFileName } from '../file/name';
import { EXTENSIONS, fileTypeOf, type FileType } from '../file/type';
import type { Provider } from '../provider';
import type { ApiResponse } from '../api/response/outcome';
import { IDLE_TIMEOUT, isStream, watch, type Stream } from '../api/response/responseStream';
import { tooLarge } from './size';

/** Most documents are smaller and stored in one piece, which is cheaper than a monitored stream. */
const HEAD_BYTES = 2 * 1024 * 1024;

export interface StoreSettings {
	mostBytes: number;
	/** Overrides every other name. */
	fileName?: string;
	itemIndex: number;
}

/** A document about to be received. */
export interface Arrival {
	response: ApiResponse;
	/** Used when neither the user nor the response names the file. */
	suggestedName: string;
	/** In terms of `clock.now()`. */
	deadline: number;
}

/**
 * Stores a document, streaming.
 * @throws NodeApiError or NodeOperationError in the user's words; then nothing is left in the store
 */
export async function store(
	this: IExecuteFunctions,
	provider: Provider,
	{ response, suggestedName, deadline }: Arrival,
	settings: StoreSettings,
): Promise<IBinaryData> {
	const { body: stream, cut } = response;
	if (!isStream(stream)) throw broken.call(this, provider, settings, 'the response has no body');
	if (response.status === 206) {
		cut();
		throw broken.call(this, provider, settings, 'only part of it was sent');
	}
	const { mostBytes } = settings;
	const overLimit = () => tooLarge.call(this, provider, mostBytes, settings.itemIndex);
	// Only to refuse early. It is no check that all has arrived: it counts the bytes before unpacking, after which n8n's
	// HTTP client removes Content-Encoding. A connection that is cut makes the stream fail.
	if (Number(response.headers['content-length']) > mostBytes) {
		cut();
		throw overLimit();
	}

	const progress = { bytes: 0, isSilent: false };
	const read = (chunk: Buffer) => {
		progress.bytes += chunk.length;
		return chunk;
	};
	const timedOut = (why: 'silent' | 'late') => {
		progress.isSilent = why === 'silent';
		cut();
	};
	watch(stream, () => progress.bytes, timedOut, deadline);
	const interrupted = (otherwise: string) => {
		if (progress.isSilent) {
			return broken.call(this, provider, settings, `no data arrived for ${IDLE_TIMEOUT / 1000} seconds`);
		}
		const isLate = clock.now() >= deadline;
		return broken.call(this, provider, settings, isLate ? 'the download took too long' : otherwise);
	};

	const { head, ended } = await readHead(stream, read);
	if (head === null) throw interrupted('the connection was cut');
	const type = usableTypeOrCut.call(this, provider, cut, head, settings);
	const name = fileNameOf(
		settings.fileName ?? fileNameFromHeader(response.headers['content-disposition']) ?? suggestedName,
		type,
	);
	const mimeType = type ?? 'application/octet-stream';
	if (ended) {
		if (head.length > mostBytes) throw overLimit();
		const stored = await this.helpers.prepareBinaryData(head, name, mimeType).catch(() => null);
		if (stored === null) throw broken.call(this, provider, settings, 'the file could not be stored');
		return stored;
	}

	stream.unshift(head);
	progress.bytes = 0;
	const guarded = stream.map((chunk: Buffer) => {
		read(chunk);
		if (progress.bytes > mostBytes) throw overLimit();
		return chunk;
	});
	const stored = await this.helpers.prepareBinaryData(guarded as Stream, name, mimeType).catch(() => null);
	if (stored === null) cut();
	if (progress.bytes > mostBytes) throw overLimit();
	if (stored === null) {
		throw interrupted('the connection was cut or the file could not be stored');
	}
	return stored;
}

/** Up to HEAD_BYTES from the start; null when the stream broke off before that. */
async function readHead(
	stream: Stream,
	read: (chunk: Buffer) => Buffer,
): Promise<{ head: Buffer | null; ended: boolean }> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
			chunks.push(read(chunk as Buffer));
			size += (chunk as Buffer).length;
			if (size >= HEAD_BYTES) return { head: Buffer.concat(chunks), ended: false };
		}
	} catch {
		return { head: null, ended: true };
	}
	return { head: Buffer.concat(chunks), ended: true };
}

function usableTypeOrCut(
	this: IExecuteFunctions,
	provider: Provider,
	cut: () => void,
	head: Buffer,
	settings: StoreSettings,
): FileType {
	let usable = false;
	try {
		const type = usableType.call(this, provider, head, settings);
		usable = true;
		return type;
	} finally {
		if (!usable) cut();
	}
}

/** Detects the type from the first bytes. Rejects empty files, web pages and JSON responses: they are not documents. */
function usableType(this: IExecuteFunctions, provider: Provider, head: Buffer, settings: StoreSettings) {
	if (head.length === 0) throw broken.call(this, provider, settings, 'the file is empty');
	const type = fileTypeOf(head);
	if (type === 'text/html') throw noDocument.call(this, provider, settings, 'a web page');
	if (type === 'application/json') throw noDocument.call(this, provider, settings, 'data in JSON form');
	if (type === null && isText(head)) throw noDocument.call(this, provider, settings, 'a text');
	return type;
}

/** Whether a head of unknown type is text, and so probably an error message. */
function isText(head: Buffer): boolean {
	return !/[^\P{Cc}\t\n\r\f]|\ufffd/u.test(head.subarray(0, 512).toString('utf8').slice(0, -4));
}

export function fileNameOf(name: string, type: FileType): string {
	const extension = type === null ? undefined : EXTENSIONS[type];
	const safe = safeFileName(name, 'invoice');
	return extension === undefined || safe.toLowerCase().endsWith(`.${extension}`)
		? safe
		: `${safe}.${extension}`;
}

function noDocument(
	this: IExecuteFunctions,
	provider: Provider,
	{ itemIndex }: StoreSettings,
	found: string,
) {
	const message = `${provider.displayName} answered with ${found} instead of a document`;
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description:
			'The document may not be ready, the provider may not have enabled PDF export for your account, or the API key may not be allowed to read it. Try again later, then check the key, then ask the provider.',
		itemIndex,
	});
}

function broken(this: IExecuteFunctions, provider: Provider, { itemIndex }: StoreSettings, why: string) {
	const message = `The document from ${provider.displayName} did not arrive complete: ${why}`;
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description: 'Nothing was stored. Try again.',
		itemIndex,
	});
}
