/** A child element that a type allows. */
export interface ElementPlace {
	index: number;
	mayRepeat: boolean;
	/** The type of the child; null when its content is not checked. */
	type: string | null;
}

export interface SchemaType {
	places: ReadonlyMap<string, ElementPlace>;
	/** The child elements of which one must be there. */
	required: ReadonlyArray<readonly string[]>;
}

/** Types by name; `''` is the type without child elements. */
export type Schema = ReadonlyMap<string, SchemaType>;

const OPEN = 'any';
const WORD = /^([\w:|]+)([*!]*)(?:=(\w+))?$/;

/**
 * Parses the compact notation of a schema.
 *
 * @param prefixOf returns the prefix of a name written without one
 */
export function readSchema(
	types: Readonly<Record<string, string>>,
	prefixOf: (hasType: boolean) => string,
): Schema {
	const schema = new Map<string, SchemaType>([['', { places: new Map(), required: [] }]]);
	for (const [name, text] of Object.entries(types)) {
		const places = new Map<string, ElementPlace>();
		const required: string[][] = [];
		text
			.trim()
			.split(/\s+/)
			.forEach((word, index) => {
				const [, local = '', marks = '', type = ''] = WORD.exec(word) ?? [];
				const names = local
					.split('|')
					.map((one) => (one.includes(':') ? one : `${prefixOf(type !== '')}:${one}`));
				const place = { index, mayRepeat: marks.includes('*'), type: type === OPEN ? null : type };
				for (const one of names) places.set(one, place);
				if (marks.includes('!') || names.length > 1) required.push(names);
			});
		schema.set(name, { places, required });
	}
	return schema;
}
