import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { PRICE, type Budget } from '../budget';
import { damaged, type FilterUse } from '../filters/filters';
import { decryptBlocks, fileKey } from './password';
import { rc4 } from './rc4';
import { fail, ok, type Result } from '../../result';
import { PdfName, PdfText, type ObjectId, type PdfDictionary, type PdfValue } from '../syntax';

/** The properties of a stream that decide how it is encrypted. */
interface DescribedStream {
	id: ObjectId;
	dictionary: PdfDictionary;
	filters: FilterUse[];
	/** Embedded files can be encrypted differently from the rest. */
	isEmbeddedFile: boolean;
}

/** Decrypts the content of a file, and encrypts what is added to it. */
export interface Security {
	stream(raw: Buffer, described: DescribedStream, budget: Budget): Promise<Result<Buffer>>;
	text(text: PdfText): Buffer;
	/** Encrypts the content of a new object as the file requires; null when the encryption method is unknown. */
	encrypted(
		kind: 'stream' | 'embeddedFile' | 'metadata' | 'text',
		plain: Buffer,
		id: ObjectId,
	): Buffer | null;
}

/** The algorithm of a crypt filter; null: not encrypted; undefined: unknown. */
type Method = 'rc4' | 'aes' | 'aes256' | null | undefined;

const METHODS: ReadonlyMap<string, Method> = new Map([
	['None', null],
	['V2', 'rc4'],
	['AESV2', 'aes'],
	['AESV3', 'aes256'],
]);

/** Appended to the key of an object for AES (ISO 32000-1, 7.6.2). */
const SALT = Buffer.from('sAlT');

/**
 * Opens the standard security handler (ISO 32000-2, 7.6). Without a password this works for files that only have an
 * owner password, which everybody may read.
 * @param entries of the `Encrypt` dictionary, references resolved
 * @param id the first identifier of the file
 */
export function openSecurity(entries: PdfDictionary, id: Buffer, password: string): Result<Security> {
	const number = (key: string) => numberOf(entries.get(key));
	const bytes = (key: string) => {
		const text = entries.get(key);
		return text instanceof PdfText ? text.bytes : Buffer.alloc(0);
	};
	if (entries.size === 0) return broken();
	const handler = nameOf(entries.get('Filter'));
	const [version, revision] = [number('V') ?? 0, number('R') ?? 0];
	if (handler !== 'Standard' || ![1, 2, 4, 5].includes(version) || revision < 2 || revision > 6) {
		return fail(
			`The PDF is encrypted in a way that is not supported (${handler ?? 'without a name'}, version ${version})`,
			'Ask the sender for the file without encryption, or for the XML of the invoice alone.',
		);
	}
	const stated = number('Length') ?? 40;
	const bits = version === 1 ? 40 : version === 2 ? (stated < 40 ? stated * 8 : stated) : 128;
	const parameters = {
		revision,
		length: Math.min(16, Math.max(5, bits >> 3)),
		owner: bytes('O'),
		user: bytes('U'),
		ownerKey: bytes('OE'),
		userKey: bytes('UE'),
		permissions: number('P') ?? 0,
		encryptsMetadata: entries.get('EncryptMetadata') !== false,
		id,
	};
	if (parameters.owner.length < 32 || parameters.user.length < 32) return broken();
	const key = fileKey(parameters, '') ?? (password === '' ? null : fileKey(parameters, password));
	if (key !== null) return ok(securityOf(entries, version, key));
	return password === ''
		? fail(
				'The PDF can only be opened with a password',
				'Add the option PDF Password to this node, and enter the password that the sender gave you.',
			)
		: fail(
				'The PDF cannot be opened with this password',
				'Check the option PDF Password. Capital letters and blanks matter.',
			);
}

const broken = () =>
	fail<Security>(
		'The encryption of the PDF is damaged',
		'Ask the sender for the file again, or for the XML of the invoice alone.',
	);

