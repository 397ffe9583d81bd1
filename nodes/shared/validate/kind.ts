/** Beyond this many, kinds are no longer shared: an invoice has some hundred. */
const MAX_SHARED = 20_000;

/**
 * What elements of one name have in common that stand in elements of the same names, up to the root. Which patterns may
 * fit an element depends on nothing else, so that it is worked out once for each kind and not for each line.
 */
export class Kind {
	/** The name without its prefix. */
	readonly localName: string;
	private inside: Map<string, Kind> | null = null;

	private constructor(
		readonly name: string,
		readonly parent: Kind | null,
		private readonly shared: { count: number },
	) {
		this.localName = name.slice(name.indexOf(':') + 1);
	}

	static ofRoot(name: string): Kind {
		return new Kind(name, null, { count: 0 });
	}

	/** The kind of the elements of a name directly inside. */
	of(name: string): Kind {
		let kind = this.inside?.get(name);
		if (kind === undefined) {
			kind = new Kind(name, this, this.shared);
			if (this.shared.count++ < MAX_SHARED) {
				this.inside ??= new Map();
				this.inside.set(name, kind);
			}
		}
		return kind;
	}
}
