import { NodeApiError, type IBinaryData, type IExecuteFunctions, type JsonObject } from 'n8n-workflow';
import { clock } from '../clock';
import { fileNameFromHeader, safeFileName } from '../file/name';
import { fileTypeOf, type FileType } from '../file/type';
import type { Invoice } from '../invoice/schema';
import type { Environment, Provider } from '../provider';
import { operationError } from '../operationError';
import type { ApiResponse } from '../api/outcome';
import { callApi } from '../api/request';
import { problemOf } from '../api/errorResponse';
import { IDLE_TIMEOUT, isStream, type Stream } from '../api/responseStream';
import { missing, ok, type Result } from '../result';

const MEGABYTE = 1024 * 1024;
/** Limit for a whole download, even one that still receives data. */
const LONGEST_DOWNLOAD = 15 * 60_000;
/** Most documents are smaller, and stored in one piece: cheaper than a monitored stream. */
const HEAD_BYTES = 2 * MEGABYTE;

const EXTENSIONS: Partial<Record<NonNullable<FileType>, string>> = {
	'application/pdf': 'pdf',
	'application/xml': 'xml',
	'application/zip': 'zip',
	'application/gzip': 'gz',
	'message/rfc822': 'eml',
};

export interface DownloadSettings {
	maxMegabytes: number;
	/** Overrides every other name. */
	fileName?: string;
	itemIndex: number;
}

/** The statuses that mean: no such document, or no longer. */
const MISSING = [404, 410];

/**
 * Downloads the document of an invoice into n8n's binary store, streaming.
 * @returns the file, or why there is none to download
 * @throws NodeApiError or NodeOperationError in the user's words for all else; nothing is left in the store then
 */
export async function downloadDocument(
	this: IExecuteFunctions,
	provider: Provider,
	invoice: Invoice,
	environment: Environment,
	settings: DownloadSettings,
): Promise<Result<IBinaryData>> {
	const { itemIndex } = settings;
	if (!(Number.isFinite(settings.maxMegabytes) && settings.maxMegabytes > 0)) {
		const problem = {
			message: 'Maximum Document Size is not a positive number',
			description: 'Type how many MB a document may have, such as 50, or remove the option.',
		};
		throw operationError(this.getNode(), problem, itemIndex);
	}
	const located = (await provider.locateDocument?.call(this, invoice, environment, itemIndex)) ?? {
		ok: false,
		error: {
			message: `${provider.displayName} has no documents to download`,
			description: 'Remove this step, or use another provider.',
		},
	};
	if (!located.ok) {
		if (located.error.isMissing) return located;
		throw operationError(this.getNode(), located.error, itemIndex);
	}
	const source = located.value;
	if ('content' in source) {
		// Any type is fine: this file came inside a verified event, so HTML or JSON is its content, not an error page.
		const type = fileTypeOf(source.content);
		const name = nameOf(settings.fileName ?? source.fileName, type);
		if (source.content.length > settings.maxMegabytes * MEGABYTE)
			throw tooLarge.call(this, provider, settings);
		return ok(await this.helpers.prepareBinaryData(source.content, name, type ?? 'application/octet-stream'));
	}

	const response = await callApi.call(this, {
		credential: provider.credential,
		displayName: provider.displayName,
		origins: [environment.apiUrl, ...(environment.documentOrigins ?? [])],
		url: source.url,
		headers: source.headers,
		// The provider may still be creating a new document.
		retryOn: [404],
		expect: MISSING,
		rateLimitWait: provider.rateLimitWait,
		perSecond: provider.documentsPerSecond,
		stream: true,
		itemIndex,
	});
	if (MISSING.includes(response.status)) {
		const { message, description } = await problemOf(provider.displayName, response);
		return missing(message, description);
	}
	return ok(await store.call(this, provider, response, source.fileName, settings));
}

