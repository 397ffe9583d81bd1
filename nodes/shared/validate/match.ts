import type { Kind } from './xpath/kind';
import type { Node } from './xpath/node';
import { parsePath, type Path } from './xpath/path';
import type { Context, Pattern } from './rule';

/** Finds the contexts that apply to an element: in each pattern, the first that matches. */
export type Matcher = (node: Node) => readonly Context[];

const NONE: readonly Context[] = [];

/** Cached: rule sets are constants. */
const known = new WeakMap<readonly Pattern[], Places>();

/** @returns a matcher for the elements of one document */
export function matcherOf(patterns: readonly Pattern[]): Matcher {
	let places = known.get(patterns);
	if (places === undefined) known.set(patterns, (places = new Places(patterns)));
	const { above } = places;
	const byKind = new Map<Kind, Place>();
	const placeOf = (kind: Kind): Place => {
		let place = byKind.get(kind);
		if (place === undefined) {
			const { name, parent } = kind;
			byKind.set(kind, (place = (parent === null ? above : placeOf(parent)).inside(name)));
		}
		return place;
	};
	return (node) => placeOf(node.kind).contextsOf(node);
}

/** A step of a path of a pattern. */
interface Position {
	path: Path;
	index: number;
}

/**
 * Every place that patterns distinguish. It is given by the steps that an element and those above it fulfil, of whatever
 * document: there are only about as many places as the patterns have steps, because no rule set has `//` in a pattern.
 */
class Places {
	/** Where the root element is. */
	readonly above: Place;
	private readonly positions: readonly Position[];
	private readonly names: ReadonlySet<string>;
	private readonly known = new Map<string, Place>();

	constructor(private readonly patterns: readonly Pattern[]) {
		const paths = new Set(patterns.flat().flatMap(({ match }) => match.map(parsePath)));
		this.positions = [...paths].flatMap((path) => path.steps.map((_, index) => ({ path, index })));
		this.names = new Set(this.positions.map(nameOf));
		this.above = new Place(this, [], () => NONE);
	}

	/** The place of an element, by the positions that its parent is at. */
	inside(parent: Place, name: string): Place {
		const { positions } = this;
		const at = positions.flatMap((position, id) =>
			this.leadsTo(position, id, parent, name) || this.staysAt(position, id, parent) ? id : [],
		);
		const key = at.join();
		let place = this.known.get(key);
		if (place === undefined) {
			const ends = new Set(
				at
					.map((id) => positions[id]!)
					.filter(isLast)
					.map(({ path }) => path),
			);
			const fitting = this.patterns.flatMap((pattern) => fitOf(pattern, ends));
			this.known.set(key, (place = new Place(this, at, matcherOfPlace(fitting))));
		}
		return place;
	}

	/** Names of no step are the same to every pattern. */
	nameFor(name: string): string {
		return this.names.has(name) ? name : '*';
	}

	private leadsTo(position: Position, id: number, parent: Place, name: string): boolean {
		const { path, index } = position;
		const own = nameOf(position);
		if (own !== '*' && own !== name) return false;
		if (index > 0) return parent.positions.includes(id - 1);
		return !path.isAbsolute || path.steps[0]!.axis === 'descendant' || parent === this.above;
	}

	/** Whether a descendant may still follow. */
	private staysAt({ path, index }: Position, id: number, parent: Place): boolean {
		return path.steps[index + 1]?.axis === 'descendant' && parent.positions.includes(id);
	}
}

const nameOf = ({ path, index }: Position): string => path.steps[index]!.name;
const isLast = ({ path, index }: Position): boolean => index === path.steps.length - 1;

/** Elements that fulfil the same steps of patterns. */
class Place {
	private readonly byName = new Map<string, Place>();

	constructor(
		private readonly places: Places,
		readonly positions: readonly number[],
		readonly contextsOf: Matcher,
	) {}

	inside(name: string): Place {
		const own = this.places.nameFor(name);
		let place = this.byName.get(own);
		if (place === undefined) this.byName.set(own, (place = this.places.inside(this, own)));
		return place;
	}
}

/** Most places only match contexts without predicates, so one list serves all of their elements. */
function matcherOfPlace(fitting: readonly Pattern[]): Matcher {
	const firsts = fitting.flatMap(([first]) => first ?? NONE);
	if (firsts.every(({ when }) => when === undefined)) return () => firsts;
	return (node) => {
		// Allocate no list for the many elements that match nothing.
		let found: Context[] | null = null;
		for (const contexts of fitting) {
			const context = firstOf(contexts, node);
			if (context === null) continue;
			if (found === null) found = [context];
			else found.push(context);
		}
		return found ?? NONE;
	};
}

function firstOf(contexts: Pattern, node: Node): Context | null {
	for (const context of contexts) if (holds(context, node)) return context;
	return null;
}

/** The contexts of a pattern for the paths that end at a place, up to the first without a predicate. */
function fitOf(pattern: Pattern, ends: ReadonlySet<Path>): Pattern[] {
	const fitting = pattern.filter(({ match }) => match.some((text) => ends.has(parsePath(text))));
	if (fitting.length === 0) return [];
	const last = fitting.findIndex(({ when }) => when === undefined);
	return [last < 0 ? fitting : fitting.slice(0, last + 1)];
}

/** An undecidable predicate does not hold: in XSLT, a pattern with an error does not match. */
function holds({ when }: Context, node: Node): boolean {
	if (when === undefined) return true;
	node.document.stopped = null;
	return when(node) && node.document.stopped === null;
}
