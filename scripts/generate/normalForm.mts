/** The page `docs/normal-form.md`, generated from the JSON Schema of the normal form. */

/** The subset of JSON Schema that zod generates for the normal form. */
export interface Schema {
	type?: string;
	format?: string;
	enum?: string[];
	description?: string;
	anyOf?: Schema[];
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: Schema | boolean;
}

/** A group of keys and its paths: seller, buyer and shipTo form one group with three. */
export interface Group {
	paths: string[];
	keys: Key[];
}

export interface Key {
	name: string;
	type: string;
	term: string;
	meaning: string;
}

const FORMATS: Record<string, string> = { date: 'date, `YYYY-MM-DD`', 'date-time': 'time in UTC, ISO 8601' };
const TYPES: Record<string, string> = { string: 'text', number: 'number', boolean: 'true or false' };
const TERM = /^(B[TG]-\d+(?:, B[TG]-\d+)*): /;

/** The groups of the normal form, the invoice itself first. */
export function groupsOf(schema: Schema): Group[] {
	const groups = new Map<string, Group>();
	const visit = (object: Schema, path: string) => {
		const properties = Object.entries(object.properties ?? {});
		const content = JSON.stringify(properties);
		const known = groups.get(content);
		if (known) known.paths.push(path);
		else
			groups.set(content, { paths: [path], keys: properties.map(([name, key]) => keyOf(name, key, object)) });
		for (const [name, property] of properties) {
			const { kind, item } = shapeOf(property);
			if (item?.properties) visit(item, `${path && `${path}.`}${name}${kind === 'list' ? '[]' : ''}`);
		}
	};
	visit(schema, '');
	return [...groups.values()];
}

function keyOf(name: string, schema: Schema, { required }: Schema): Key {
	const [, term] = TERM.exec(schema.description ?? '') ?? [];
	const meaning = (schema.description ?? '').replace(TERM, '');
	const absent = required?.includes(name) ? '' : ', can be absent';
	return {
		name,
		type: `${typeOf(schema)}${absent}`,
		term: term ?? '–',
		meaning: meaning && `${meaning[0]!.toUpperCase()}${meaning.slice(1)}`,
	};
}

function typeOf(schema: Schema): string {
	const { kind, item, nullable } = shapeOf(schema);
	return `${kind === 'list' ? 'list of objects' : nameOf(item)}${nullable ? ', or null' : ''}`;
}

function nameOf(schema: Schema): string {
	if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
	if (schema.properties) return 'object';
	if (schema.additionalProperties) return 'object of texts';
	return FORMATS[schema.format ?? ''] ?? TYPES[schema.type ?? ''] ?? 'anything';
}

/** Unwraps "or null" and "a list of". */
function shapeOf(schema: Schema): { kind: 'one' | 'list'; item: Schema; nullable: boolean } {
	const others = schema.anyOf?.filter(({ type }) => type !== 'null');
	const one = others?.[0] ?? schema;
	const nullable = others !== undefined && others.length < schema.anyOf!.length;
	return one.items ? { kind: 'list', item: one.items, nullable } : { kind: 'one', item: one, nullable };
}

const INTRODUCTION = `# The normal form

Every invoice is an item with these keys, whichever provider it is from. Their meaning is that of the European standard
EN 16931; the column _term_ has its numbers (BT, BG).

This page is generated from the schema of the package (\`npm run generate\`). The schema itself is in the package as
\`dist/invoice.schema.json\`, and in the source as [nodes/shared/invoice/schema.ts](../nodes/shared/invoice/schema.ts).

- Every key is always there, unless the table says _can be absent_. \`null\` means that the provider said nothing; it never means 0.
- Amounts are numbers in full units, exactly as they were sent: 11.5 is 11 euros and 50 cents.
- A credit note has positive amounts and \`kind\` is \`creditNote\`.
- In an n8n expression, write a key as \`{{ $json.totals.gross }}\`, and one inside an object that can be null as
  \`{{ $json.buyer?.name }}\`. [Map invoices to other nodes](mapping.md) has expressions that you can paste.
- **Document > Validate** adds \`validation\`: see [Checking e-invoices](checking.md).
- **Document > Show** adds \`text\` and \`html\`: see [Show invoices](showing.md).
`;

/** The whole page, formatted as Prettier does. */
export function normalFormPage(schema: Schema): string {
	const sections = groupsOf(schema).map(({ paths, keys }) => {
		const title = paths[0] === '' ? 'The invoice' : paths.map((path) => `\`${path}\``).join(', ');
		const rows = keys.map(({ name, type, term, meaning }) => [`\`${name}\``, type, term, meaning]);
		return `## ${title}\n\n${table([['key', 'type', 'term', 'meaning'], ...rows])}\n`;
	});
	return [INTRODUCTION, ...sections].join('\n');
}

function table([head, ...rows]: string[][]): string {
	const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
	const line = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
	return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
