/** One step of a path. */
export interface Step {
	axis: 'child' | 'descendant' | 'parent' | 'self';
	/** `*` matches any name. */
	name: string;
}

export interface Path {
	/** Whether the path starts at the document rather than at an element. */
	isAbsolute: boolean;
	steps: readonly Step[];
	/** The attribute at the end of the path, if there is one. */
	attribute: string | null;
	/** How many parent steps the path starts with. */
	up: number;
	/** The element name if the path is a single child step, as most paths of rules are. */
	child: string | null;
}

const known = new Map<string, Path>();

/**
 * Parses a path in abbreviated XPath without predicates: `cac:Party/cbc:ID`, `../cbc:Amount`, `cbc:ID/@schemeID`,
 * `//cac:TaxCategory`, `/ubl:Invoice/cbc:ID`. Cached without limit: only rules contain paths.
 */
export function parsePath(text: string): Path {
	let path = known.get(text);
	if (path === undefined) known.set(text, (path = read(text)));
	return path;
}

function read(text: string): Path {
	const steps: Step[] = [];
	let axis: Step['axis'] = 'child';
	let attribute: string | null = null;
	const parts = text.split('/');
	const isAbsolute = parts[0] === '' && parts.length > 1;
	for (const part of isAbsolute ? parts.slice(1) : parts) {
		if (part === '') axis = 'descendant';
		else if (part.startsWith('@')) attribute = part.slice(1);
		else {
			steps.push(stepOf(part, axis));
			axis = 'child';
		}
	}
	const [first] = steps;
	const isChild = !isAbsolute && attribute === null && steps.length === 1 && first?.axis === 'child';
	const below = steps.findIndex((step) => step.axis !== 'parent');
	const up = below < 0 ? steps.length : below;
	return { isAbsolute, steps, attribute, up, child: isChild ? first.name : null };
}

function stepOf(part: string, axis: Step['axis']): Step {
	if (part === '..') return { axis: 'parent', name: '*' };
	return part === '.' ? { axis: 'self', name: '*' } : { axis, name: part };
}
