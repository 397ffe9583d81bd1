/**
 * Encrypts a secret for storage that others can read: AES-256-GCM, with a key that HKDF-SHA256 (RFC 5869) derives from
 * an API key. An API key has far more entropy than a password, so no slow derivation is needed.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const PURPOSE = 'n8n-nodes-invoices: secret of a webhook';
const FORM = /^1\.([\w-]{22})\.([\w-]{16})\.([\w-]{22})\.([\w-]+)$/;
/** Secrets have a few dozen characters: anything longer was not stored by us. */
const LONGEST = 4096;

/**
 * @param apiKey needed to decrypt it
 * @param owner of the secret, such as the id of a webhook; it cannot be decrypted for any other
 */
export function sealSecret(secret: string, apiKey: string, owner: string): string {
	const salt = randomBytes(16);
	const nonce = randomBytes(12);
	const cipher = createCipheriv(CIPHER, keyOf(apiKey, salt), nonce);
	cipher.setAAD(Buffer.from(owner));
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	const parts = [salt, nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
	return ['1', ...parts].join('.');
}

/** The secret; null with another API key, for another owner, and for anything that was tampered with. Never throws. */
export function openSecret(sealed: unknown, apiKey: string, owner: string): string | null {
	if (typeof sealed !== 'string' || sealed.length > LONGEST) return null;
	const parts = FORM.exec(sealed)?.slice(1);
	if (parts === undefined) return null;
	const [salt, nonce, tag, content] = parts.map((part) => Buffer.from(part, 'base64url'));
	try {
		const decipher = createDecipheriv(CIPHER, keyOf(apiKey, salt!), nonce!, { authTagLength: 16 });
		decipher.setAAD(Buffer.from(owner));
		decipher.setAuthTag(tag!);
		return Buffer.concat([decipher.update(content!), decipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}

const keyOf = (apiKey: string, salt: Buffer) => new Uint8Array(hkdfSync('sha256', apiKey, salt, PURPOSE, 32));