function securityOf(entries: PdfDictionary, version: number, key: Buffer): Security {
	const crypt = entries.get('CF');
	const methodOf = (name: string | null): Method => {
		if (version < 4) return 'rc4';
		if (name === null || name === 'Identity') return null;
		const filter = crypt instanceof Map ? crypt.get(name) : null;
		return METHODS.get((filter instanceof Map ? nameOf(filter.get('CFM')) : null) ?? '');
	};
	const [streams, texts] = [nameOf(entries.get('StmF')), nameOf(entries.get('StrF'))];
	const embedded = nameOf(entries.get('EFF')) ?? streams;
	const encryptsMetadata = entries.get('EncryptMetadata') !== false;

	const filterOf = ({ dictionary, filters, isEmbeddedFile }: DescribedStream): Method => {
		const type = nameOf(dictionary.get('Type'));
		if (type === 'XRef' || (type === 'Metadata' && !encryptsMetadata)) return null;
		const own = filters.find(({ name }) => name === 'Crypt');
		if (own) return methodOf(nameOf(own.parameters.get('Name')));
		return methodOf(isEmbeddedFile ? embedded : streams);
	};
	return {
		async stream(raw, described, budget) {
			const method = filterOf(described);
			if (method === null) return ok(raw);
			if (method === undefined) {
				return fail(
					'is encrypted in a way that is not supported',
					'Ask the sender for the XML of the invoice alone.',
				);
			}
			if (!budget.spend(raw.length * PRICE.output)) return damaged();
			return ok(await decrypt(method, keyOf(method, key, described.id), raw, budget));
		},
		encrypted(kind, plain, id) {
			const names = { stream: streams, embeddedFile: embedded, metadata: streams, text: texts };
			const method = kind === 'metadata' && !encryptsMetadata ? null : methodOf(names[kind]);
			if (method === null) return plain;
			return method === undefined ? null : encrypt(method, keyOf(method, key, id), plain);
		},
		text(text) {
			const method = methodOf(texts);
			const { bytes } = text;
			if (text.owner === null || !method) return bytes;
			// Some writers leave strings unencrypted. An AES-encrypted one has an initialization vector and whole
			// blocks.
			if (method !== 'rc4' && (bytes.length < 32 || bytes.length % 16 !== 0)) return bytes;
			const own = keyOf(method, key, text.owner);
			return method === 'rc4'
				? rc4(own, bytes)
				: unpadded(decryptBlocks(own, bytes.subarray(0, 16), bytes.subarray(16)));
		},
	};
}

/** The key of an object, derived from the key of the file (7.6.2). */
function keyOf(method: Method, key: Buffer, { number, generation }: ObjectId): Buffer {
	if (method === 'aes256') return key;
	const id = Buffer.alloc(5);
	id.writeUIntLE(number % 2 ** 24, 0, 3);
	id.writeUIntLE(generation % 2 ** 16, 3, 2);
	const hash = createHash('md5').update(key).update(id);
	if (method === 'aes') hash.update(SALT);
	return hash.digest().subarray(0, Math.min(16, key.length + 5));
}

async function decrypt(method: Method, key: Buffer, raw: Buffer, budget: Budget): Promise<Buffer> {
	await budget.pause();
	if (method === 'rc4') return rc4(key, raw);
	return unpadded(decryptBlocks(key, raw.subarray(0, 16), raw.subarray(16)));
}

/** AES-CBC with the initialization vector in front and padding at the end (7.6.3.1). */
function encrypt(method: Method, key: Buffer, plain: Buffer): Buffer {
	if (method === 'rc4') return rc4(key, plain);
	const vector = randomBytes(16);
	const cipher = createCipheriv(method === 'aes256' ? 'aes-256-cbc' : 'aes-128-cbc', key, vector);
	return Buffer.concat([vector, cipher.update(plain), cipher.final()]);
}

/** Removes PKCS#7 padding if present: truncated data have none. */
function unpadded(data: Buffer): Buffer {
	const count = data.at(-1) ?? 0;
	const isPadding = count >= 1 && count <= 16 && data.subarray(-count).every((byte) => byte === count);
	return isPadding ? data.subarray(0, data.length - count) : data;
}

const nameOf = (value: PdfValue | undefined) => (value instanceof PdfName ? value.name : null);
const numberOf = (value: PdfValue | undefined) => (typeof value === 'number' ? value : null);
