import { parseUrl } from '../api/origin';

/**
 * Query parameters of a signed link that change with each delivery, such as signature and expiry, as written by Amazon
 * S3, CloudFront, Google Cloud Storage and others. Other parameters may identify the file.
 */
const PASSING =
	/^(?:x-(?:amz|goog)-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|(?:access_?)?token|sig(?:nature)?|hmac|exp(?:ir(?:es?|y|ation))?|timestamp|ts|nonce)$/i;
/** Parameters of an Azure Storage shared access signature, which ends with `sig`. */
const AZURE = /^(?:s[vterp]|spr|sip|ss|srt|sk(?:oid|tid|[tesv]))$/i;

/** A web address without the query parameters that change; any other text unchanged. */
export function stableAddress(text: string): string {
	if (!/^https?:\/\//i.test(text) || !text.includes('?') || parseUrl(text) === null) return text;
	const at = text.indexOf('?');
	const parameters = text
		.slice(at + 1)
		.split('#')[0]!
		.split('&');
	const named = parameters.map((parameter) => [parameter.split('=')[0]!, parameter] as const);
	const isAzure = named.some(([name]) => name.toLowerCase() === 'sig');
	const kept = named.filter(([name]) => name !== '' && !PASSING.test(name) && !(isAzure && AZURE.test(name)));
	const query = kept.map(([, parameter]) => parameter).sort();
	return [text.slice(0, at), ...(query.length > 0 ? [query.join('&')] : [])].join('?');
}
