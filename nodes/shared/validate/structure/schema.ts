/** What may stand inside a type of element. */
export interface Place {
	index: number;
	mayRepeat: boolean;
	/** The type of the element there; null where its inside is not looked into. */
	type: string | null;
}

export type SchemaType = ReadonlyMap<string, Place>;

/** Types by their names; `''` is the one that has no elements inside. */
export type Schema = ReadonlyMap<string, SchemaType>;

const OPEN = 'any';

/**
 * Reads the compact form of a schema.
 *
 * @param prefixOf the prefix of a name that is written without one
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
