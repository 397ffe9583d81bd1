import { createHash } from 'node:crypto';
import type { Steps } from '../../steps';
import type { XmlElement } from '../../xml/element';
import { EMBEDDED_FILES } from '../../xml/namespaces';

const CHARACTERS_PER_UPDATE = 64 * 1024;
const ELEMENTS_PER_STEP = 20_000;

/**
 * SHA-256 of the content of a document in hexadecimal: names, attributes and texts. Independent of encoding,
 * indentation, comments and prefixes, and of the PDF or envelope around the document. Excludes embedded files, because
 * they are only kept on request.
 */
export function* digestOf(root: XmlElement): Steps<string> {
	const hash = createHash('sha256');
	const open = [root];
	let pending = '';
	let count = 0;
	for (let element = open.pop(); element !== undefined; element = open.pop()) {
		const { name, attributes, children, text } = element;
		pending += `${sized(name)}${attributes.size} ${children.length} `;
		for (const [attribute, value] of sorted(attributes)) pending += sized(attribute) + sized(value);
		pending += sized(EMBEDDED_FILES.has(name) ? '' : text);
		for (let index = children.length - 1; index >= 0; index--) open.push(children[index]!);
		if (pending.length > CHARACTERS_PER_UPDATE) {
			hash.update(pending);
			pending = '';
		}
		if (++count % ELEMENTS_PER_STEP === 0) yield;
	}
	return hash.update(pending).digest('hex');
}

/** Hashes the length first, so that no two sequences of texts give the same input. */
const sized = (text: string) => `${text.length}:${text}`;

/** The order of attributes has no meaning in XML. */
function sorted(attributes: XmlElement['attributes']) {
	return attributes.size < 2 ? attributes : [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
}
