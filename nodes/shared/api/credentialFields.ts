/** For credentials whose API key may stay empty, because receiving invoices needs only what proves the webhooks. */

/** Says in the form of a credential which fields can stay empty. @param needed for what they are, as "to …" */
export const apiFieldsNotice = (needed: string) => ({
	displayName: `To receive invoices, you can leave the fields below as they are. They are needed ${needed}.`,
	name: 'apiFieldsNotice',
	type: 'notice' as const,
	default: '',
});

/**
 * The request of a credential's test. Without an API key there is nothing to call, but n8n cannot skip a test, and
 * would say "Couldn't connect" to somebody who has filled in everything that receiving invoices needs. The request
 * then gets an empty document, and nothing leaves n8n.
 *
 * @param apiKey name of the field
 * @param baseURL and `url`: expressions without their braces
 */
export const onlyWith = (apiKey: string, baseURL: string, url: string) => ({
	baseURL: `={{ $credentials.${apiKey} ? (${baseURL}) : "" }}`,
	url: `={{ $credentials.${apiKey} ? (${url}) : "data:," }}`,
});
