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

const LINES = [5, 100, 5000];

export async function normalize(published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	for (const payload of payloads) {
		const bySize: Sized[] = [];
		const { base } = payload;
		for (const lines of LINES) {
			const times = await race('normalize.mts', published, [payload.provider, String(lines)]);
			const time = median(times.ours!);
			const against = (name: string) =>
				row(`normalize/${payload.provider}/${lines} lines/${name}`, 'µs', {
					ours: time * 1000,
					reference: median(times[name]!) * 1000,
					ratio: ratioOf(times.ours!, times[name]!),
					aim: name === base ? '≤ 1.5' : null,
				});
			rows.push(
				...Object.keys(times)
					.filter((name) => name !== 'ours')
					.map(against),
			);
			bySize.push({ size: lines, ours: times.ours!, theirs: times[base]! });
		}
		const id = `normalize/${payload.provider}/growth per line from 100 to 5000/${base}`;
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

/** The library with which this package reads XML, without the preceding well-formedness check. */
function xmlParser(base64: string): () => unknown {
	const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false });
	return () => parser.parse(Buffer.from(base64, 'base64').toString('utf8')) as unknown;
}
