import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { loginsOf } from '../../authenticate/basicAuth';
import { secretLines } from '../../authenticate/verdict';

/** Shorter texts are not redacted: they occur in too many words. */
const SHORTEST = 8;
const HIDDEN = '***';

/**
 * Redacts the credential's values in a foreign text: some servers repeat the key that they reject, the address that
 * they were to call, or the whole request. Web addresses are not secret.
 */
export function withoutSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	const secrets = secretsOf(credential);
	const shown = [...secrets]
		.sort((a, b) => b.length - a.length)
		.reduce((rest, secret) => rest.replace(patternOf(secret), HIDDEN), text);
	return shown.replace(BASE64, (run) => (holdsOne(run, secrets) ? HIDDEN : run));
}

function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const { user, password, basicAuthSecrets } = credential;
	// A registration sends user and password of a login apart.
	const passwords = loginsOf(secretLines(basicAuthSecrets)).map((login) => login.password);
	const values = [...Object.values(credential), `${String(user)}:${String(password)}`, ...passwords]
		.filter((value) => typeof value === 'string')
		.flatMap((value) => [value, ...value.split('\n')])
		.map((value) => value.trim())
		.filter((value) => value.length >= SHORTEST && !/^https?:\/\//i.test(value));
	return [...new Set(values)];
}

/**
 * Matches a secret as written in a text, in a URL, in a form, in JSON and in HTML. Senders differ in the characters that
 * they escape, so each may be escaped or not.
 */
const patternOf = (secret: string) => new RegExp([...secret].map(formsOf).join(''), 'g');

const NAMED: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

function formsOf(character: string): string {
	const code = character.codePointAt(0)!;
	const bytes = [...Buffer.from(character)].map((byte) => `%${hex(byte, 2)}`);
	const units = character.split('').map((unit) => `\\\\u${hex(unit.charCodeAt(0), 4)}`);
	const forms = [
		bytes.join(''),
		units.join(''),
		`&#(?:${code}|[xX]0*${hex(code, 1)});`,
		...(character in NAMED ? [`&${NAMED[character]};`] : []),
		// JSON.stringify leaves the slash as it is, PHP does not.
		literal(character === '/' ? '\\/' : JSON.stringify(character).slice(1, -1)),
		literal(character),
		...(character === ' ' ? ['\\+'] : []),
	];
	return `(?:${[...new Set(forms)].join('|')})`;
}

/** A number in hexadecimal digits of either case, as a pattern. */
const hex = (value: number, digits: number) =>
	value
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

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
