/**
 * A secret that can be stored where others read: AES-256-GCM, with a key that HKDF-SHA256 (RFC 5869) derives from an API key.
 * An API key has far more entropy than a password, so that no slow derivation is needed.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const PURPOSE = 'n8n-nodes-invoices: secret of a webhook';
const FORM = /^1\.([\w-]{22})\.([\w-]{16})\.([\w-]{22})\.([\w-]+)$/;
/** Secrets have some dozens of characters: more is no text of ours. */
const LONGEST = 4096;

/**
 * @param apiKey what opens it again
 * @param owner what the secret belongs to, such as the id of a webhook; it opens for no other
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

/** The secret; null with another API key, for another owner, and for whatever else is not as it was sealed. Never throws. */
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
