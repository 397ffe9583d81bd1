import type { Node } from './node';

/** The place of an element as an XPath, with positions where several elements of a name are beside each other. */
export function placeOf(node: Node): string {
	const parts: string[] = [];
	for (let at: Node | null = node; at !== null; at = at.parent) {
		const { name } = at;
		const same = at.parent?.children.filter((sibling) => sibling.name === name) ?? [];
		parts.push(same.length > 1 ? `${name}[${same.indexOf(at) + 1}]` : name);
	}
	return `/${parts.reverse().join('/')}`;
}

const LINES = new Set(['cac:InvoiceLine', 'cac:CreditNoteLine', 'ram:IncludedSupplyChainTradeLineItem']);

/** A field of the item, with the number of the line that the element is in for its `[]`. */
export function fieldAt(field: string, node: Node): string {
	if (!field.includes('[]')) return field;
	for (let at: Node | null = node; at !== null; at = at.parent) {
		if (!LINES.has(at.name)) continue;
		const { name } = at;
		const lines = at.parent?.children.filter((sibling) => sibling.name === name) ?? [];
		return field.replace('[]', `[${lines.indexOf(at)}]`);
	}
	return field.replace('[]', '');
}
