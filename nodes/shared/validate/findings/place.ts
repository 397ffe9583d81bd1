import type { Node } from '../node';

interface Position {
	/** Position among the siblings of the same name, from 1. */
	number: number;
	/** Number of siblings of the same name, including the element itself. */
	count: number;
}

/** Cached by parent, because a large document may have findings in all of its lines. */
const positions = new WeakMap<Node, Map<Node, Position>>();

/** The position of an element among the siblings of its name. */
export function positionOf(node: Node, parent: Node): Position {
	let known = positions.get(parent);
	if (known === undefined) positions.set(parent, (known = positionsIn(parent)));
	return known.get(node) ?? { number: 1, count: 1 };
}

function positionsIn(parent: Node): Map<Node, Position> {
	const counts = new Map<string, number>();
	const numbers = parent.children.map((child): [Node, number] => {
		const number = (counts.get(child.name) ?? 0) + 1;
		counts.set(child.name, number);
		return [child, number];
	});
	return new Map(numbers.map(([child, number]) => [child, { number, count: counts.get(child.name) ?? 1 }]));
}

/** The XPath of an element, with positions where siblings share a name. */
export function placeOf(node: Node): string {
	const parts: string[] = [];
	for (let at: Node | null = node; at !== null; at = at.parent) {
		const { number, count } = at.parent === null ? { number: 1, count: 1 } : positionOf(at, at.parent);
		parts.push(count > 1 ? `${at.name}[${number}]` : at.name);
	}
	return `/${parts.reverse().join('/')}`;
}

const LINES = new Set(['cac:InvoiceLine', 'cac:CreditNoteLine', 'ram:IncludedSupplyChainTradeLineItem']);
const TAXES = new Set(['cac:TaxSubtotal', 'ram:ApplicableTradeTax']);

/** A field of the item, with its `[]` numbered by the line or tax that contains the element. */
export function fieldAt(field: string, node: Node): string {
	if (!field.includes('[]')) return field;
	const groups = field.startsWith('taxes') ? TAXES : LINES;
	for (let at: Node | null = node; at !== null; at = at.parent) {
		if (groups.has(at.name) && at.parent !== null) {
			return field.replace('[]', `[${positionOf(at, at.parent).number - 1}]`);
		}
	}
	return field.slice(0, field.indexOf('[]'));
}
