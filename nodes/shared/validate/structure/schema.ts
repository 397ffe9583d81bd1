/** A child element that a type allows. */
export interface Place {
	index: number;
	mayRepeat: boolean;
	/** The type of the child; null when its content is not checked. */
	type: string | null;
}

export type SchemaType = ReadonlyMap<string, Place>;

/** Types by name; `''` is the type without child elements. */
export type Schema = ReadonlyMap<string, SchemaType>;

const OPEN = 'any';

/**
 * Parses the compact notation of a schema.
 *
 * @param prefixOf returns the prefix of a name written without one
 */
export function readSchema(
	types: Readonly<Record<string, string>>,
	prefixOf: (hasType: boolean) => string,
): Schema {
	const schema = new Map<string, SchemaType>([['', new Map()]]);
	for (const [name, text] of Object.entries(types)) {
		const places = new Map<string, Place>();
		text
			.trim()
			.split(/\s+/)
			.forEach((word, index) => {
				const [written = '', type = ''] = word.split('=');
				const mayRepeat = written.endsWith('*');
				const local = mayRepeat ? written.slice(0, -1) : written;
				const full = local.includes(':') ? local : `${prefixOf(type !== '')}:${local}`;
				places.set(full, { index, mayRepeat, type: type === OPEN ? null : type });
			});
		schema.set(name, places);
	}
	return schema;
}
