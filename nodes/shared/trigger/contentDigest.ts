import { createHash } from 'node:crypto';
import { ShapeCache, type Place } from './shapes';
import { stableAddress } from './stableAddress';

/** A part of the content of which only the figures count. */
class Figures {
	constructor(readonly of: unknown) {}
}

/**
 * The figures of a payload, each at its place. Texts are left out: a provider that builds the body anew for each
 * delivery may send a later name or status. So are containers without figures, which may come and go.
 */
export const figuresIn = (value: unknown): unknown => new Figures(value);

/**
 * 128 bits of the SHA-256 of the canonical JSON of an event's content, equal for content with the same meaning; null if
 * there is none. Members are sorted, and those without a value left out: senders vary both from call to call.
 *
 * Installations have stored these digests: for the same content, every version of this package must return the same.
 */
export function digestOf(content: unknown): string | null {
	const hash = createHash('sha256');
	const text = new CanonicalJson((piece) => hash.update(piece), content instanceof Figures);
	const written = text.write(content, '', shapes.root);
	shapes.limit();
	return written ? hash.update(text.rest).digest('hex').slice(0, 32) : null;
}

/** Of the events before: most have the same members. */
const shapes = new ShapeCache();

/** Text is hashed in pieces of this length, so that a large payload is not copied as one text. */
const PIECE = 64 * 1024;

/** Recursive, but parseJson bounds the depth. */
class CanonicalJson {
	/** What the hash has not got yet. */
	rest = '';

	constructor(
		private readonly hash: (piece: string) => void,
		private onlyFigures: boolean,
	) {}

	/**
	 * Writes a value after its label.
	 *
	 * @param place where the value is
	 * @returns whether there was a value to write
	 */
	write(value: unknown, label: string, place: Place): boolean {
		if (typeof value === 'object' && value !== null) return this.writeContainer(value, label, place);
		const text = this.onlyFigures ? figure(value) : scalar(value);
		if (text === null) return false;
		this.rest += label + text;
		// Every open container has this value, so that none of them is taken back.
		if (this.rest.length > PIECE) {
			this.hash(this.rest);
			this.rest = '';
		}
		return true;
	}

	private writeContainer(value: object, label: string, place: Place): boolean {
		if (value instanceof Figures) return this.writeFigures(value, label, place);
		const before = this.rest;
		const isWritten = Array.isArray(value)
			? this.writeItems(value, label, place)
			: this.writeMembers(value as Record<string, unknown>, label, place);
		if (isWritten || !this.onlyFigures) return true;
		this.rest = before;
		return false;
	}

	private writeFigures({ of }: Figures, label: string, place: Place): boolean {
		const { onlyFigures } = this;
		this.onlyFigures = true;
		const isWritten = this.write(of, label, place);
		this.onlyFigures = onlyFigures;
		return isWritten;
	}

	private writeItems(items: readonly unknown[], label: string, place: Place): boolean {
		this.rest += `${label}[`;
		const each = (place.items ??= {});
		let any = false;
		for (const item of items) {
			if (this.write(item, '', each)) any = true;
			else this.rest += item === '' && !this.onlyFigures ? '""' : 'null';
			this.rest += ',';
		}
		this.rest += ']';
		return any;
	}

	private writeMembers(value: Record<string, unknown>, label: string, place: Place): boolean {
		const [shape, members] = shapes.read(value, place);
		const { order, labels, places } = shape;
		this.rest += `${label}{`;
		let any = false;
		for (const index of order) {
			if (!this.write(members[index], labels[index]!, places[index]!)) continue;
			any = true;
			this.rest += ',';
		}
		this.rest += '}';
		return any;
	}
}

/** JSON of a text, number or truth value; null if it has none. */
function scalar(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : quoted(stableAddress(value));
	if (Number.isFinite(value)) return String(value);
	return value === null || value === undefined ? null : JSON.stringify(value);
}

/** What JSON escapes: control characters, quotes, backslashes, and halves of surrogate pairs. */
const MAY_NEED_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** JSON of a text. Most need no escape, and the test is faster than JSON.stringify. */
const quoted = (text: string): string => (MAY_NEED_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`);

/** A number as a text, with sign, separators, exponent or percent sign. */
const FIGURE = /^[-+]?\d[\d.,]*(?:e[-+]?\d+)?%?$/i;

/** JSON of a figure; null if it is none. */
function figure(value: unknown): string | null {
	if (typeof value === 'number') return `"${value}"`;
	return typeof value === 'string' && mayBeFigure(value) && FIGURE.test(value) ? `"${plain(value)}"` : null;
}

/** Whether it starts as a figure does: most texts do not, and need no regular expression. */
function mayBeFigure(text: string): boolean {
	const code = text.charCodeAt(0);
	return code >= 0x2b && code <= 0x39;
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * One notation for 10, 10.0 and "10": the same event must not count twice because a sender's JSON writer changed.
 * Other texts stay as they are: 007 may be an ID.
 */
function plain(figure: string): string {
	if (!DECIMAL.test(figure)) return figure;
	let end = figure.length;
	if (figure.includes('.')) {
		while (figure[end - 1] === '0') end -= 1;
		if (figure[end - 1] === '.') end -= 1;
	}
	const decimal = figure.slice(0, end);
	return decimal === '-0' ? '0' : decimal;
}
