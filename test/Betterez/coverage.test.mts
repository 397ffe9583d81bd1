import { event, FEL, itemOf, type Json } from '../support/Betterez/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

/**
 * Every documented field around the fiscal document, and the field of the item that it affects; null: only kept in raw.
 */
const FIELDS: Record<string, string | null> = {
	id: 'event.id',
	attemptId: null,
	event: 'event.providerType',
	created: 'event.occurredAt',
	livemode: 'event.liveMode',
	providerId: 'references.providerId',
	'data._id': 'id',
	'data.authNumber': 'references.authorizationNumber',
	'data.serie': 'references.series',
	'data.number': 'number',
	'data.type': 'status',
	'data.data': 'document.mimeType',
	'data.invoiceProviderType': 'references.invoiceProviderType',
	'data.invoiceProviderId': 'references.invoiceProviderId',
	'data.transactionId': 'references.transactionId',
	'data.accountId': 'references.accountId',
	'data.createdBy': null,
	'data.updatedBy': null,
	'data.createdAt.value': 'references.createdAt',
	'data.createdAt.offset': null,
	// Part of the key only if the event has no id.
	'data.updatedAt.value': null,
	'data.updatedAt.offset': null,
	'data.currency': 'currency',
	'data.certified': null,
	'data.buyer.name': null,
	'data.items.0.price': null,
	'data.totals.total': null,
};

const full = event(
	FEL,
	{
		data: Buffer.from('text').toString('base64'),
		currency: 'GTQ',
		certified: true,
		buyer: { name: 'x' },
		items: [{ price: 1 }],
		totals: { total: 1 },
	},
	{ providerId: '5fa1c0de77ab120019c3e4d5' },
);

const at = (value: unknown, where: string): unknown =>
	where.split('.').reduce<unknown>((one, key) => (one as Json | undefined | null)?.[key], value);

const OTHERS: Record<string, unknown> = {
	event: 'invoices.updated',
	'data.currency': 'USD',
	'data.data': Buffer.from('%PDF-1.7').toString('base64'),
};

function changed(where: string): Json {
	const copy = structuredClone(full);
	const keys = where.split('.');
	const parent = at(copy, keys.slice(0, -1).join('.') || 'x') ?? copy;
	const value = (parent as Json)[keys.at(-1)!];
	expect(value).toBeDefined();
	(parent as Json)[keys.at(-1)!] =
		OTHERS[where] ??
		(typeof value === 'boolean'
			? !value
			: typeof value === 'number'
				? value + 1
				: `${String(value)} changed`);
	return copy;
}

const before = itemOf(full);

test.each(Object.entries(FIELDS))('%s → %s', (from, to) => {
	const now = itemOf(changed(from));
	if (to === null) {
		expect(apartFromKey(now)).toEqual(apartFromKey(before));
		expect(now.raw).not.toEqual(before.raw);
	} else expect(at(now, to)).not.toEqual(at(before, to));
});

test('is complete: every field of the samples is in the list', () => {
	const leaves = (value: unknown, where: string[] = []): string[] =>
		typeof value !== 'object' || value === null
			? [where.join('.')]
			: Object.entries(value).flatMap(([key, member]) => leaves(member, [...where, key]));
	expect(leaves(full).filter((leaf) => !(leaf in FIELDS))).toEqual([]);
});
