import type { XmlElement } from '../xml/element';
import { Node, type NodeDocument, type Stop, type StopCode } from './node';

export type { Stop, StopCode } from './node';

/** A document of real life takes up to 60 for an element, more only where it is tiny. */
const BUDGET_PER_NODE = 1000;
const LEAST_BUDGET = 1_000_000;

/** A document as it stands, ready for rules: every element with its parent, and all elements by name. */
export class ValidatedDocument implements NodeDocument {
	readonly root: Node;
	readonly nodes: readonly Node[];
	stopped: Stop | null = null;
	budget: number;
	private readonly byName = new Map<string, Node[]>();

	constructor(root: XmlElement) {
		const nodes: Node[] = [];
		this.root = new Node(root, null, this);
		const open = [this.root];
		for (let node = open.pop(); node !== undefined; node = open.pop()) {
			nodes.push(node);
			const named = this.byName.get(node.name);
			if (named === undefined) this.byName.set(node.name, [node]);
			else named.push(node);
			for (const child of node.element.children) node.children.push(new Node(child, node, this));
			for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
		}
		this.nodes = nodes;
		this.budget = LEAST_BUDGET + BUDGET_PER_NODE * nodes.length;
	}

	named(name: string): readonly Node[] {
		return name === '*' ? this.nodes : (this.byName.get(name) ?? []);
	}

	stop(code: StopCode, node: Node): void {
		this.stopped ??= { code, node };
	}
}

/**
 * Something that rules need of the whole document, worked out once, so that no rule looks at all lines for each line.
 * What stopped it stops every rule that asks for it.
 */
export function perDocument<T>(work: (document: NodeDocument) => T): (node: Node) => T {
	const known = new WeakMap<NodeDocument, { value: T; stop: Stop | null }>();
	return ({ document }) => {
		let entry = known.get(document);
		if (entry === undefined) {
			const before = document.stopped;
			document.stopped = null;
			const value = work(document);
			entry = { value, stop: document.stopped };
			document.stopped = before;
			known.set(document, entry);
		}
		if (entry.stop !== null) document.stop(entry.stop.code, entry.stop.node);
		return entry.value;
	};
}
