/** Most kinds that are shared; an invoice has some hundred. */
const MAX_SHARED = 20_000;

/**
 * Elements of the same name whose ancestors have the same names. Which patterns may match an element depends on nothing
 * else, so it is determined once per kind rather than once per line.
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

	/** The kind of child elements of that name. */
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
