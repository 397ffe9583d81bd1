/** The fields that credentials share. Texts specific to a provider, such as where to find a key, are passed in. */
import type { INodeProperties } from 'n8n-workflow';

type Own = Partial<Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description' | 'hint'>>;

const secretLines = (
	displayName: string,
	name: string,
	own: Omit<Own, 'displayName' | 'name'>,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { password: true, rows: 3 },
	default: '',
	...own,
});

/**
 * The secrets that verify signed webhooks, one per line.
 * @param displayName if the provider uses another word
 */
export const signingSecretsField = ({ displayName = 'Signing Secrets', ...own }: Omit<Own, 'name'>) =>
	secretLines(displayName, 'signingSecrets', own);

/** The logins that webhooks may send, one `user:password` per line. */
export const basicAuthSecretsField = (own: Pick<Own, 'description' | 'hint'>) =>
	secretLines('Basic Auth Logins', 'basicAuthSecrets', { placeholder: 'e.g. user:password', ...own });

/**
 * The secrets in webhook URLs.
 * @param when they are needed, as a sentence
 */
export const urlTokensField = (when = 'Needed only if Authentication in the trigger is URL Token.') =>
	secretLines('URL Tokens', 'urlTokens', {
		hint: `${when} Make up a long random token, such as 40 letters and digits, and append it to the webhook URL: ?token=…`,
		description: `${when} One long random token per line, the one in use first: letters, digits, - and _. Where you register the webhook URL, append ?token=… to it.`,
	});

/**
 * States which fields may stay empty.
 * @param needed what they are needed for, as "to …"
 */
export const apiFieldsNotice = (needed: string): INodeProperties => ({
	displayName: `To receive invoices, you can leave the fields below as they are. They are needed ${needed}.`,
	name: 'apiFieldsNotice',
	type: 'notice',
	default: '',
});

/** The API key. */
export const apiKeyField = (own: Own): INodeProperties => ({
	displayName: 'API Key',
	name: 'apiKey',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	...own,
});

/**
 * The API's base URL.
 * @param own `default` is absent where other fields determine the URL
 */
export const apiUrlField = (
	own: Pick<Own, 'placeholder' | 'description'> & { default?: string },
): INodeProperties => ({
	displayName: 'API Base URL',
	name: 'apiUrl',
	type: 'string',
	default: '',
	description: `${own.default === undefined ? 'Leave empty unless you use a test system of your own' : 'Change this only for a test system'}. The API key is sent to this address only.`,
	...own,
});
