import { NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod/v4';
import type { ApiContext } from './context';
import { callApi, type ApiRequest } from './request';
import type { Findings } from '../invoice/findings';
import { tolerantParse, unreadIssues } from '../json/tolerantParse';

/**
 * Calls a provider's API and reads its JSON response.
 * @param findings receives an issue for each optional field that is left out because it is malformed
 * @throws NodeApiError if the call fails, NodeOperationError naming the field if the response is malformed
 */
export async function fetchJson<T>(
	context: ApiContext,
	schema: z.ZodType<T>,
	request: ApiRequest,
	findings?: Findings,
): Promise<T> {
	const response = await callApi.call(context, {
		...request,
		headers: { Accept: 'application/json', ...request.headers },
	});
	const parsed = tolerantParse(schema, response.body);
	if (parsed.success) {
		const whereabouts = ` in the response from ${request.displayName}, and was not read`;
		findings?.issues.push(...unreadIssues(parsed.unread, '', whereabouts));
		return parsed.data;
	}
	const [issue] = parsed.issues;
	const field = issue?.path.map(String).join('.') || 'the response itself';
	throw new NodeOperationError(
		context.getNode(),
		`${request.displayName} sent an unexpected response – ${field}: ${issue?.message ?? 'unknown'}`,
		{
			description:
				'Check the base URL in the credential. If it is right, report the field to the makers of n8n-nodes-invoices.',
			itemIndex: request.itemIndex,
		},
	);
}
