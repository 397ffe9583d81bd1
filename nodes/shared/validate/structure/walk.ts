import type { Node } from '../xpath/node';
import { misplacementOf, WrongNamespaces, type Misplacement } from './namespaces';
import type { Schema, SchemaType } from './schema';
import { valueFormOf, type ValueForm } from './values';

/** Why an element is not allowed at its place, or its content is not. */
export type Misfit =
	| { kind: 'unknown'; parent: string }
	| ({ kind: 'namespace' } & Misplacement)
	| { kind: 'late'; parent: string; before: string }
	| { kind: 'repeated'; parent: string }
	| { kind: 'missing'; children: readonly string[] }
	| { kind: 'value'; form: ValueForm };

/** The misplaced elements of a document. */
export interface Problems {
	list: Map<Node, Misfit>;
	namespaces: WrongNamespaces;
}

/** Elements per step. */
const STRETCH = 10_000;

/** Finds the problems of a document in one walk that skips the content of elements which are not allowed. */
export class Walk {
	readonly problems: Problems = { list: new Map(), namespaces: new WrongNamespaces() };
	private readonly open: Array<[node: Node, type: SchemaType]> = [];
	private siblings: Siblings | null = null;

	/** @param type of the root; without one, nothing is judged */
	constructor(
		root: Node,
		type: SchemaType | undefined,
		private readonly schema: Schema,
	) {
		if (type !== undefined) this.open.push([root, type]);
	}

	/** Judges the next {@link STRETCH} elements. @returns whether there are more */
	advance(): boolean {
		let left = STRETCH;
		while (left > 0) {
			if (this.siblings === null) {
				const next = this.open.pop();
				if (next === undefined) return false;
				left--;
				this.siblings = new Siblings(...next, this.problems);
			}
			left -= this.siblings.judge(left);
			if (!this.siblings.isDone) return true;
			this.siblings.judgeParent();
			this.openChildren(this.siblings);
			this.siblings = null;
		}
		return true;
	}

	private openChildren({ node, type }: Siblings): void {
		// Document order matters: only the first element of a wrong namespace is reported.
		for (let index = node.children.length - 1; index >= 0; index--) {
			const child = node.children[index]!;
			const place = type.places.get(child.name);
			const inside = place === undefined || place.type === null ? undefined : this.schema.get(place.type);
			if (inside !== undefined && (child.children.length > 0 || inside.required.length > 0))
				this.open.push([child, inside]);
		}
	}
}

/** The children of one element, judged in order. */
class Siblings {
	private position = 0;
	/** Only for elements out of order: what comes in order needs no table per element of the document. */
	private counts: Map<string, number> | null = null;
	private last = -1;
	private lastName = '';
	private lastCount = 0;
	private isInOrder = true;
	private isMisplaced = false;

	constructor(
		readonly node: Node,
		readonly type: SchemaType,
		private readonly problems: Problems,
	) {}

	get isDone(): boolean {
		return this.position === this.node.children.length;
	}

	/** @returns how many children were judged, at most `limit` */
	judge(limit: number): number {
		const { children } = this.node;
		const start = this.position;
		const end = Math.min(start + limit, children.length);
		for (; this.position < end; this.position++) this.judgeChild(children[this.position]!);
		return end - start;
	}

	/** To be called last: whether the element lacks a child. */
	judgeParent(): void {
		const { node, type, problems } = this;
		if (this.isMisplaced || problems.list.has(node)) return;
		const isThere = (name: string) => node.among(name).some((child) => child.name === name);
		const missing = type.required.filter((names) => !names.some(isThere));
		if (missing.length > 0)
			problems.list.set(node, { kind: 'missing', children: missing.map((names) => names.join(' or ')) });
	}

	private judgeChild(child: Node): void {
		const { list } = this.problems;
		const { name } = child;
		const place = this.type.places.get(name);
		if (place === undefined) return this.judgeUnknown(child);
		const parent = this.node.name;
		const count = this.countOf(name, place.index);
		if (count === 2 && !place.mayRepeat) list.set(child, { kind: 'repeated', parent });
		// One misplaced element can make all following ones look misplaced: report only the first.
		else if (place.index < this.last && this.isInOrder) {
			list.set(child, { kind: 'late', parent, before: this.lastName });
			this.isInOrder = false;
		}
		if (place.index >= this.last) {
			this.last = place.index;
			this.lastName = name;
			this.lastCount = count;
		}
		const form = place.type === '' ? valueFormOf(child) : null;
		if (form !== null && !list.has(child)) list.set(child, { kind: 'value', form });
	}

	private judgeUnknown(child: Node): void {
		const { list, namespaces } = this.problems;
		const misplacement = misplacementOf(child, this.type);
		this.isMisplaced ||= misplacement !== null;
		if (misplacement === null) list.set(child, { kind: 'unknown', parent: this.node.name });
		else if (namespaces.isFirst(misplacement, child)) list.set(child, { kind: 'namespace', ...misplacement });
	}

	/** How many elements of that name there are up to this position. */
	private countOf(name: string, index: number): number {
		if (index < this.last || this.counts !== null) {
			this.counts ??= countsOf(this.node.children.slice(0, this.position));
			const count = (this.counts.get(name) ?? 0) + 1;
			this.counts.set(name, count);
			return count;
		}
		return index === this.last ? this.lastCount + 1 : 1;
	}
}

function countsOf(children: readonly Node[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { name } of children) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}
