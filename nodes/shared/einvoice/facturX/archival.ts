import type { PdfDocument } from '../../pdf/document';
import type { PdfFile } from '../../pdf/file';
import { PRICE } from '../../pdf/budget';
import { PdfName, PdfReference, type PdfDictionary, type PdfObject, type PdfValue } from '../../pdf/syntax';
import { Fonts, objectObstacles, paintsInCmyk } from './archivalRules';

/** Reasons why a file is not PDF/A-3 that an appended version cannot remove. */
export interface Obstacles {
	reasons: string[];
	isSigned: boolean;
}

/** Most font names listed in a reason. */
const MAX_NAMED = 3;
/** Limit for all content streams together: those that draw pages are smaller, and images are skipped. */
const MAX_CONTENT = 8 * 1024 * 1024;

/**
 * Looks for violations of PDF/A-3b (ISO 19005-3) that are common in invoices: fonts that are not embedded, scripts,
 * CMYK colours, annotations that are not printed. It is not a validator: finding nothing is no guarantee.
 */
export async function obstaclesTo({ file, catalog, trailer }: PdfDocument): Promise<Obstacles> {
	const walk = new Walk(file, catalog.has('OutputIntents'));
	await walk.from([catalog, trailer.get('Info') ?? null]);
	const encryption = trailer.has('Encrypt') ? ['it is encrypted'] : [];
	const reasons = [...encryption, ...fileObstacles(file.bytes), ...walk.reasons];
	if (file.budget.isExceeded || walk.isCut) reasons.push('it is too large to be checked in full');
	return { reasons: [...new Set(reasons)], isSigned: walk.isSigned };
}

/** Checks the file header (6.1.2). */
function fileObstacles(bytes: Buffer): string[] {
	const head = bytes.toString('latin1', 0, 64);
	const isWell = /^%PDF-1\.\d[\r\n]+%[\x80-\xff]{4}/.test(head);
	return isWell ? [] : ['its first two lines are not those of PDF/A'];
}

class Walk {
	isSigned = false;
	isCut = false;
	private readonly found = new Set<string>();
	private readonly fonts: Fonts;
	private readonly fontNames = new Set<string>();
	private readonly visited = new Set<number>();
	/** Numbers of the content streams, or lists of them, that were found. */
	private readonly contents = new Set<number>();
	private content = MAX_CONTENT;

	constructor(
		private readonly file: PdfFile,
		/** Colours are only checked against sRGB, which is added when the file has no output intent. */
		private readonly hasIntent: boolean,
	) {
		this.fonts = new Fonts(file);
	}

	get reasons(): string[] {
		const fonts = [...this.fontNames];
		const more = fonts.length > MAX_NAMED ? ` and ${fonts.length - MAX_NAMED} more` : '';
		return [
			...(fonts.length > 0
				? [`fonts are not embedded (${fonts.slice(0, MAX_NAMED).join(', ')}${more})`]
				: []),
			...this.found,
		];
	}

	/** Visits every reachable object once, breadth first. */
	async from(start: PdfValue[]): Promise<void> {
		const { budget } = this.file;
		const pending: number[] = [];
		let object: PdfObject | null = null;
		let values = start;
		for (let next = 0; ; next++) {
			const nested = [...values];
			for (let at = 0; at < nested.length; at++) {
				const part = nested[at]!;
				if (part instanceof PdfReference) {
					if (this.visited.has(part.number) || !budget.spend(PRICE.entry)) continue;
					this.visited.add(part.number);
					pending.push(part.number);
				} else if (Array.isArray(part)) pushAll(nested, part);
				else if (part instanceof Map) {
					await this.look(part, part === object?.value ? object : null);
					pushAll(nested, part.values());
				} else if (part instanceof PdfName && part.name === 'DeviceCMYK') this.addCmyk();
			}
			if (next >= pending.length) return;
			if (!budget.hasMoreThanReserve()) {
				this.isCut = true;
				return;
			}
			object = await this.file.object(pending[next]!);
			values = object === null ? [] : [object.value];
		}
	}

	private addCmyk(): void {
		if (!this.hasIntent) this.found.add('it uses colours of printing (CMYK) without a profile for them');
	}

	/** @param object the stream, or the object, that the dictionary belongs to; null when it is nested */
	private async look(dictionary: PdfDictionary, object: PdfObject | null): Promise<void> {
		if (dictionary.has('ByteRange') && dictionary.has('Contents')) this.isSigned = true;
		for (const reason of objectObstacles(dictionary)) this.found.add(reason);
		const font = await this.fonts.obstacle(dictionary);
		if (font !== null) this.fontNames.add(font);
		if (!this.hasIntent) await this.lookInside(dictionary, object);
	}

	/** Checks the content of pages and forms for colours. */
	private async lookInside(dictionary: PdfDictionary, object: PdfObject | null): Promise<void> {
		const contents = dictionary.get('Contents');
		if (dictionary.has('Rect') || dictionary.has('ByteRange')) return;
		const streams = Array.isArray(contents) ? contents : [contents];
		for (const stream of streams) {
			if (stream instanceof PdfReference && !this.isNewContent(stream)) continue;
			const resolved = await this.file.resolve(stream);
			const parts = Array.isArray(resolved) ? resolved.filter((part) => this.isNewContent(part)) : [stream];
			for (const part of parts) {
				if (part instanceof PdfReference) await this.lookInto(await this.file.object(part.number));
			}
		}
		const kind = dictionary.get('Subtype');
		if (object !== null && kind instanceof PdfName && kind.name === 'Form') await this.lookInto(object);
	}

	/** Whether it is a reference that no page had before: a page may repeat one a million times. */
	private isNewContent(part: PdfValue): boolean {
		if (!(part instanceof PdfReference) || this.contents.has(part.number)) return false;
		this.contents.add(part.number);
		return true;
	}

	private async lookInto(object: PdfObject | null): Promise<void> {
		if (object === null || !(object.value instanceof Map) || this.content <= 0) {
			if (this.content <= 0) this.isCut = true;
			return;
		}
		const stream = await this.file.streamOf(object, { limit: this.content });
		if (!stream.ok) return;
		this.content -= stream.value.bytes.length;
		if (paintsInCmyk(stream.value.bytes)) this.addCmyk();
	}
}

/** Pushes one by one: spreading a long list into arguments would overflow the stack. */
function pushAll(list: PdfValue[], values: Iterable<PdfValue>): void {
	for (const value of values) if (typeof value === 'object' && value !== null) list.push(value);
}
