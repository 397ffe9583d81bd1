/**
 * Secrets that the provider makes when a webhook is registered by API. A node cannot write them into its credential, so they
 * stand in the node's static data, which n8n stores beside the workflow: sealed with the API key of the credential, because
 * exports and copies of the workflow may contain static data, and never the content of a credential.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openSecret, sealSecret } from '../../authenticate/sealedSecret';
import type { Provider } from '../../provider';

/** The part of a node's static data that holds them. */
export interface SecretMemory {
	/** Sealed, by the id of the webhook. */
	secrets?: Record<string, string>;
}

/** Whether the provider makes the secret of a webhook that is registered with this method. */
export const makesSecret = ({ registration }: Provider, method: string): boolean =>
	registration?.secretMade?.method === method;

/** Seals and stores the secret of a webhook. */
export function keepSecret(
	memory: SecretMemory,
	provider: Provider,
	credential: ICredentialDataDecryptedObject,
	id: string,
	secret: string,
): void {
	const sealed = sealSecret(secret, apiKeyOf(provider, credential), id);
	// As a whole: n8n notices, and stores, only what is assigned to the static data itself.
	memory.secrets = { ...memory.secrets, [id]: sealed };
}

/** The secrets that the present API key opens, by the id of the webhook. */
export function keptSecrets(
	memory: SecretMemory,
	provider: Provider,
	credential: ICredentialDataDecryptedObject,
): Map<string, string> {
	const apiKey = apiKeyOf(provider, credential);
	const opened = new Map<string, string>();
	for (const [id, sealed] of Object.entries(memory.secrets ?? {})) {
		const secret = openSecret(sealed, apiKey, id);
		if (secret !== null) opened.set(id, secret);
	}
	return opened;
}

/** Forgets the secrets that the present API key does not open: a new one has taken their place. */
export function forgetUnopened(
	memory: SecretMemory,
	provider: Provider,
	credential: ICredentialDataDecryptedObject,
): void {
	if (memory.secrets === undefined) return;
	const opened = keptSecrets(memory, provider, credential);
	memory.secrets = Object.fromEntries(Object.entries(memory.secrets).filter(([id]) => opened.has(id)));
}

function apiKeyOf({ registration }: Provider, credential: ICredentialDataDecryptedObject): string {
	const key = credential[registration?.secretMade?.sealedBy ?? ''];
	return typeof key === 'string' ? key.trim() : '';
}
