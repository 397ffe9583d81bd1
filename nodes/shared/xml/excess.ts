import type { Steps } from '../steps';
import type { XmlElement } from './element';
import { EMBEDDED_FILES } from './namespaces';
import { LIMITS } from './limits';

const ELEMENTS_PER_STEP = 50_000;

/** What is written is validated, here and by who receives it. */
const WRITTEN = { ...LIMITS, elements: LIMITS.elementsToValidate };

/**
 * The limit that a written document exceeds, so that it could not be validated or read again, as the end of "The file …";
 * null when it exceeds none.
 * @param size of the printed document in bytes
 */
export function* excessOf(root: XmlElement, size: number): Steps<string | null> {
	if (size > WRITTEN.megabytes * 1024 * 1024) return `is larger than ${WRITTEN.megabytes} MB`;
	const counts = { elements: 0, attributes: 0, characters: 0, charactersOfText: 0, children: 0 };
	const open = [root];
	for (let element = open.pop(); element !== undefined; element = open.pop()) {
		const { children, attributes, text } = element;
		counts.attributes += attributes.size;
		const count = ({ length }: string) => {
			counts.characters += length;
			counts.charactersOfText = Math.max(counts.charactersOfText, length);
		};
		if (attributes.size > 0) for (const value of attributes.values()) count(value);
		// Embedded files are limited by the size of the document instead.
		if (!EMBEDDED_FILES.has(element.name)) count(text);
		counts.children = Math.max(counts.children, children.length);
		for (const child of children) open.push(child);
		if (++counts.elements % ELEMENTS_PER_STEP === 0) yield;
	}
	const most = (Object.keys(counts) as Array<keyof typeof counts>).find((key) => counts[key] > WRITTEN[key]);
	return most === undefined ? null : `holds more than ${WRITTEN[most].toLocaleString('en')} ${COUNTED[most]}`;
}

const COUNTED = {
	elements: 'elements',
	attributes: 'attributes',
	characters: 'characters of text',
	charactersOfText: 'characters in one text',
	children: 'elements directly in one element',
};
