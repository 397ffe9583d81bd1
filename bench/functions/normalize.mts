/** Validating an event against its schema and mapping it: what `execute()` does before it emits. */
import { XMLParser } from 'fast-xml-parser';
import type { z } from 'zod/v4';
import type { Environment, ReceivedEvent } from '../../nodes/shared/provider';
import type { Contestants } from './contest.mts';
import { payloads } from './payloads.mts';
import { folderOf } from '../../test/support/providers.mts';
import type { Published } from '../published.mts';
import { race } from './race.mts';
import { growth, median, ratioOf, type Sized } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';

const LINES = sized([5, 100, 5000], [5, 10]);
/** V8 has a smaller young generation on a machine with little memory, and then copies more of what is still in use. */
const SMALL_HEAP = ['--max-semi-space-size=1'];

export async function normalize(published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	for (const { provider, base, mostLines = Infinity } of payloads) {
		const sizes = LINES.map((lines) => Math.min(lines, mostLines));
		const most = sizes.at(-1)!;
		const bySize: Sized[] = [];
		const at = async (lines: number, heap: string, options: string[] = []) => {
			const id = `normalize/${provider}/${lines} lines${heap}`;
			if (leavesOut(id)) return;
			const { ours, ...others } = await race('normalize.mts', published, [provider, String(lines)], options);
			for (const [name, theirs] of Object.entries(others))
				rows.push(
					row(`${id}/${name}`, 'µs', {
						ours: median(ours!) * 1000,
						reference: median(theirs) * 1000,
						ratio: ratioOf(ours!, theirs),
						aim: name === base ? '≤ 1.5' : null,
					}),
				);
			if (heap === '') bySize.push({ size: lines, ours: ours!, theirs: others[base]! });
		};
		for (const lines of sizes) await at(lines, '');
		await at(most, ', small heap', SMALL_HEAP);
		if (bySize.length < LINES.length) continue;
		const id = `normalize/${provider}/growth per line from 100 to ${most}/${base}`;
		rows.push(row(id, '×', { ...growth(bySize), aim: '≤ 1.25' }));
	}
	return rows;
}

/** For race.mts: a provider's normalizer and its references, on an event with the given number of lines. */
export function contestants({ load, provider }: Published, name: string, count: string): Contestants {
	const payload = payloads.find((one) => one.provider === name)!;
	const lines = Number(count);
	const text = JSON.stringify(payload.withLines(lines));
	const event: ReceivedEvent = {
		providerType: payload.event,
		payload: JSON.parse(text) as unknown,
		meta: { id: 'evt-1', timestamp: '2026-01-15T12:00:00Z', entity: 'INVOICE', event: 'CREATED' },
		receivedAt: '2026-01-15T12:00:00.000Z',
		authentication: 'signature',
	};
	const environment: Environment = { apiUrl: 'https://api.example.com', live: null };
	const schemas = load<Record<string, z.ZodType>>(`nodes/${folderOf(payload.provider)}/schema`);
	const schema = schemas[payload.schema]!;
	const { normalize: ours } = provider(payload.provider).events[payload.event]!;
	return {
		ours: () => {
			const result = ours(event, environment);
			if (!result.ok) throw new Error(result.error.message);
			if (result.value[0]!.lines.length !== lines) throw new Error('Lines were lost');
			return result;
		},
		'zod alone': () => {
			if (!schema.safeParse(event.payload).success) throw new Error('The sample does not fit');
		},
		'JSON.parse': () => JSON.parse(text) as unknown,
		...(payload.document && { 'XML parser alone': xmlParser(payload.document(event.payload)) }),
	};
}

/** A parser that only builds a tree: it checks neither that the document is well-formed nor its namespaces. */
function xmlParser(base64: string): () => unknown {
	const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false });
	return () => parser.parse(Buffer.from(base64, 'base64').toString('utf8')) as unknown;
}
