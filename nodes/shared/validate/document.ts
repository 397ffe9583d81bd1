import type { XmlElement } from '../xml/element';
import { Node } from './node';

/** The codes of XPath for what ends a rule without a result. */
export type StopCode = 'XPTY0004' | 'FORG0001' | 'FORG0006';

export interface Stop {
	code: StopCode;
	node: Node;
}

/** A document as it stands, ready for rules: every element with its parent, and all elements by name. */
export class ValidatedDocument {
	readonly root: Node;
	/** Every element in the order of the document. */
	readonly nodes: readonly Node[];
	/** What ended the rule that is being applied. */
	stopped: Stop | null = null;
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
	}

	/** Every element of that name, wherever it is; `*` is any. */
	named(name: string): readonly Node[] {
		return name === '*' ? this.nodes : (this.byName.get(name) ?? []);
	}

	/** Notes that a rule cannot be decided at this element. */
	stop(code: StopCode, node: Node): void {
		this.stopped ??= { code, node };
	}
}

/** Something that rules need of the whole document, worked out once, so that no rule looks at all lines for each line. */
export function perDocument<T>(work: (document: ValidatedDocument) => T): (node: Node) => T {
	const known = new WeakMap<ValidatedDocument, { value: T }>();
	return ({ document }) => {
		let entry = known.get(document);
		if (entry === undefined) known.set(document, (entry = { value: work(document) }));
		return entry.value;
	};
}
