import { NodeOperationError, type ICredentialDataDecryptedObject, type IHookFunctions } from 'n8n-workflow';
import type { Result } from '../../result';

/**
 * The base URL of the API to register at.
 * @param apiUrlOf reads it from the credential
 * @throws NodeOperationError with all in its message, because n8n shows no description when a workflow is activated
 */
export async function apiUrlIn(
	this: IHookFunctions,
	credential: string,
	apiUrlOf: (credential: ICredentialDataDecryptedObject) => Result<string>,
): Promise<string> {
	const url = apiUrlOf(await this.getCredentials(credential));
	if (!url.ok) throw new NodeOperationError(this.getNode(), `${url.error.message}. ${url.error.description}`);
	return url.value;
}
