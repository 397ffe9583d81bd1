import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Shorter texts are not redacted: they occur in too many words. */
const SHORTEST = 8;
const HIDDEN = '***';

/**
 * Redacts the credential's values in a foreign text: some servers repeat the key that they reject, the address that
 * they were to call, or the whole request. Web addresses are not secret.
 */
export function withoutSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	const secrets = secretsOf(credential);
	const shown = [...new Set(secrets.flatMap(formsOf))]
		.sort((a, b) => b.length - a.length)
		.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
	return shown.replace(BASE64, (run) => (holdsOne(run, secrets) ? HIDDEN : run));
}

function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const { user, password } = credential;
	return [...Object.values(credential), `${String(user)}:${String(password)}`]
		.filter((value) => typeof value === 'string')
		.flatMap((value) => [value, ...value.split('\n')])
		.map((value) => value.trim())
		.filter((value) => value.length >= SHORTEST && !/^https?:\/\//i.test(value));
}

/** A secret as written in a text, in a URL, in a form and in JSON. */
function formsOf(secret: string): string[] {
	const inUrl = encodeURIComponent(secret.toWellFormed());
	const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
	return [secret, inUrl, inUrl.replace(/%20/g, '+'), inForm, JSON.stringify(secret).slice(1, -1)];
}

/** HTTP Basic and others encode secrets, alone or with more text around them. */
const BASE64 = /[A-Za-z0-9+/_-]{11,}={0,2}/g;

function holdsOne(run: string, secrets: readonly string[]): boolean {
	// What precedes it without a blank, such as a slash, shifts the groups of four.
	return [0, 1, 2, 3].some((start) => {
		const bytes = Buffer.from(run.slice(start), 'base64');
		const texts = [bytes.toString('utf8'), bytes.toString('latin1')];
		return secrets.some((secret) => texts.some((text) => text.includes(secret)));
	});
}
