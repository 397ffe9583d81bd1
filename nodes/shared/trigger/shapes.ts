/** Objects with the same members, in the order in which they were sent. */
export interface Shape {
	names: readonly string[];
	/** Indexes of the members, sorted by name. */
	order: readonly number[];
	/** The beginning of each member in JSON: `"name":`. */
	labels: readonly string[];
	places: readonly Place[];
}

/** A place in payloads: what stood there before is likely to stand there again. */
export interface Place {
	shapes?: Shape[];
	/** The place of every item of an array. */
	items?: Place;
}

/** At one place, such as lines with and without a discount. */
const MOST_SHAPES = 8;
/** Characters of names in the cache, with one for the end of each. */
const MOST_CHARACTERS = 200_000;

/** The shapes of payloads by place, so that the members of each object need not be sorted. */
export class ShapeCache {
	root: Place = {};
	private characters = 0;

	/** The shape of an object, and its members, in the order of the shape's names. */
	read(value: Record<string, unknown>, place: Place): [Shape, unknown[]] {
		const known = (place.shapes ??= []);
		if (known.length === 1) {
			const members = membersAs(known[0]!, value);
			if (members !== null) return [known[0]!, members];
		}
		const names = Object.keys(value);
		return [known.find((one) => sameNames(one.names, names)) ?? this.add(names, known), Object.values(value)];
	}

	/** To be called after a payload: if its names did not fit, starts anew. Senders choose the names. */
	limit(): void {
		if (this.characters <= MOST_CHARACTERS) return;
		this.root = {};
		this.characters = 0;
	}

	private add(names: readonly string[], known: Shape[]): Shape {
		for (const name of names) this.characters += name.length + 1;
		const shape: Shape = {
			names,
			order: names.map((_, index) => index).sort((a, b) => (names[a]! < names[b]! ? -1 : 1)),
			labels: names.map((name) => `${JSON.stringify(name)}:`),
			places: names.map(() => ({})),
		};
		if (this.characters > MOST_CHARACTERS) return shape;
		if (known.length >= MOST_SHAPES) known.length = 0;
		known.push(shape);
		return shape;
	}
}

/** The members of an object; null if it has another shape. One loop, because V8 reads members fastest in it. */
function membersAs({ names }: Shape, value: Record<string, unknown>): unknown[] | null {
	const members: unknown[] = [];
	for (const name in value) {
		if (name !== names[members.length]) return null;
		members.push(value[name]);
	}
	return members.length === names.length ? members : null;
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
	if (one.length !== other.length) return false;
	for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
	return true;
}
