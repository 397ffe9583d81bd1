import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf, parseUrl } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

/** The values of the credential's field Environment are the base URLs of the API. */
export const PRODUCTION_URL = 'https://api.accounting.riverty.io';
export const UAT_URL = 'https://api-uat.accounting.riverty.io';

/**
 * Where the API and the documents are, from what was typed into the credential. What is no https address is left out:
 * {@link checkedOriginsOf} says so to whoever tests the credential.
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

/** Where the subscription key may go. */
export const originsOf = ({ apiUrl, documentOrigins = [] }: Environment): string[] => [
	apiUrl,
	...documentOrigins,
];

/** Where the subscription key may go; an error that names what was typed and is of no use. */
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
			'The Extra Document Host in the credential is not the name of a host',
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

/** A web address without slashes at its end; null when it is none, or not https on its usual port. */
function httpsBase(typed: unknown): string | null {
	const url = baseUrlOf(typed, '');
	const parsed = url.ok ? parseUrl(url.value) : null;
	return url.ok && parsed?.protocol === 'https:' && parsed.port === '' ? url.value : null;
}
