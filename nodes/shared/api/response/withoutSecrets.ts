import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Shorter texts are not redacted: they occur in too many words. */
const SHORTEST = 8;
const HIDDEN = '***';

/**
 * Redacts the credential's values, and any HTTP Basic login made of two of them, in a foreign text: some servers repeat
 * the key that they reject. Web addresses are not secret.
 */
export function withoutSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	const lines = Object.values(credential)
		.filter((value) => typeof value === 'string')
		.flatMap((value) => [value, ...value.split('\n')])
		.map((value) => value.trim())
		.filter((value) => value !== '' && !/^https?:\/\//i.test(value));
	const { user, password } = credential;
	const logins = [...lines.filter((line) => line.includes(':')), `${String(user)}:${String(password)}`];
	const secrets = [...lines, ...logins.map((login) => Buffer.from(login).toString('base64'))];
	return [...new Set(secrets)]
		.filter((secret) => secret.length >= SHORTEST)
		.sort((a, b) => b.length - a.length)
		.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
}
