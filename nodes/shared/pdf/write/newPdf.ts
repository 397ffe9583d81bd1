import { createHash } from 'node:crypto';
import { PdfReference, type PdfDictionary } from '../syntax';
import { crossReferenceTable, type Written } from './crossReferences';
import { serializeObject } from './serialize';
import { bytesText, dictionaryOf, nameOf, type PdfBody } from './values';

/** The second line marks the file as binary (7.5.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/**
 * Writes a PDF file. @cantoo/pdf-lib is not bundled for the reasons given in update.ts; it would also need another
 * library for fonts.
 */
export class NewPdf {
	private readonly bodies: Array<PdfBody | undefined> = [];

	readonly add = (body: PdfBody): PdfReference => {
		this.bodies.push(body);
		return new PdfReference(this.bodies.length);
	};

	/** Reserves a number for an object that is added later. */
	reserve(): PdfReference {
		this.bodies.push(undefined);
		return new PdfReference(this.bodies.length);
	}

	set({ number }: PdfReference, body: PdfBody): void {
		this.bodies[number - 1] = body;
	}

	/** The finished file. @param pages in order, without `Parent` */
	bytes(pages: readonly PdfDictionary[], catalog: PdfDictionary, info: PdfDictionary): Buffer {
		const tree = this.reserve();
		const kids = pages.map((page) => this.add(new Map(page).set('Parent', tree)));
		this.set(tree, dictionaryOf({ Type: nameOf('Pages'), Kids: kids, Count: kids.length }));
		const root = this.add(new Map(catalog).set('Type', nameOf('Catalog')).set('Pages', tree));
		const information = this.add(info);
		const chunks: Buffer[] = [HEADER];
		const written: Written[] = [];
		let at = HEADER.length;
		for (const [index, body] of this.bodies.entries()) {
			const chunk = serializeObject(index + 1, 0, body ?? null);
			written.push({ number: index + 1, generation: 0, at });
			chunks.push(chunk);
			at += chunk.length;
		}
		const hash = createHash('md5');
		for (const chunk of chunks) hash.update(chunk);
		const id = bytesText(hash.digest());
		const trailer = dictionaryOf({
			Size: this.bodies.length + 1,
			Root: root,
			Info: information,
			ID: [id, id],
		});
		return Buffer.concat([...chunks, crossReferenceTable(written, trailer, at, true)]);
	}
}
