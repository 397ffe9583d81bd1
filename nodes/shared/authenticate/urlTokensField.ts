import type { INodeProperties } from 'n8n-workflow';

/** The field of a credential that holds the secrets of webhook URLs. @param when the secret is needed, as a sentence */
export const urlTokensField = (
	when = 'Proves webhooks if the trigger uses a URL Token.',
): INodeProperties => ({
	displayName: 'URL Tokens',
	name: 'urlTokens',
	type: 'string',
	typeOptions: { password: true, rows: 3 },
	default: '',
	hint: 'A long random text that you invent, such as 40 letters and digits. You add it to the end of the webhook URL: ?token=…',
	description: `${when} One long random text per line, the one in use first: letters, digits, - and _. Where you register the webhook URL, add ?token=… at its end.`,
});
