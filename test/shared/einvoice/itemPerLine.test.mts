import fc from 'fast-check';
import { ItemRoom, itemsPerLine } from '../../../nodes/shared/einvoice/itemPerLine';
import { invoiceOf, lineOf } from '../../../nodes/shared/invoice/build';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { read, UBL } from '../../support/einvoice/norm.mts';

const EVENT: Invoice['event'] = {
	id: null,
	key: 'file:abc',
	type: 'document.read',
	providerType: 'Invoice',
	occurredAt: null,
	receivedAt: '2026-01-01T00:00:00.000Z',
	liveMode: null,
	authentication: 'item',
};

function itemsOf(invoice: Invoice) {
	const items = itemsPerLine(invoice);
	if (!items.ok) throw new Error(items.error.message);
	return items.value;
}

test('each line has the invoice beside it, its place, and a key of its own', async () => {
	const invoice = { ...(await read(UBL)), event: EVENT };
	const items = itemsOf(invoice);
	expect(items.map(({ line }) => line)).toEqual(
		invoice.lines.map((line, index) => ({ position: index + 1, count: invoice.lines.length, ...line })),
	);
	for (const item of items) {
		expect(item).toMatchObject({ number: invoice.number, seller: invoice.seller, totals: invoice.totals });
		expect(item).not.toHaveProperty('lines');
	}
	expect(items.map(({ event }) => event!.key)).toEqual(
		invoice.lines.map((_, index) => `file:abc/line-${index + 1}`),
	);
});

test('an invoice without lines is one item', () => {
	const [only, ...others] = itemsOf(invoiceOf({ number: '1', event: EVENT }));
	expect(only).toMatchObject({ number: '1', line: null, event: { key: 'file:abc' } });
	expect(others).toEqual([]);
});

test('an issue is in the item of its line, and one of the invoice in each; none is lost', () => {
	const issues = ['lines[1].net', 'totals.due', 'lines[0].unit', 'lines[11].net'].map((path) => ({
		code: 'x',
		path,
		message: path,
	}));
	const items = itemsOf(invoiceOf({ lines: Array.from({ length: 12 }, () => lineOf({})), issues }));
	expect(items.map((item) => item.issues.map(({ path }) => path))).toEqual([
		['totals.due', 'lines[0].unit'],
		['totals.due', 'lines[1].net'],
		...Array.from({ length: 9 }, () => ['totals.due']),
		['totals.due', 'lines[11].net'],
	]);
});

test('what together is too large for n8n fails with advice, and references of lines do not count', () => {
	const lines = Array.from({ length: 20_000 }, (_, index) => lineOf({ id: String(index) }));
	const notes = 'x'.repeat(1_000_000);
	expect(itemsOf(invoiceOf({ lines, references: { lineNotes: notes, contract: 'C' } })).at(-1)).toMatchObject(
		{
			references: { contract: 'C' },
			line: { position: 20_000, count: 20_000 },
		},
	);
	const failed = itemsPerLine(invoiceOf({ lines, note: notes }));
	expect(failed.ok ? '' : failed.error.message).toContain('repeat the data of the invoice 20000 times');
});

test('what is too large together may be in the invoices of one file', () => {
	const invoice = invoiceOf({ lines: [lineOf({}), lineOf({})], note: 'x'.repeat(10_000_000) });
	const room = new ItemRoom();
	const results = Array.from({ length: 6 }, () => itemsPerLine(invoice, room));
	expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
	const last = results.at(-1)!;
	expect(last.ok ? '' : last.error.message).toContain('repeat the data of the invoice 12 times');
});

test('the nets of the lines stay the same', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 30 }), (nets) => {
			const items = itemsOf(invoiceOf({ lines: nets.map((net) => lineOf({ net })) }));
			expect(items.flatMap(({ line }) => (line === null ? [] : [line.net]))).toEqual(nets);
		}),
	);
});
