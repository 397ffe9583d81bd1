import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Shorter texts stand in too many words to be hidden. */
const SHORTEST = 8;
const HIDDEN = '***';

/**
 * Removes the values of the credential from a foreign text, and the HTTP Basic login made of two of them: some
 * servers repeat the key that they reject. Web addresses are not secret.
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
