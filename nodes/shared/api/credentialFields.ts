/** For credentials whose API key may stay empty, because receiving invoices needs only what verifies the webhooks. */
import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { loginsOf } from '../authenticate/basicAuth';
import { secretLines } from '../authenticate/verdict';
import type { Result } from '../result';

/** A notice in the credential's form on which fields can stay empty. @param needed what they are needed for, as "to …" */
export const apiFieldsNotice = (needed: string) => ({
	displayName: `To receive invoices, you can leave the fields below as they are. They are needed ${needed}.`,
	name: 'apiFieldsNotice',
	type: 'notice' as const,
	default: '',
});

/** A URL that holds an empty document: requesting it sends nothing. */
const NOTHING_TO_CALL = 'data:,';

/**
 * The request of a credential's test. Without an API key there is nothing to call, but n8n cannot skip a test, and
 * would say "Couldn't connect" to somebody who has filled in everything that receiving invoices needs. n8n sends the
 * headers of a credential along wherever a redirect leads, so none is followed.
 *
 * @param apiKey name of the field
 * @param baseURL and `url`: expressions without their braces
 */
export const onlyWith = (apiKey: string, baseURL: string, url: string) => ({
	baseURL: `={{ $credentials.${apiKey} ? (${baseURL}) : "" }}`,
	url: `={{ $credentials.${apiKey} ? (${url}) : "${NOTHING_TO_CALL}" }}`,
	disableFollowRedirect: true,
});

/** For a test that accepts any response but a rejection. @param rejections statuses besides the redirects */
export const anyAnswerBut = (...rejections: number[]) => ({
	ignore: true as const,
	except: [...REDIRECTS, ...rejections],
});

/** All of 3xx that HTTP has; those with a `Location` are named in {@link redirectRules}. */
const REDIRECTS = [300, 301, 302, 303, 304, 305, 306, 307, 308];

/** The messages of a credential's test on a redirect. @param provider as the user knows it */
export const redirectRules = (provider: string): IAuthenticateRuleResponseCode[] =>
	[301, 302, 303, 307, 308].map((status) => ({
		type: 'responseCode',
		properties: {
			value: status,
			message: `${provider} answered with a redirect to another address (HTTP ${status}). The key was not sent there. Check the address of the API in this credential.`,
		},
	}));

/** The fields of a credential by purpose: name of the field → as the user sees it. */
export interface CredentialFields {
	receiving: Partial<Record<'signingSecrets' | 'basicAuthSecrets' | 'urlTokens', string>>;
	api: string;
}

/**
 * Where a credential may be sent: nowhere while its test has nothing to call. A credential's `authenticate` calls it before
 * it adds anything to a request; the test of the credential shows what is thrown here.
 *
 * @throws Error in the user's words: there is no usable base URL, or, in the test, the credential is of no use
 */
export function homeOf(
	base: Result<string | string[]>,
	request: IHttpRequestOptions,
	credential: ICredentialDataDecryptedObject,
	fields: CredentialFields,
): string[] {
	if (request.url === NOTHING_TO_CALL) {
		if (canReceive(credential, fields)) return [];
		throw new Error(
			`This credential cannot do anything yet. To receive invoices, fill in ${Object.values(fields.receiving).join(' or ')}. To download documents, and for all else that needs the API, fill in ${fields.api}.`,
		);
	}
	if (!base.ok) throw new Error(`${base.error.message}. ${base.error.description}`);
	return [base.value].flat();
}

function canReceive(credential: ICredentialDataDecryptedObject, { receiving }: CredentialFields): boolean {
	return Object.keys(receiving).some((field) => {
		const lines = secretLines(credential[field]);
		return (field === 'basicAuthSecrets' ? loginsOf(lines) : lines).length > 0;
	});
}
