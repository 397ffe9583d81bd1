/** What is due of a void document, of all providers that have them: `test/support/<Provider>/voided.mts`. */
import { existsSync } from 'node:fs';
import { providerNamed } from '../../nodes/Invoice/providers';
import { checkSums } from '../../nodes/shared/invoice/checks';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import { sampleJson } from '../simulator/samples.mts';
import { folderOf, PROVIDER_NAMES } from '../support/providers.mts';
import type { VoidedEvent } from '../support/voided.mts';

type Json = Record<string, unknown>;

/** The only item of an event. */
function itemOf(name: string, payload: unknown, providerType: string) {
	const received = {
		providerType,
		payload,
		receivedAt: '2026-01-01T00:00:00.000Z',
		authentication: 'urlToken' as const,
	};
	const made = providerNamed(name)!.events[providerType]!.normalize(received, {
		apiUrl: 'https://api.example',
		live: null,
	});
	if (!made.ok) throw new Error(made.error.message);
	return made.value[0]!;
}

/** A sample with other members in its document, which stands at a path. */
function withMembers(name: string, file: string, path: readonly string[], members: Json): Json {
	const body = sampleJson<Json>(name, file);
	const document = path.reduce((node, step) => node[step] as Json, body);
	Object.assign(document, members);
	return body;
}

const CASES = PROVIDER_NAMES.map((name) => [name, `test/support/${folderOf(name)}/voided.mts`] as const)
	.filter(([, file]) => existsSync(file))
	.flatMap(([name, file]) =>
		jest.requireActual<{ voided: VoidedEvent[] }>(`../../${file}`).voided.map((one) => ({ name, ...one })),
	);

it.each(CASES)('$name, $event, $file, $members: 0, and no sum is called wrong', (one) => {
	const { name, event, file, path, members } = one;
	const item = itemOf(name, withMembers(name, file, path, members), event);
	expect(item).toMatchObject({ status: 'void', totals: { due: 0 } });
	expect(item.issues.filter(({ path: at }) => at === 'totals.due')).toEqual([]);
});

it('is not known where no amount is', () => {
	expect(invoiceOf({ status: 'void' }).totals.due).toBeNull();
});

it('is a sum that is checked where the document is not void', () => {
	const totals = { gross: 10, paid: 0, due: 0 };
	expect(checkSums(invoiceOf({ status: 'unpaid', totals })).issues).toMatchObject([{ path: 'totals.due' }]);
	expect(checkSums(invoiceOf({ status: 'void', totals })).issues).toEqual([]);
});
