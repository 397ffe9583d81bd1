import { ok, type Result } from '../result';
import { mapInSteps, type Steps } from '../steps';
import type { XmlDocument, XmlElement } from './element';
import { EMBEDDED_FILES, Names, SharedAttributes } from './namespaces';
import { LIMITS } from './parse';
import { tooMuch } from './problems';
import { withoutForbidden, type RootTag, type Tag } from './write';

/** These elements were not parsed, so they have no position. */
const NOWHERE = { line: 0, column: 0 };
const NO_CHILDREN: readonly XmlElement[] = [];

/**
 * The elements that parsing the printed document would give, with canonical prefixes. Fails
 * where parsing would: beyond {@link LIMITS}.
 */
export function* elementOf(root: RootTag): Steps<Result<XmlElement>> {
	const { xmlns } = root.attributes;
	const document: XmlDocument = { repeated: new Map() };
	const shared = new SharedAttributes();
	let [elements, attributes, characters, children] = [0, 0, 0, 0];

	const attributesOf = (tag: Tag): ReadonlyMap<string, string> => {
		const written = Object.entries(tag.attributes);
		attributes += written.length;
		for (const [, value] of written) characters += value.length;
		return shared.of(
			written
				.filter(([name]) => !name.startsWith('xmlns'))
				.map(([name, value]) => [name, withoutForbidden(value)]),
		);
	};
	const element = (tag: Tag, inside: readonly XmlElement[], name = tag.name): XmlElement => {
		const text = typeof tag.content === 'string' ? withoutForbidden(tag.content) : '';
		elements++;
		// As parsing counts them: embedded files have a limit of their own, the size of the document.
		if (!EMBEDDED_FILES.has(name)) characters += text.length;
		children = Math.max(children, inside.length);
		return { name, attributes: attributesOf(tag), children: inside, text, ...NOWHERE, document };
	};
	const build = (tag: Tag): XmlElement =>
		element(tag, typeof tag.content === 'string' ? NO_CHILDREN : tag.content.map(build));

	const name = xmlns === undefined ? root.name : new Names(null, () => {}).of(xmlns, root.name);
	const built = element(root, yield* mapInSteps(root.content, build), name);
	const counts = { elements, attributes, characters, children };
	const most = (Object.keys(counts) as Array<keyof typeof counts>).find((key) => counts[key] > LIMITS[key]);
	return most === undefined
		? ok(built)
		: tooMuch(`holds more than ${LIMITS[most].toLocaleString('en')} ${COUNTED[most]}`);
}

const COUNTED = {
	elements: 'elements',
	attributes: 'attributes',
	characters: 'characters of text',
	children: 'elements directly in one element',
};
