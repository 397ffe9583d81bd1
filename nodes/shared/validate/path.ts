/** One step of a path. */
export interface Step {
	axis: 'child' | 'descendant' | 'parent' | 'self' | 'attribute';
	/** `*` is any. */
	name: string;
}

export interface Path {
	/** Whether it begins at the document rather than at an element. */
	isAbsolute: boolean;
	steps: readonly Step[];
}

const known = new Map<string, Path>();

/**
 * Reads a path in the short form of XPath, without predicates: `cac:Party/cbc:ID`, `../cbc:Amount`, `cbc:ID/@schemeID`,
 * `//cac:TaxCategory`, `/ubl:Invoice/cbc:ID`. Paths come from rules alone, so that there are only so many of them.
 */
export function pathOf(text: string): Path {
	let path = known.get(text);
	if (path === undefined) known.set(text, (path = read(text)));
	return path;
}

function read(text: string): Path {
	const steps: Step[] = [];
	let axis: Step['axis'] = 'child';
	const parts = text.split('/');
	const isAbsolute = parts[0] === '' && parts.length > 1;
	for (const part of isAbsolute ? parts.slice(1) : parts) {
		if (part === '') axis = 'descendant';
		else {
			steps.push(stepOf(part, axis));
			axis = 'child';
		}
	}
	return { isAbsolute, steps };
}

function stepOf(part: string, axis: Step['axis']): Step {
	if (part === '..') return { axis: 'parent', name: '*' };
	if (part === '.') return { axis: 'self', name: '*' };
	return part.startsWith('@') ? { axis: 'attribute', name: part.slice(1) } : { axis, name: part };
}
