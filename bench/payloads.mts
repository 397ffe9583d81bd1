/** Events of any size, made from the stored samples by repeating the lines of the invoice. */
import { sampleJson } from '../test/simulator/samples.mts';

/** How to make a longer invoice of a provider's sample. */
export interface Payload {
	provider: string;
	event: string;
	/** The module and export of the schema that its normalizer begins with. */
	schema: [module: string, name: string];
	/** What its normalizing is measured by: what nobody could do without. */
	base: 'zod alone' | 'XML parser alone';
	/** The fiscal document in the event, in Base64, where the figures stand only there. */
	document?(event: unknown): string;
	/** The event with so many lines. */
	withLines(count: number): unknown;
}

type Json = Record<string, unknown>;

/** @param linesOf the object that holds the list of lines, and the name of the list */
const repeating =
	(provider: string, file: string, linesOf: (event: Json) => [holder: Json, list: string]) =>
	(count: number): Json => {
		const event = sampleJson<Json>(provider, file);
		const [holder, list] = linesOf(event);
		const lines = holder[list] as Json[];
		holder[list] = Array.from({ length: count }, (_, index) => structuredClone(lines[index % lines.length]!));
		return event;
	};

/** Betterez sends its figures inside a fiscal document, whose items are repeated. */
function betterezWithLines(count: number): Json {
	const event = sampleJson<{ data: { data: string } }>('betterez', 'invoices-created-fel-gtdocumento.json');
	const xml = Buffer.from(event.data.data, 'base64').toString('utf8');
	const [item] = /<dte:Item [\s\S]*?<\/dte:Item>\s*/.exec(xml)!;
	const document = xml.replace(/<dte:Item [\s\S]*<\/dte:Item>\s*/, () => item.repeat(count));
	event.data.data = Buffer.from(document, 'utf8').toString('base64');
	return event;
}

export const payloads: readonly Payload[] = [
	{
		provider: 'betterez',
		event: 'invoices.created',
		schema: ['nodes/Betterez/schema', 'envelope'],
		base: 'XML parser alone',
		document: (event) => (event as { data: { data: string } }).data.data,
		withLines: betterezWithLines,
	},
	{
		provider: 'digitalRiver',
		event: 'invoice.paid',
		schema: ['nodes/DigitalRiver/schema', 'invoiceEvent'],
		base: 'zod alone',
		withLines: repeating('digitalRiver', 'invoice.paid.json', (event) => [
			(event.data as { object: Json }).object,
			'items',
		]),
	},
	{
		provider: 'rillet',
		event: 'invoice-created',
		schema: ['nodes/Rillet/schema', 'invoice'],
		base: 'zod alone',
		withLines: repeating('rillet', 'invoice-created.json', (event) => [event, 'items']),
	},
	{
		provider: 'riverty',
		event: 'accounting/invoiceCreated',
		schema: ['nodes/Riverty/schema', 'invoiceCreated'],
		base: 'zod alone',
		withLines: repeating('riverty', 'invoice-created-b2b.json', (event) => [
			event.parameters as Json,
			'items',
		]),
	},
	{
		provider: 'scayle',
		event: 'order-invoiced',
		schema: ['nodes/Scayle/schema', 'invoiceEvent'],
		base: 'zod alone',
		withLines: repeating('scayle', 'order-invoiced-admin-webhook.json', (event) => [
			event.payload as Json,
			'items',
		]),
	},
];

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8');

/** The body of an event of about so many bytes; where the smallest invoice is larger, with fewer members. */
export function bodyOf(payload: Payload, size: number): Buffer {
	const smallest = bytesOf(payload.withLines(1)).length;
	if (smallest >= size) return bytesOf(cutDown(payload.withLines(1), size));
	const perLine = (bytesOf(payload.withLines(101)).length - smallest) / 100;
	return bytesOf(payload.withLines(1 + Math.ceil((size - smallest) / perLine)));
}

/** Takes members away, always from the largest part, until the rest fits. */
function cutDown(value: unknown, size: number): unknown {
	while (bytesOf(value).length > size) takeOne(value as Json);
	return value;
}

function takeOne(holder: Json): void {
	const entries = Object.entries(holder).map(([key, member]) => ({
		key,
		member,
		size: JSON.stringify(member).length,
	}));
	const largest = entries.toSorted((a, b) => b.size - a.size)[0]!;
	if (typeof largest.member === 'string' && largest.size > 100) {
		holder[largest.key] = largest.member.slice(0, largest.member.length >> 1);
	} else if (typeof largest.member === 'object' && largest.member !== null && largest.size > 2) {
		takeOne(largest.member as Json);
	} else if (Array.isArray(holder)) {
		holder.pop();
	} else {
		delete holder[largest.key];
	}
}
