import { Font } from '../../pdf/write/font';
import { REGULAR } from '../../pdf/write/fonts/regular';
import { normalized } from '../../unicode';

/** The font of a document, and the characters that it lacks. */
export class Typesetting {
	readonly font = new Font(REGULAR);
	/** The first missing characters; a visible sign replaces them. */
	readonly missing = new Set<string>();

	/** The text as it can be drawn: with composed characters, without invisible ones. */
	clean(text: string): string {
		const cleaned = normalized(text, 'NFC')
			.replace(/\t/g, ' ')
			.replace(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/gu, '');
		for (const character of cleaned) {
			if (character === '\n' || this.font.has(character) || this.missing.size >= MAX_MISSING) continue;
			this.missing.add(character);
		}
		return cleaned;
	}

	/** Wraps a text to a width, between words or, where a word is too long, inside it. */
	wrap(text: string, size: number, width: number): string[] {
		return this.clean(text)
			.split('\n')
			.flatMap((paragraph) => wrapped(paragraph, this.font, width / size));
	}
}

const MAX_MISSING = 20;

function wrapped(paragraph: string, font: Font, width: number): string[] {
	const lines: string[] = [];
	const space = font.width(' ');
	let line = '';
	let used = 0;
	const end = () => {
		lines.push(line);
		line = '';
		used = 0;
	};
	for (const word of paragraph.trim().split(/ +/)) {
		const length = font.width(word);
		if (line !== '' && used + space + length > width) end();
		if (length <= width) {
			line += line === '' ? word : ` ${word}`;
			used += (used > 0 ? space : 0) + length;
			continue;
		}
		for (const character of word) {
			const step = font.width(character);
			if (line !== '' && used + step > width) end();
			line += character;
			used += step;
		}
	}
	end();
	return lines;
}
