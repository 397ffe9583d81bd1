import { PRICE } from './budget';
import type { PdfDocument } from './document';
import type { PdfFile } from './file';
import { fail, ok, type Result } from '../result';
import { PdfReference, type PdfDictionary, type PdfValue } from './syntax';
import { textOf } from './text';

export interface PdfAttachment {
	name: string;
	/** The first bytes, enough to detect the type. On failure, the reason as the end of a sentence. */
	head(): Promise<Result<Buffer>>;
	/** All bytes. On failure, the reason as the end of a sentence. */
	read(): Promise<Result<Buffer>>;
}

const MAX_MEGABYTES = 25;
const HEAD = 1024;

/** Keys of a file specification, most preferred first. The last three are obsolete (ISO 32000-1, table 44). */
const PLATFORMS = ['UF', 'F', 'Unix', 'Mac', 'DOS'];

/**
 * The files embedded in a PDF: every file specification with an embedded file that is reachable from the catalog
 * (7.11.4). Those of the name tree and of the catalog's `AF` come first, because invoices belong there; those of pages,
 * annotations and everything else follow.
 */
export async function* attachmentsOf({ file, catalog }: PdfDocument): AsyncGenerator<PdfAttachment> {
	const names = await file.dictionary(catalog.get('Names'));
	const visited = new Set<number>();
	const streams = new Set<number>();
	for (const start of [names?.get('EmbeddedFiles'), catalog.get('AF'), catalog]) {
		for await (const specification of specificationsFrom(file, start ?? null, visited)) {
			const stream = await embeddedIn(file, specification);
			if (stream === null || streams.has(stream.number)) continue;
			streams.add(stream.number);
			yield await attachmentOf(file, specification, stream);
		}
	}
}

/** Every file specification reachable from a value, breadth first, each object visited once. */
async function* specificationsFrom(file: PdfFile, start: PdfValue, visited: Set<number>) {
	const { budget } = file;
	const pending: number[] = [];
	let value: PdfValue = start;
	for (let next = 0; ; next++) {
		const found: PdfDictionary[] = [];
		// Nested values, in the order in which they are written.
		const nested: PdfValue[] = [value];
		for (let at = 0; at < nested.length; at++) {
			const part = nested[at]!;
			if (part instanceof PdfReference) {
				if (visited.has(part.number) || !budget.spend(PRICE.entry)) continue;
				visited.add(part.number);
				pending.push(part.number);
			} else if (Array.isArray(part)) pushAll(nested, part);
			else if (part instanceof Map) {
				if (part.has('EF')) found.push(part);
				pushAll(nested, part.values());
			}
		}
		yield* found;
		if (next >= pending.length || !budget.hasMoreThanReserve()) return;
		value = (await file.object(pending[next]!))?.value ?? null;
	}
}

/** Pushes one by one: spreading a long list into arguments would overflow the stack. */
function pushAll(list: PdfValue[], values: Iterable<PdfValue>): void {
	for (const value of values) if (typeof value === 'object' && value !== null) list.push(value);
}

/** The content stream of a file specification; null when the file is outside of the PDF. */
async function embeddedIn(file: PdfFile, specification: PdfDictionary): Promise<PdfReference | null> {
	const embedded = await file.dictionary(specification.get('EF'));
	const stream = PLATFORMS.map((key) => embedded?.get(key)).find((value) => value instanceof PdfReference);
	return stream ?? null;
}

async function attachmentOf(
	file: PdfFile,
	specification: PdfDictionary,
	stream: PdfReference,
): Promise<PdfAttachment> {
	let name = '';
	for (const key of PLATFORMS) {
		await file.budget.pause();
		name ||= textOf(file, await file.resolve(specification.get(key)));
	}
	return {
		name,
		async head() {
			const content = await file.embeddedFile(stream, HEAD);
			return content.ok ? ok(content.value.bytes) : content;
		},
		async read() {
			const content = await file.embeddedFile(stream, MAX_MEGABYTES * 1024 * 1024);
			if (content.ok && !content.value.isCut) return ok(content.value.bytes);
			if (file.budget.left === 0) {
				return fail('would take too much work to unpack', 'Ask the sender for the XML of the invoice alone.');
			}
			return content.ok
				? fail(`is larger than ${MAX_MEGABYTES} MB`, 'Ask the sender for the XML of the invoice alone.')
				: content;
		},
	};
}
