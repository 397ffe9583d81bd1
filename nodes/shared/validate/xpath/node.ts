import type { XmlElement } from '../../xml/element';
import type { Decimal } from '../../values/decimal';
import { belowZero, normalizeSpace, toBoolean, toDate, toDecimal, toDouble } from './cast';
import { Kind } from './kind';
import { parsePath } from './path';
import { costOf, LONG, readAllOnce, readOnce } from './readOnce';
import { distinctOf, isNamed, MANY, NONE, reach, valuesOf } from './reach';

/** XPath error codes that end a rule without a result; `budget` ends all rules. */
export type StopCode = 'XPTY0004' | 'FORG0001' | 'FORG0006' | 'budget';

export interface Stop {
	code: StopCode;
	node: Node;
}

/** The part of the document that nodes and rules use. */
export interface NodeDocument {
	readonly root: Node;
	/** Every element, in document order. */
	readonly nodes: readonly Node[];
	/** The first element of each kind, in document order. */
	readonly firstOfKind: ReadonlyMap<Kind, Node>;
	/** The first element with each attribute. */
	readonly firstWithAttribute: ReadonlyMap<string, Node>;
	/** Why the current rule stopped. */
	stopped: Stop | null;
	/** Number of elements that rules may still visit; when it is negative, every path is empty. */
	budget: number;
	/** Every element of that name, anywhere; `*` matches any name. */
	named(name: string): readonly Node[];
	/** Records that a rule cannot be decided at this element. */
	stop(code: StopCode, node: Node): void;
}

/**
 * Characters per child that an element remembers of what it joins: elements in each other could all remember the same
 * text.
 */
const KEPT_PER_CHILD = 64;

/**
 * An element with its place in the document. Paths have the form that `pathOf` parses, and the methods behave like
 * XPath 2.0: a comparison holds if it holds for any of the values, a function of one value stops at several, and a cast
 * stops at a value that it cannot convert. The document records the stop; the result is then that of an absent value.
 */
export class Node {
	children: readonly Node[] = NONE;
	readonly kind: Kind;
	private byName: Map<string, Node[]> | null = null;
	private joined: string | null = null;

	constructor(
		readonly element: XmlElement,
		readonly parent: Node | null,
		readonly document: NodeDocument,
	) {
		const { name } = element;
		this.kind = parent === null ? Kind.ofRoot(name) : parent.kind.of(name);
	}

	/**
	 * The child elements of that name; `*` matches any. The cost of a path is what it finds, however many other
	 * elements there are.
	 */
	childrenNamed(name: string): readonly Node[] {
		const { children } = this;
		if (name === '*') return children;
		if (children.length < MANY) return children.filter((child) => child.name === name);
		if (this.byName === null) {
			this.byName = new Map();
			for (const child of children) {
				const named = this.byName.get(child.name);
				if (named === undefined) this.byName.set(child.name, [child]);
				else named.push(child);
			}
		}
		return this.byName.get(name) ?? NONE;
	}

	/** The child elements that may have a name: all of them if they are few, which saves a separate list. */
	among(name: string): readonly Node[] {
		const { children } = this;
		return children.length < MANY ? children : this.childrenNamed(name);
	}

	get name(): string {
		return this.kind.name;
	}

	/** The text of the element and its descendants; where it has child elements, the beginning of a long one. */
	get value(): string {
		return this.children.length === 0 ? this.element.text : (this.joined ?? this.join());
	}

	/**
	 * In no valid document does an element whose text matters have children. In others, many elements may ask for the same
	 * text. Recursive, as the parser limits the depth of elements. Loses the order of mixed content, which no rule depends
	 * on.
	 */
	private join(): string {
		const { children, document } = this;
		let text = this.element.text.slice(0, LONG - 1);
		for (const child of children) {
			if (text.length === LONG - 1 || document.budget-- < 0) break;
			text += child.value.slice(0, LONG - 1 - text.length);
		}
		if (text.length < KEPT_PER_CHILD * children.length) this.joined = text;
		return text;
	}

	attribute(name: string): string | null {
		return this.element.attributes.get(name) ?? null;
	}

	/** The elements at a path, or those with the attribute that it ends with. */
	all(path: string): readonly Node[] {
		return reach<Node>(this, parsePath(path));
	}

	/** The texts of the elements or attributes at a path. */
	values(path: string): string[] {
		const steps = parsePath(path);
		const values = valuesOf(reach<Node>(this, steps), steps);
		for (const value of values) this.document.budget -= costOf(value);
		return values;
	}

	has(path: string): boolean {
		const steps = parsePath(path);
		if (steps.child !== null) return this.first(steps.child) !== null;
		const nodes = reach<Node>(this, steps);
		if (steps.attribute === null) return nodes.length > 0;
		return nodes.length < MANY ? valuesOf(nodes, steps).length > 0 : distinctOf(nodes, steps).size > 0;
	}

