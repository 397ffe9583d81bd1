import type { Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import type { Kind } from './xpath/kind';
import { Node, type NodeDocument, type Stop, type StopCode } from './xpath/node';

export type { Stop, StopCode } from './xpath/node';

/** Elements that rules may visit per element of the document. No known invoice of any size needs more than 20. */
const BUDGET_PER_NODE = 100;
/** Minimum budget: tiny documents, and work that does not depend on their size. */
const LEAST_BUDGET = 100_000;
const NODES_PER_STEP = 5_000;

/** A document prepared for rules: every element with its parent, and all elements by name. */
export class ValidatedDocument implements NodeDocument {
	readonly root: Node;
	readonly nodes: Node[] = [];
	readonly firstOfKind = new Map<Kind, Node>();
	readonly firstWithAttribute = new Map<string, Node>();
	stopped: Stop | null = null;
	budget = LEAST_BUDGET;
	private readonly byName = new Map<string, Node[]>();

	private constructor(root: XmlElement) {
		this.root = new Node(root, null, this);
	}

	static *inSteps(root: XmlElement): Steps<ValidatedDocument> {
		const document = new ValidatedDocument(root);
		const open = [document.root];
		while (document.addSome(open)) yield;
		return document;
	}

	/** Adds open elements and what is in them. @returns whether there are more */
	private addSome(open: Node[]): boolean {
		const end = this.nodes.length + NODES_PER_STEP;
		while (this.nodes.length < end) {
			const node = open.pop();
			if (node === undefined) return false;
			this.add(node);
			for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
		}
		return true;
	}

	private add(node: Node): void {
		this.nodes.push(node);
		this.budget += BUDGET_PER_NODE;
		const named = this.byName.get(node.name);
		if (named === undefined) this.byName.set(node.name, [node]);
		else named.push(node);
		if (!this.firstOfKind.has(node.kind)) this.firstOfKind.set(node.kind, node);
		const { attributes, children } = node.element;
		if (attributes.size > 0) this.addAttributes(attributes, node);
		if (children.length > 0) node.children = children.map((child) => new Node(child, node, this));
	}

	private addAttributes(attributes: XmlElement['attributes'], node: Node): void {
		for (const name of attributes.keys())
			if (!this.firstWithAttribute.has(name)) this.firstWithAttribute.set(name, node);
	}

	named(name: string): readonly Node[] {
		return name === '*' ? this.nodes : (this.byName.get(name) ?? []);
	}

	stop(code: StopCode, node: Node): void {
		this.stopped ??= { code, node };
	}
}

/**
 * Computes a value of an element once that rules need for each of its children: otherwise they would visit all lines
 * for every line. When the computation stops, every rule that needs the value stops.
 */
export function perElement<T>(work: (at: Node) => T): (at: Node) => T {
	const known = new WeakMap<Node, { value: T; stop: Stop | null }>();
	return (node) => {
		const { document } = node;
		let entry = known.get(node);
		if (entry === undefined) {
			const before = document.stopped;
			document.stopped = null;
			const value = work(node);
			entry = { value, stop: document.stopped };
			document.stopped = before;
			known.set(node, entry);
		}
		if (entry.stop !== null) document.stop(entry.stop.code, entry.stop.node);
		return entry.value;
	};
}

/** {@link perElement} for the whole document, whichever element it is called with. */
export function perDocument<T>(work: (document: NodeDocument) => T): (node: Node) => T {
	const ofRoot = perElement(({ document }) => work(document));
	return ({ document }) => ofRoot(document.root);
}