async function store(
	this: IExecuteFunctions,
	provider: Provider,
	response: ApiResponse,
	suggestedName: string,
	settings: DownloadSettings,
): Promise<IBinaryData> {
	const stream = response.body;
	if (!isStream(stream)) throw broken.call(this, provider, settings, 'the answer has no body');
	const limit = settings.maxMegabytes * MEGABYTE;
	// The helper has decoded the body already, and Content-Length counts the encoded bytes.
	const declared = response.headers['content-encoding'] ? NaN : Number(response.headers['content-length']);
	if (declared > limit) {
		stream.destroy();
		throw tooLarge.call(this, provider, settings);
	}

	const deadline = clock.now() + LONGEST_DOWNLOAD;
	const { head, ended } = await readHead(stream, deadline);
	if (head === null) throw broken.call(this, provider, settings, 'the connection was cut');
	const type = usableTypeOrDestroy.call(this, provider, stream, head, settings);
	const name = nameOf(
		settings.fileName ?? fileNameFromHeader(response.headers['content-disposition']) ?? suggestedName,
		type,
	);
	const mimeType = type ?? 'application/octet-stream';
	if (ended) {
		if (head.length < declared) throw broken.call(this, provider, settings, 'the connection was cut');
		if (head.length > limit) throw tooLarge.call(this, provider, settings);
		const stored = await this.helpers.prepareBinaryData(head, name, mimeType).catch(() => null);
		if (stored === null) throw broken.call(this, provider, settings, 'the file could not be stored');
		return stored;
	}

	stream.unshift(head);
	const gate = { bytes: 0, verdict: 'ok' as 'ok' | 'tooLarge' | 'tooSlow' };
	const guarded = stream.map((chunk: Buffer) => {
		gate.bytes += chunk.length;
		if (gate.bytes > limit) gate.verdict = 'tooLarge';
		else if (clock.now() > deadline) gate.verdict = 'tooSlow';
		if (gate.verdict !== 'ok') stream.destroy(new Error(gate.verdict));
		return chunk;
	});
	const stored = await this.helpers.prepareBinaryData(guarded as Stream, name, mimeType).catch(() => null);
	if (gate.verdict === 'tooLarge') throw tooLarge.call(this, provider, settings);
	if (gate.verdict === 'tooSlow') throw broken.call(this, provider, settings, 'the download took too long');
	if (stored === null || gate.bytes < declared) {
		throw broken.call(this, provider, settings, 'the connection was cut or the file could not be stored');
	}
	return stored;
}

/** The first bytes: HEAD_BYTES, all, or what came until the deadline; null when the stream broke before. */
async function readHead(stream: Stream, deadline: number): Promise<{ head: Buffer | null; ended: boolean }> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
			chunks.push(chunk as Buffer);
			size += (chunk as Buffer).length;
			if (size >= HEAD_BYTES || clock.now() > deadline) return { head: Buffer.concat(chunks), ended: false };
		}
	} catch {
		return { head: null, ended: true };
	}
	return { head: Buffer.concat(chunks), ended: true };
}

function usableTypeOrDestroy(
	this: IExecuteFunctions,
	provider: Provider,
	stream: Stream,
	head: Buffer,
	settings: DownloadSettings,
): FileType {
	let usable = false;
	try {
		const type = usableType.call(this, provider, head, settings);
		usable = true;
		return type;
	} finally {
		if (!usable) stream.destroy();
	}
}

/** The type of a document by its first bytes; an empty file, a web page and a JSON response are not documents. */
function usableType(this: IExecuteFunctions, provider: Provider, head: Buffer, settings: DownloadSettings) {
	if (head.length === 0) throw broken.call(this, provider, settings, 'the file is empty');
	const type = fileTypeOf(head);
	if (type === 'text/html') throw noDocument.call(this, provider, settings, 'a web page');
	if (type === 'application/json') throw noDocument.call(this, provider, settings, 'data in JSON form');
	if (type === null && isText(head)) throw noDocument.call(this, provider, settings, 'a text');
	return type;
}

/** Whether the first bytes of an unknown type are text, and so probably an error message. */
function isText(head: Buffer): boolean {
	return !/[^\P{Cc}\t\n\r\f]|\ufffd/u.test(head.subarray(0, 512).toString('utf8').slice(0, -4));
}

function nameOf(name: string, type: FileType): string {
	const extension = type === null ? undefined : EXTENSIONS[type];
	const safe = safeFileName(name, 'invoice');
	return extension === undefined || safe.toLowerCase().endsWith(`.${extension}`)
		? safe
		: `${safe}.${extension}`;
}

function tooLarge(
	this: IExecuteFunctions,
	provider: Provider,
	{ maxMegabytes, itemIndex }: DownloadSettings,
) {
	const problem = {
		message: `The document of ${provider.displayName} is larger than ${maxMegabytes} MB`,
		description:
			'Raise Maximum Document Size in the options of this node if you expect documents of this size.',
	};
	return operationError(this.getNode(), problem, itemIndex);
}

function noDocument(
	this: IExecuteFunctions,
	provider: Provider,
	{ itemIndex }: DownloadSettings,
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

function broken(this: IExecuteFunctions, provider: Provider, { itemIndex }: DownloadSettings, why: string) {
	const message = `The document of ${provider.displayName} did not arrive whole: ${why}`;
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description: `Nothing was stored. Try again; a pause of ${IDLE_TIMEOUT / 1000} seconds without data counts as a cut.`,
		itemIndex,
	});
}
