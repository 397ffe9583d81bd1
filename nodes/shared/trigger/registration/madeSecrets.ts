/**
 * Secrets that the provider issues when a webhook is registered through its API. A node cannot write to its credential,
 * so they are kept in the node's static data, which n8n stores with the workflow. They are encrypted with the
 * credential's API key, because exports and copies of a workflow may contain static data, but never credentials.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openSecret, sealSecret } from '../../authenticate/sealedSecret';
import type { Provider } from '../../provider';

/** The part of a node's static data that stores them. */
export interface SecretMemory {
	/** Encrypted, by webhook id. */
	secrets?: Record<string, string>;
}

/** Whether the provider issues the secret of a webhook that is registered with this method. */
export const makesSecret = ({ registration }: Provider, method: string): boolean =>
	registration?.secretMade?.method === method;

/** Encrypts and stores the secret of a webhook. */
export function keepSecret(
	memory: SecretMemory,
	provider: Provider,
	credential: ICredentialDataDecryptedObject,
	id: string,
	secret: string,
): void {
	const sealed = sealSecret(secret, apiKeyOf(provider, credential), id);
	// Assign a new object: n8n detects, and stores, only direct assignments to the static data.
	memory.secrets = { ...memory.secrets, [id]: sealed };
}

/** The secrets that can be decrypted with the current API key, by webhook id. */
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

/** Forgets the secrets that cannot be decrypted with the current API key: new ones have replaced them. */
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
