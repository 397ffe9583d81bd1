import { NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod/v4';
import type { ApiContext } from './context';
import { callApi, type ApiRequest } from './request';
import { safeParse } from '../json/safeParse';

/**
 * Calls a provider's API and checks the form of its JSON answer.
 * @throws NodeApiError for the call, NodeOperationError that names the field for the form
 */
export async function fetchJson<T>(
	context: ApiContext,
	schema: z.ZodType<T>,
	request: ApiRequest,
): Promise<T> {
	const response = await callApi.call(context, {
		...request,
		headers: { Accept: 'application/json', ...request.headers },
	});
	const parsed = safeParse(schema, response.body);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const field = issue?.path.map(String).join('.') || 'the answer itself';
	throw new NodeOperationError(
		context.getNode(),
		`${request.displayName} answered in an unexpected form – ${field}: ${issue?.message ?? 'unknown'}`,
		{
			description:
				'Check the base URL in the credential. If it is right, report the field to the makers of n8n-nodes-invoices.',
			itemIndex: request.itemIndex,
		},
	);
}
