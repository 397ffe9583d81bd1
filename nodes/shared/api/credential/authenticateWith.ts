/** The `authenticate` of a credential: adds its headers to requests to the provider's API, and only to those. */
import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { loginsOf } from '../../authenticate/basicAuth';
import { secretLines } from '../../authenticate/verdict';
import type { Result } from '../../result';
import { authenticateAt } from './authenticateAt';
import { NOTHING_TO_CALL } from './credentialTest';

/** The fields used to verify webhooks, each with the format of its lines for the error message. */
const RECEIVING: Record<string, string> = {
	signingSecrets: '',
	basicAuthSecrets: ' (user:password)',
	urlTokens: '',
};

interface Authentication {
	/** The fields of the credential. */
	properties: readonly INodeProperties[];
	/** What the API needs, in the form's own labels. */
	apiNeeds: string;
	/** Where the headers may be sent: one or more base URLs. */
	origins(credential: ICredentialDataDecryptedObject): Result<string | string[]>;
	headers(credential: ICredentialDataDecryptedObject): Record<string, string>;
}

/**
 * @returns a function that throws an Error in the user's words, shown by the credential test, if there is no usable
 * base URL, or neither an API key nor anything to verify webhooks with
 */
export const authenticateWith =
	({ properties, apiNeeds, origins, headers }: Authentication) =>
	async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		if (request.url === NOTHING_TO_CALL) {
			const fields = properties.filter(({ name }) => name in RECEIVING);
			if (fields.some(({ name }) => canVerify(name, credential[name]))) return request;
			const labels = fields.map(({ displayName, name }) => `${displayName}${RECEIVING[name]}`);
			throw new Error(
				`This credential is not usable yet. To receive invoices, fill in ${labels.join(' or ')}. To download documents, or for anything else that needs the API, fill in ${apiNeeds}.`,
			);
		}
		const home = origins(credential);
		if (!home.ok) throw new Error(`${home.error.message}. ${home.error.description}`);
		return authenticateAt([home.value].flat(), request, headers(credential));
	};

function canVerify(field: string, value: unknown): boolean {
	const lines = secretLines(value);
	return (field === 'basicAuthSecrets' ? loginsOf(lines) : lines).length > 0;
}