	/** The first child element of that name, without collecting all. */
	private first(name: string): Node | null {
		const { document } = this;
		if (document.budget-- < 0) return null;
		for (const child of this.among(name)) if (isNamed(child, name)) return child;
		return null;
	}

	count(path: string): number {
		return this.all(path).length;
	}

	/** Whether one of the values equals one of the texts exactly. */
	equals(path: string, ...texts: string[]): boolean {
		return this.isAmong(path, texts);
	}

	/** Whether one of the values is one of many texts. */
	isAmong(path: string, texts: readonly string[]): boolean {
		const steps = parsePath(path);
		const nodes = reach<Node>(this, steps);
		if (nodes.length < MANY && texts.length < MANY)
			return valuesOf(nodes, steps).some((value) => texts.includes(value));
		const values = distinctOf(nodes, steps);
		return texts.some((text) => values.has(text));
	}

	/** Whether one of the values is non-empty: `path != ''`. */
	filled(path: string): boolean {
		return this.values(path).some((value) => value !== '');
	}

	/** The single value; '' if absent. Stops at several. */
	text(path: string): string {
		const text = this.one(path) ?? '';
		this.document.budget -= costOf(text);
		return text;
	}

	/** The single value, with white space normalized. Stops at several. */
	normal(path: string): string {
		return readOnce(this.document, this.one(path) ?? '', normalizeSpace);
	}

	/** The single value as `xs:decimal`; null if absent. Stops at several and at a non-number. */
	decimal(path: string): Decimal | null {
		return this.cast(path, toDecimal);
	}

	/** The single value as `xs:double`, as in `path * 100`; null if absent. Stops at several and at a non-number. */
	number(path: string): number | null {
		return this.cast(path, toDouble);
	}

	/** Every value as `xs:double`, as in `sum(path)`. Stops at a non-number. */
	numbers(path: string): number[] {
		return this.all(path).flatMap((node) => node.number('.') ?? []);
	}

	/** The single value as `xs:date`, a number to compare; null if absent. Stops at several and at a non-date. */
	date(path: string): number | null {
		return this.cast(path, toDate);
	}

	/** The `child` of each element at `path` as `xs:decimal`, as in `sum(path/xs:decimal(child))`. */
	decimals(path: string, child: string): Decimal[] {
		return this.all(path).flatMap((node) => node.decimal(child) ?? []);
	}

	/** Whether a numeric comparison holds for one of the values. Stops at a non-number. */
	compares(path: string, holds: (value: number) => boolean): boolean {
		return this.some(path, toDouble, (value) => holds(belowZero(value)));
	}

	/** Whether one of the values equals the flag: `true` (`1`) or `false` (`0`). Stops at any other value. */
	isFlag(path: string, flag: boolean): boolean {
		return this.some(path, toBoolean, (value) => value === flag);
	}

	private one(path: string): string | null {
		const steps = parsePath(path);
		if (steps.child !== null) return this.onlyChild(steps.child);
		let first: string | null = null;
		for (const node of reach<Node>(this, steps)) {
			const value = steps.attribute === null ? node.value : node.attribute(steps.attribute);
			if (value === null) {
				this.document.budget--;
				continue;
			}
			if (first !== null) {
				this.document.stop('XPTY0004', steps.attribute === null ? node : this);
				break;
			}
			first = value;
		}
		return first;
	}

	/** {@link one} for a child element, without allocating lists. */
	private onlyChild(name: string): string | null {
		const { document } = this;
		if (document.budget-- < 0) return null;
		let first: Node | null = null;
		for (const child of this.among(name)) {
			if (!isNamed(child, name)) continue;
			if (first !== null) {
				document.stop('XPTY0004', child);
				break;
			}
			first = child;
		}
		return first === null ? null : first.value;
	}

	private cast<T>(path: string, read: (text: string) => T | null): T | null {
		const text = this.one(path);
		if (text === null) return null;
		const value = readOnce(this.document, text, read);
		if (value === null) this.document.stop('FORG0001', this.all(path)[0] ?? this);
		return value;
	}

	private some<T>(path: string, read: (text: string) => T | null, holds: (value: T) => boolean): boolean {
		const { document } = this;
		const steps = parsePath(path);
		const nodes = reach<Node>(this, steps);
		const stop = (text: string): false => {
			const isIt = (node: Node) => document.budget-- >= 0 && node.value === text;
			document.stop('FORG0001', nodes.find(isIt) ?? this);
			return false;
		};
		if (nodes.length >= MANY) {
			for (const [text, value] of readAllOnce(document, distinctOf(nodes, steps), read)) {
				document.budget--;
				if (value === null) return stop(text);
				if (holds(value)) return true;
			}
			return false;
		}
		for (const text of valuesOf(nodes, steps)) {
			const value = readOnce(document, text, read);
			if (value === null) return stop(text);
			if (holds(value)) return true;
		}
		return false;
	}
}
