/** Documents in which an element is repeated often, as a file can repeat it. */
import { finish } from '../../../nodes/shared/steps';
import type { XmlDocument, XmlElement } from '../../../nodes/shared/xml/element';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';

export function parsed(xml: string | Buffer): XmlElement {
	const result = finish(xmlInSteps(Buffer.from(xml), { keepEmbeddedFiles: true }));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** A copy in which the given elements are repeated, each with other numbers. */
export function repeating(root: XmlElement, repeated: readonly XmlElement[], times: number): XmlElement {
	const document: XmlDocument = { repeated: new Map() };
	const copy = (element: XmlElement, number: number): XmlElement => ({
		...element,
		document,
		text: number > 0 && /^\d+(\.\d+)?$/.test(element.text) ? `${element.text}${number}` : element.text,
		children: element.children.flatMap((child) =>
			repeated.includes(child)
				? Array.from({ length: times }, (_, index) => copy(child, index + 1))
				: [copy(child, number)],
		),
	});
	return copy(root, 0);
}

/** The first element at each path. */
export function elementsOf(root: XmlElement): Map<string, XmlElement> {
	const found = new Map<string, XmlElement>();
	const visit = (element: XmlElement, path: string) => {
		if (!found.has(path)) found.set(path, element);
		for (const child of element.children) visit(child, `${path}/${child.name}`);
	};
	for (const child of root.children) visit(child, child.name);
	return found;
}
