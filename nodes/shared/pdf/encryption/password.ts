import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { normalized } from '../../unicode';
import { rc4 } from './rc4';

/** The entries that the standard security handler checks a password against (ISO 32000-2, 7.6.4). */
export interface PasswordEntries {
	revision: number;
	/** Length of the key in bytes. */
	length: number;
	owner: Buffer;
	user: Buffer;
	/** The file key, encrypted with a key derived from the password. Revision 5 and later. */
	ownerKey: Buffer;
	userKey: Buffer;
	permissions: number;
	encryptsMetadata: boolean;
	/** The first identifier of the file. */
	id: Buffer;
}

/** Pads passwords of less than 32 bytes (7.6.4.3.2). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

const md5 = (...parts: Uint8Array[]) => digest('md5', parts);

function digest(algorithm: string, parts: Uint8Array[]): Buffer {
	const hash = createHash(algorithm);
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/** The file key, for a correct user or owner password; null for a wrong one. */
export function fileKey(entries: PasswordEntries, password: string): Buffer | null {
	if (entries.revision >= 5)
		return keyOfRevision5(entries, Buffer.from(normalized(password, 'NFKC'), 'utf8').subarray(0, 127));
	// The standard requires PDFDocEncoding, but many writers use UTF-8.
	for (const encoding of ['latin1', 'utf8'] as const) {
		const typed = padded(Buffer.from(password, encoding));
		const key = keyOfUser(entries, typed) ?? keyOfUser(entries, userPasswordOf(entries, typed));
		if (key !== null) return key;
	}
	return null;
}

const padded = (password: Buffer) => Buffer.concat([password, PADDING], 32);

/** Algorithms 2 and 6: the file key for a user password; null when it is wrong. */
function keyOfUser(entries: PasswordEntries, password: Buffer): Buffer | null {
	const { revision, length, owner, user, permissions, encryptsMetadata, id } = entries;
	const flags = Buffer.alloc(4);
	flags.writeInt32LE(permissions | 0);
	const metadata = revision >= 4 && !encryptsMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
	let key = md5(password, owner.subarray(0, 32), flags, id, metadata).subarray(0, length);
	if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key).subarray(0, length);
	if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32)) ? key : null;
	let check: Buffer = md5(PADDING, id);
	for (let round = 0; round < 20; round++) check = rc4(variant(key, round), check);
	return check.equals(user.subarray(0, 16)) ? key : null;
}

/** Algorithm 7: decrypts the user password with an owner password, which may be wrong. */
function userPasswordOf({ revision, length, owner }: PasswordEntries, password: Buffer): Buffer {
	let key = md5(password);
	if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key);
	key = key.subarray(0, length);
	let result = owner.subarray(0, 32);
	if (revision === 2) return rc4(key, result);
	for (let round = 19; round >= 0; round--) result = rc4(variant(key, round), result);
	return result;
}

const variant = (key: Buffer, round: number) => key.map((byte) => byte ^ round);

/** Algorithm 2.A: each of the two entries consists of a hash, the salt of the hash and the salt of the key. */
function keyOfRevision5(entries: PasswordEntries, password: Buffer): Buffer | null {
	const { revision, owner, user, ownerKey, userKey } = entries;
	for (const [entry, encrypted, more] of [
		[user, userKey, Buffer.alloc(0)],
		[owner, ownerKey, user.subarray(0, 48)],
	] as const) {
		if (entry.length < 48 || encrypted.length < 32) continue;
		const hash = (salt: Buffer) =>
			revision === 5 ? digest('sha256', [password, salt, more]) : hashOfRevision6(password, salt, more);
		if (!hash(entry.subarray(32, 40)).equals(entry.subarray(0, 32))) continue;
		return decryptBlocks(hash(entry.subarray(40, 48)), Buffer.alloc(16), encrypted.subarray(0, 32));
	}
	return null;
}

/** Algorithm 2.B: at least 64 rounds. The last byte decides when to stop, at most 32 above its own value. */
function hashOfRevision6(password: Buffer, salt: Buffer, more: Buffer): Buffer {
	let key = digest('sha256', [password, salt, more]);
	for (let round = 0; ; round++) {
		const block = Buffer.concat([password, key, more]);
		const input = Buffer.concat(Array.from({ length: 64 }, () => block));
		const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
			false,
		);
		const encrypted = cipher.update(input);
		// The first 16 bytes as a number, modulo 3. 256 modulo 3 is 1, so the sum of the bytes has the same remainder.
		const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
		key = digest(['sha256', 'sha384', 'sha512'][remainder]!, [encrypted]);
		if (round >= 63 && encrypted.at(-1)! <= round + 1 - 32) return key.subarray(0, 32);
	}
}

/** AES-CBC with a key of 128 or 256 bits, whole blocks only. Does not remove padding. */
export function decryptBlocks(key: Buffer, vector: Buffer, data: Buffer): Buffer {
	if (vector.length < 16) return Buffer.alloc(0);
	const algorithm = key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc';
	const cipher = createDecipheriv(algorithm, key, vector).setAutoPadding(false);
	return cipher.update(data.subarray(0, data.length - (data.length % 16)));
}
