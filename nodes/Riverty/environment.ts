import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf, parseUrl } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

/** The values of the credential's field Environment are base URLs of the API. */
export const PRODUCTION_URL = 'https://api.accounting.riverty.io';
export const UAT_URL = 'https://api-uat.accounting.riverty.io';

/**
 * The URLs of the API and of documents from the credential. Anything but https addresses is left out; {@link
 * checkedOriginsOf} reports them when the credential is tested.
 */
export function environmentOf({
	environment,
	documentBaseUrl,
	documentHost,
}: ICredentialDataDecryptedObject): Environment {
	const api = baseUrlOf(environment, PRODUCTION_URL);
	const apiUrl = api.ok ? api.value : '';
	const base = httpsBase(documentBaseUrl);
	const host = httpsBase(withScheme(documentHost));
	return {
		apiUrl,
		live: apiUrl === PRODUCTION_URL,
		documentBaseUrl: base ?? undefined,
		documentOrigins: [base, host].filter((url) => url !== null),
	};
}

/** The only origins that may receive the subscription key. */
export const originsOf = ({ apiUrl, documentOrigins = [] }: Environment): string[] => [
	apiUrl,
	...documentOrigins,
];

/** The same origins, or an error naming the unusable text in the credential. */
export function checkedOriginsOf(credential: ICredentialDataDecryptedObject): Result<string[]> {
	const environment = environmentOf(credential);
	const { documentBaseUrl, documentHost } = credential;
	if (environment.apiUrl === '') {
		return fail('The Environment in the credential is not an https:// address', 'Choose one of the list.');
	}
	if (isTyped(documentBaseUrl) && httpsBase(documentBaseUrl) === null) {
		return fail(
			'The Document Base URL in the credential is not an https:// address',
			'Type it with https:// in front, or leave it empty.',
		);
	}
	if (isTyped(documentHost) && httpsBase(withScheme(documentHost)) === null) {
		return fail(
			'The Extra Document Host in the credential is not a host name',
			'Type it like documents.example.com, or leave it empty.',
		);
	}
	return ok(originsOf(environment));
}

const isTyped = (value: unknown) => typeof value === 'string' && value.trim() !== '';

function withScheme(host: unknown): string {
	const typed = typeof host === 'string' ? host.trim() : '';
	return typed === '' || typed.includes('://') ? typed : `https://${typed}`;
}

/** A web address without trailing slashes; null unless it is https on the default port. */
function httpsBase(typed: unknown): string | null {
	const url = baseUrlOf(typed, '');
	const parsed = url.ok ? parseUrl(url.value) : null;
	return url.ok && parsed?.protocol === 'https:' && parsed.port === '' ? url.value : null;
}
