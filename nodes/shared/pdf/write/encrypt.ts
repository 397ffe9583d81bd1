import type { Security } from '../encryption/encryption';
import { PdfName, PdfText, type ObjectId, type PdfDictionary, type PdfValue } from '../syntax';
import { bytesText, isStream, type PdfBody } from './values';

/** Longer strings are decoded only in part, so they cannot be encrypted again. */
const MAX_TEXT = 4096;

/**
 * Encrypts the strings and content of an object with the key of its number (7.6.2). Strings that were read from a file
 * are decrypted first, because they may come from another object. Undefined when that is impossible.
 */
export function encryptedBody(body: PdfBody, id: ObjectId, security: Security): PdfBody | undefined {
	let isPossible = true;
	const text = (value: PdfText): PdfText => {
		const encrypted =
			value.source.length > MAX_TEXT ? null : security.encrypted('text', security.text(value), id);
		if (encrypted === null) isPossible = false;
		return encrypted === null ? value : bytesText(encrypted);
	};
	const inside = (value: PdfValue): PdfValue => {
		if (value instanceof PdfText) return text(value);
		if (Array.isArray(value)) return value.map(inside);
		return value instanceof Map ? dictionary(value) : value;
	};
	const dictionary = (entries: PdfDictionary): PdfDictionary =>
		new Map([...entries].map(([key, value]) => [key, inside(value)]));
	if (!isStream(body)) {
		const value = inside(body);
		return isPossible ? value : undefined;
	}
	const content = security.encrypted(kindOf(body.dictionary), body.content, id);
	const described = dictionary(body.dictionary);
	return isPossible && content !== null ? { dictionary: described, content } : undefined;
}

function kindOf(dictionary: PdfDictionary): 'stream' | 'embeddedFile' | 'metadata' {
	const type = dictionary.get('Type');
	const name = type instanceof PdfName ? type.name : '';
	return name === 'EmbeddedFile' ? 'embeddedFile' : name === 'Metadata' ? 'metadata' : 'stream';
}
