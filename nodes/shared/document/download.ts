import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../clock';
import { fileTypeOf } from '../file/type';
import type { Invoice } from '../invoice/schema';
import type { Environment, Provider } from '../provider';
import { operationError } from '../operationError';
import { callApi } from '../api/request';
import { problemOf } from '../api/response/errorResponse';
import { missing, ok, type Result } from '../result';
import { mostBytes, tooLarge } from './size';
import { fileNameOf, store, type StoreSettings } from './store';

export interface DownloadSettings extends Omit<StoreSettings, 'mostBytes'> {
	/** The option Maximum Document Size; absent if the user has not added it. */
	maxMegabytes?: number;
}

/** Limit for a whole download, even one that is still receiving data. */
const LONGEST_DOWNLOAD = 15 * 60_000;

/** Statuses for a document that does not exist, or no longer. */
const MISSING = [404, 410];

/**
 * Downloads the document of an invoice into n8n's binary store, streaming.
 * @returns the file, or why there is none to download
 * @throws NodeApiError or NodeOperationError in the user's words for any other problem; then nothing is left in the
 * store
 */
export async function downloadDocument(
	this: IExecuteFunctions,
	provider: Provider,
	invoice: Invoice,
	environment: Environment,
	settings: DownloadSettings,
): Promise<Result<IBinaryData>> {
	const { itemIndex } = settings;
	const most = mostBytes.call(this, settings.maxMegabytes, itemIndex);
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
		const name = fileNameOf(settings.fileName ?? source.fileName, type);
		if (source.content.length > most) throw tooLarge.call(this, provider, most, itemIndex);
		return ok(await this.helpers.prepareBinaryData(source.content, name, type ?? 'application/octet-stream'));
	}

	const deadline = clock.now() + LONGEST_DOWNLOAD;
	const response = await callApi.call(this, {
		credential: provider.credential,
		displayName: provider.displayName,
		origins: [environment.apiUrl, ...(environment.documentOrigins ?? [])],
		url: source.url,
		headers: source.headers,
		// The provider may still be creating the document.
		retryOn: [404],
		expect: MISSING,
		rateLimitWait: provider.rateLimitWait,
		perSecond: provider.documentsPerSecond,
		stream: true,
		timeLimit: LONGEST_DOWNLOAD,
		withoutCredential: source.isOpen,
		itemIndex,
	});
	if (MISSING.includes(response.status)) {
		const credential = await this.getCredentials(provider.credential, itemIndex);
		const { message, description } = await problemOf(provider.displayName, response, credential);
		return missing(message, description);
	}
	const arrival = { response, suggestedName: source.fileName, deadline };
	return ok(await store.call(this, provider, arrival, { ...settings, mostBytes: most }));
}
