import { createHash } from 'node:crypto';
import type { PdfDocument } from '../document';
import { PdfReference, PdfText, type PdfDictionary, type PdfValue } from '../syntax';
import { fail, ok, type Result } from '../../result';
import { crossReferenceStream, crossReferenceTable, type Written } from './crossReferences';
import { isTooDeep, serializeObject } from './serialize';
import { encryptedBody } from './encrypt';
import { bytesText, dictionaryOf, isStream, type PdfBody } from './values';

const damaged = <T>() =>
	fail<T>(
		'The PDF is damaged, so nothing can be added to it',
		'Open it in a PDF program and save it again, or leave it out: then a PDF is drawn.',
	);

/** Also used for a file that cannot be opened without its password. */
export const encrypted = <T>() =>
	fail<T>(
		'The PDF is encrypted in a way that prevents embedding an invoice',
		'Save the PDF without a password, or leave it out: then a PDF is drawn.',
	);

/** The highest number that readers know is 8,388,607 (Annex C), and a new version adds few objects. */
const MAX_NUMBER = 8_388_000;

/**
 * Appends a new version to a PDF file (ISO 32000-1, 7.5.6), leaving the existing bytes as they are.
 *
 * @cantoo/pdf-lib can do this, too. It is not bundled because it would push the package beyond 600 KB, n8n's scanner
 * rejects it, and it cannot limit its work on untrusted files.
 */
export class PdfUpdate {
	private readonly objects = new Map<number, { generation: number; body: PdfBody }>();
	private next: number;

	private constructor(
		private readonly document: PdfDocument,
		private readonly previous: number,
		private readonly header: number,
		readonly root: PdfReference,
	) {
		const { file, trailer } = document;
		const size = trailer.get('Size');
		// A wrong size counts for nothing, because the cross references give the numbers that are in use.
		const stated = typeof size === 'number' && Number.isInteger(size) && size <= MAX_NUMBER ? size : 0;
		this.next = Math.max(stated, file.highestNumber() + 1);
	}

	/**
	 * Fails for a file that had to be repaired to be read, or whose objects have numbers after which there is none: nothing
	 * can be appended to it.
	 */
	static of(document: PdfDocument): Result<PdfUpdate> {
		const { file, trailer, crossReferences } = document;
		const root = trailer.get('Root');
		// A trailer found by search has no `Size`.
		if (!(root instanceof PdfReference) || crossReferences === null || !trailer.has('Size')) {
			return damaged();
		}
		if (file.highestNumber() >= MAX_NUMBER) return damaged();
		const header = Math.max(0, file.bytes.subarray(0, 1024).indexOf('%PDF-'));
		return ok(new PdfUpdate(document, crossReferences, header, root));
	}

	add(body: PdfBody): PdfReference {
		const reference = new PdfReference(this.next++);
		this.objects.set(reference.number, { generation: 0, body });
		return reference;
	}

	/** Writes a new version of an object. */
	replace({ number, generation }: PdfReference, body: PdfBody): void {
		this.objects.set(number, { generation, body });
	}

	/** Replaces a value: its object when it is a reference; otherwise a new object takes its place. */
	put(place: PdfValue | undefined, body: PdfBody): PdfReference {
		if (!(place instanceof PdfReference)) return this.add(body);
		this.replace(place, body);
		return place;
	}

	/**
	 * The file with the new version. Fails when its objects are nested too deeply, or when new objects cannot be
	 * encrypted.
	 * @param info the information dictionary, where the file has one
	 */
	bytes(info: PdfReference | null): Result<Buffer> {
		const { file, trailer } = this.document;
		const chunks: Buffer[] = [file.bytes];
		let at = file.bytes.length;
		const push = (chunk: Buffer) => {
			chunks.push(chunk);
			at += chunk.length;
		};
		const last = file.bytes.at(-1);
		if (last !== 0x0a && last !== 0x0d) push(Buffer.from('\n'));
		const written: Written[] = [];
		for (const [number, { generation, body }] of this.objects) {
			if (isTooDeep(isStream(body) ? body.dictionary : body)) return damaged();
			written.push({ number, generation, at: at - this.header });
			const { security } = file;
			const stored = security === null ? body : encryptedBody(body, { number, generation }, security);
			if (stored === undefined) return encrypted();
			push(serializeObject(number, generation, stored));
		}
		const isTable = file.bytes
			.toString('latin1', this.previous, this.previous + 20)
			.trimStart()
			.startsWith('xref');
		const entries = this.trailerOf(trailer, info, isTable ? this.next : this.next + 1);
		push(
			isTable
				? crossReferenceTable(written, entries, at - this.header, false)
				: crossReferenceStream(written, entries, at - this.header, this.next),
		);
		return ok(Buffer.concat(chunks));
	}

	private trailerOf(old: PdfDictionary, info: PdfReference | null, size: number): PdfDictionary {
		return dictionaryOf({
			Size: size,
			Root: this.root,
			Info: info ?? undefined,
			ID: this.identifiers(old.get('ID')),
			Encrypt: old.get('Encrypt'),
			Prev: this.previous - this.header,
		});
	}

	/** File identifiers: the first stays, the second is new for each version (14.4). */
	private identifiers(old: PdfValue | undefined): PdfValue[] {
		const hash = createHash('md5').update(this.document.file.bytes);
		for (const { body } of this.objects.values()) {
			if (typeof body === 'object' && body !== null && 'content' in body) hash.update(body.content);
		}
		const own = bytesText(hash.digest());
		const first = Array.isArray(old) ? old[0] : undefined;
		return [first instanceof PdfText && first.bytes.length > 0 ? first : own, own];
	}
}
