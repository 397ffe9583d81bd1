import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { createUbl } from '../../nodes/shared/einvoice/create';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { chargebee } from '../../nodes/Chargebee/provider';
import { webhookSamplesOf } from '../simulator/samples.mts';
import { chargebeeEvent, EVENT_TYPES } from '../simulator/providers/chargebee.mts';
import {
	change,
	codes,
	ENVIRONMENT,
	event,
	FULL,
	golden,
	invoiceOf,
	normalize,
} from '../support/Chargebee/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

const SAMPLES = webhookSamplesOf('chargebee').filter(({ event: name }) => name in chargebee.events);
const STRICT = invoiceSchema.strict();
const INCLUSIVE = 'invoice_generated.tax-inclusive.json';
const CREDITS = 'invoice_updated.credits.json';
const PAID = 'payment_succeeded.json';
const CREDIT_NOTE = 'credit_note_created.json';

test.each(SAMPLES)('$file gives its golden item', ({ file }) => {
	const body = event(file);
	const { raw, ...item } = invoiceOf(body);
	if (process.env.WRITE_GOLDEN) {
		writeFileSync(`test/golden/chargebee/${file}`, `${JSON.stringify([item], null, '\t')}\n`);
	}
	expect([item]).toEqual(golden(file));
	expect(raw).toEqual(body);
	expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
});

test.each(SAMPLES)('$file has sums that add up, to the cent', ({ file }) => {
	expect(codes(invoiceOf(event(file))).filter((code) => /mismatch|digits|exact/.test(code))).toEqual([]);
});

describe('the event', () => {
	test('is known by its ID and its figures, whatever else it says', () => {
		const key = (changes: Record<string, unknown>) => invoiceOf(event(FULL, changes)).event.key;
		expect(key({})).toMatch(/^chargebee:ev_16BjfsVGt01:[\da-f]{32}$/);
		expect(key({ occurred_at: 1, webhook_status: 'failed', webhooks: [] })).toBe(key({}));
		expect(key({ 'content.invoice.total': 1 })).not.toBe(key({}));
		expect(key({ id: 'a:b%' })).toMatch(/^chargebee:a%3Ab%25:/);
	});

	test.each(EVENT_TYPES)('%s has the type that the provider says it has', (type) => {
		const item = invoiceOf(chargebeeEvent({ type }));
		const expected = type === 'payment_refunded' ? 'creditNote.paymentUpdated' : chargebee.events[type]!.type;
		expect(item.event).toMatchObject({ type: expected, providerType: type, liveMode: false });
	});

	test('of a payment for no invoice emits nothing, and of one whose invoice cannot be read fails', () => {
		expect(normalize(event(PAID, { 'content.invoice': undefined }))).toEqual({ ok: true, value: [] });
		const odd = normalize(event(PAID, { 'content.invoice': 'INV-1' }));
		expect(odd).toMatchObject({ ok: false, error: { message: expect.stringContaining('content.invoice') } });
	});

	test('of a refund is that of the credit note, although the invoice comes along, and that of the invoice without one', () => {
		const { content } = event(PAID) as { content: { invoice: unknown } };
		const both = event('payment_refunded.json', { 'content.invoice': content.invoice });
		expect(invoiceOf(both)).toMatchObject({
			kind: 'creditNote',
			event: { type: 'creditNote.paymentUpdated' },
		});
		change(both as object, 'content.credit_note', undefined);
		expect(invoiceOf(both)).toMatchObject({ kind: 'invoice', event: { type: 'invoice.paymentUpdated' } });
	});

	test('of a payment is that of the invoice, although a credit note comes along', () => {
		const { content } = event('payment_refunded.json') as { content: { credit_note: unknown } };
		const item = invoiceOf(event(PAID, { 'content.credit_note': content.credit_note }));
		expect(item).toMatchObject({ kind: 'invoice', event: { type: 'invoice.paymentUpdated' } });
	});

	test.each([undefined, 'soon', -1, 1e15])('without a time (%j) says so', (occurred_at) => {
		const item = invoiceOf(event(FULL, { occurred_at }));
		expect(item.event.occurredAt).toBeNull();
		expect(codes(item)).toContain('date-unknown');
	});
});

describe('status', () => {
	test.each([
		['paid', 11030, 0, 'paid'],
		['paid', 0, 11030, 'credited'],
		['paid', 6000, 11030, 'paid'],
		['posted', 0, 0, 'unpaid'],
		['payment_due', 1, 0, 'partiallyPaid'],
		['not_paid', 0, 0, 'unpaid'],
		['not_paid', 5, 0, 'partiallyPaid'],
		['voided', 0, 0, 'void'],
		['pending', 0, 0, 'unbilled'],
		['mislaid', 0, 0, null],
		[null, 0, 0, null],
	])('%s, with %i paid and %i adjusted, is %s', (status, paid, adjusted, expected) => {
		const item = invoiceOf(
			event(FULL, {
				'content.invoice.status': status,
				'content.invoice.amount_paid': paid,
				'content.invoice.amount_adjusted': adjusted,
			}),
		);
		expect(item.status).toBe(expected);
		expect(codes(item).includes('status-unknown')).toBe(status === 'mislaid');
		expect(item.number).toBe(status === 'pending' ? null : 'INV-1042');
	});
});

test('a line without tax that has an entry of 0 % counts once, with its reason', () => {
	const entry = { line_item_id: 'li_1', tax_name: 'VAT', tax_rate: 0, taxable_amount: 2900, tax_amount: 0 };
	const item = invoiceOf(
		event(PAID, {
			'content.invoice.line_items.0.tax_exempt_reason': 'zero_rated',
			'content.invoice.line_item_taxes': [entry],
		}),
	);
	expect(item.taxes).toEqual([{ category: 'Z', name: null, rate: 0, taxableAmount: 29, taxAmount: 0 }]);
});

test('nothing is due of a credit note that was voided, and no sum is wrong', () => {
	const item = invoiceOf(
		event(CREDIT_NOTE, { 'content.credit_note.status': 'voided', 'content.credit_note.amount_available': 0 }),
	);
	expect(item).toMatchObject({ status: 'void', totals: { due: 0 } });
	expect(codes(item)).toEqual([]);
});

describe('a price that does not make the amount of its line', () => {
	const priced = (model: string | undefined, changes: Record<string, unknown> = {}) =>
		invoiceOf(
			event(FULL, {
				'content.invoice.line_items.0.pricing_model': model,
				'content.invoice.line_items.0.unit_amount': 4999,
				'content.invoice.line_items.0.unit_amount_in_decimal': undefined,
				...changes,
			}),
		);
	test.each(['per_unit', 'flat_fee', undefined])('has an issue with the model %s', (model) => {
		const item = priced(model);
		expect(item.lines[0].unitPrice).toBe(49.99);
		expect(codes(item)).toEqual(['line-mismatch']);
		expect(item.issues[0]).toMatchObject({ path: 'lines[0].unitPrice' });
	});
	test.each(['tiered', 'volume', 'stairstep'])('is left to raw with the model %s', (model) => {
		const item = priced(model);
		expect(item.lines[0].unitPrice).toBeNull();
		expect(codes(item)).toEqual([]);
	});
	test('is left to raw where it is a percentage', () => {
		const item = priced('per_unit', { 'content.invoice.line_items.0.is_percentage_pricing': true });
		expect([item.lines[0].unitPrice, codes(item)]).toEqual([null, []]);
	});
});

describe('what is due', () => {
	test('is explained by credits, adjustments and write-offs, and only where they explain it', () => {
		expect(codes(invoiceOf(event(CREDITS)))).toEqual(['settled-otherwise']);
		const off = invoiceOf(event(CREDITS, { 'content.invoice.amount_due': 4001 }));
		expect(codes(off)).toEqual(['sum-mismatch']);
		expect(off.issues[0]).toMatchObject({ path: 'totals.due' });
	});

	test('may have the write-off inside the adjustments', () => {
		const changes = { 'content.invoice.amount_adjusted': 1388, 'content.invoice.write_off_amount': 388 };
		expect(codes(invoiceOf(event(CREDITS, changes)))).toEqual(['settled-otherwise']);
	});

	test('is less by taxes that the buyer withholds', () => {
		const item = invoiceOf(
			event(FULL, {
				'content.invoice.linked_taxes_withheld': [{ id: 'tax_wh_1', amount: 1030, resource_version: 1 }],
				'content.invoice.amount_due': 10000,
			}),
		);
		expect(item.totals).toMatchObject({ withheld: 10.3, due: 100 });
		expect(codes(item)).toEqual([]);
	});
});

describe('dates', () => {
	const NEW_YEAR_IN_BERLIN = { 'content.invoice.date': 1767222000 };
	test.each([
		[
			'of the event',
			{ 'content.invoice.site_details_at_creation.timezone': 'America/New_York' },
			'Europe/Paris',
			'2025-12-31',
		],
		[
			'of the credential',
			{ 'content.invoice.site_details_at_creation': undefined },
			'Europe/Paris',
			'2026-01-01',
		],
		['of UTC', { 'content.invoice.site_details_at_creation': undefined }, undefined, '2025-12-31'],
	])('are those %s', (_, changes, timeZone, expected) => {
		const body = event(FULL, { ...NEW_YEAR_IN_BERLIN, ...changes });
		expect(invoiceOf(body, { ...ENVIRONMENT, timeZone }).issueDate).toBe(expected);
	});

	test('are those of UTC where there is no such time zone, and an issue says so', () => {
		const body = event(FULL, { 'content.invoice.site_details_at_creation': undefined });
		const item = invoiceOf(body, { ...ENVIRONMENT, timeZone: 'Mars/Olympus' });
		expect(item.issueDate).toBe('2025-12-31');
		expect(codes(item)).toEqual(['time-zone-unknown']);
	});
});

describe('lines that are missing', () => {
	const MANY = 'invoice_generated.many-lines.json';
	test('are named, and no sum is called wrong for them', () => {
		const item = invoiceOf(event(MANY));
		expect(codes(item)).toEqual(['lines-missing']);
		expect(item.totals).toMatchObject({ lines: null, net: 10, gross: 10 });
	});

	test('a tax of the document stays, without the part of the lines that came', () => {
		const item = invoiceOf(
			event(MANY, {
				'content.invoice.tax': 190,
				'content.invoice.total': 1190,
				'content.invoice.amount_due': 1190,
				'content.invoice.taxes': [{ name: 'USt', amount: 190 }],
				'content.invoice.line_item_taxes': [
					{ line_item_id: 'li_1', tax_name: 'USt', tax_rate: 19, taxable_amount: 100, tax_amount: 19 },
				],
			}),
		);
		expect(item.taxes).toEqual([
			{ category: null, name: 'USt', rate: null, taxableAmount: null, taxAmount: 1.9 },
		]);
		expect(codes(item)).toEqual(['lines-missing']);
	});
});

test('of prices with tax, the taxable amount is without tax, in whichever way it was sent', () => {
	const withTax = event(INCLUSIVE, { 'content.invoice.line_item_taxes.0.taxable_amount': 10710 });
	expect(invoiceOf(withTax).taxes).toEqual(invoiceOf(event(INCLUSIVE)).taxes);
});

test('a sub_total that is after the discounts of the lines gives the same item', () => {
	// 110.00 less the line's own discount of 4.50.
	const item = invoiceOf(event(FULL, { 'content.invoice.sub_total': 9450 }));
	expect(apartFromKey(item)).toEqual(apartFromKey(invoiceOf(event(FULL))));
});

test('a discount that no line has is one of the document', () => {
	const item = invoiceOf(
		event(FULL, {
			'content.invoice.line_items.0.discount_amount': 450,
			'content.invoice.line_items.1.discount_amount': 0,
			'content.invoice.line_item_discounts': [],
		}),
	);
	expect(item.totals).toMatchObject({ lines: 105.5, discount: 11, net: 94.5, gross: 110.3 });
	expect(codes(item)).toEqual([]);
});

test('a price that no piece has is left to raw', () => {
	const item = invoiceOf(
		event('pending_invoice_created.json', {
			'content.invoice.line_items.0.unit_amount_in_decimal': '0.5',
		}),
	);
	expect(item.lines[0]).toMatchObject({ unitPrice: null, unitPriceIncludesTax: null, net: 12.34 });
});

test.each([
	['no note', undefined, null],
	['texts', ['a', 'b'], 'a\nb'],
	['objects', [{ note: 'a' }, { note: 'b' }], 'a\nb'],
])('notes of a credit note: %s', (_, notes, expected) => {
	expect(invoiceOf(event(CREDIT_NOTE, { 'content.credit_note.notes': notes })).note).toBe(expected);
});

test.each([
	['123456788', 'DE', 'DE123456788'],
	['DE123456788', 'DE', 'DE123456788'],
	['123456788', undefined, '123456788'],
	[undefined, 'XI', 'DE123456788'],
])('VAT number %s with the prefix %s is %s', (vat_number, prefix, expected) => {
	const body = event(FULL, {
		'content.invoice.vat_number': vat_number,
		'content.invoice.vat_number_prefix': prefix,
	});
	expect(invoiceOf(body).buyer?.taxId).toBe(expected);
});

test('amounts are exact, of any size, for any currency', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 999_999_999_999 }),
			fc.constantFrom(['EUR', 2], ['JPY', 0], ['KRW', 0], ['XAF', 0], ['KWD', 2], ['HUF', 2], ['COP', 2]),
			(cents, [currency, digits]) => {
				const item = invoiceOf(
					event(FULL, { 'content.invoice.currency_code': currency, 'content.invoice.total': cents }),
				);
				expect(item.totals.gross).toBe(Number(`${cents}e-${digits}`));
			},
		),
	);
});

test('whatever lines, discounts and taxes come, the sums add up and stay exact', () => {
	const line = fc.record({
		amount: fc.integer({ min: 0, max: 1_000_000 }),
		off: fc.double({ min: 0, max: 1, noNaN: true }),
		rate: fc.constantFrom(0, 7, 19, 8.875, 25.5),
	});
	fc.assert(
		fc.property(
			fc.array(line, { minLength: 1, maxLength: 8 }),
			fc.boolean(),
			fc.integer({ min: -4, max: 4 }),
			// Dinars have hundredths here, and are rounded to these.
			fc.constantFrom('EUR', 'KWD'),
			(lines, isInclusive, rounding, currency) => {
				const items = lines.map(({ amount, off, rate }, index) => {
					const discount = Math.floor(amount * off);
					const rest = amount - discount;
					const tax = Math.round(isInclusive ? (rest * rate) / (100 + rate) : (rest * rate) / 100);
					return { id: `li_${index}`, amount, discount, rest, tax, rate };
				});
				const total = (key: 'amount' | 'discount' | 'rest' | 'tax') =>
					items.reduce((sum, one) => sum + one[key], 0);
				const gross = total('rest') + (isInclusive ? 0 : total('tax'));
				const item = invoiceOf(
					event(FULL, {
						'content.invoice.currency_code': currency,
						'content.invoice.price_type': isInclusive ? 'tax_inclusive' : 'tax_exclusive',
						'content.invoice.sub_total': total('amount'),
						'content.invoice.tax': total('tax'),
						'content.invoice.round_off_amount': rounding,
						'content.invoice.total': gross + rounding,
						'content.invoice.amount_due': gross + rounding,
						'content.invoice.line_items': items.map(({ id, amount, discount, tax, rate }) => ({
							id,
							amount,
							unit_amount: amount,
							quantity: 1,
							discount_amount: discount,
							tax_amount: tax,
							tax_rate: rate,
							is_taxed: rate > 0,
						})),
						'content.invoice.line_item_taxes': items
							.filter(({ rate }) => rate > 0)
							.map(({ id, rest, tax, rate }) => ({
								line_item_id: id,
								tax_name: 'T',
								tax_rate: rate,
								taxable_amount: isInclusive ? rest - tax : rest,
								tax_amount: tax,
							})),
						'content.invoice.taxes': [{ name: 'T', amount: total('tax') }],
						'content.invoice.discounts': [
							{ entity_type: 'document_level_coupon', amount: total('discount') },
						],
					}),
				);
				expect(codes(item)).toEqual([]);
				expect(item.totals).toMatchObject({
					gross: Number(`${gross}e-2`),
					due: Number(`${gross + rounding}e-2`),
					tax: Number(`${total('tax')}e-2`),
				});
			},
		),
	);
});

test('an item becomes an e-invoice, and what is missing for that is listed', async () => {
	const { xml, gaps } = await createUbl(invoiceOf(event(FULL)), {
		references: { sellerElectronicAddress: '9930:DE987654321', buyerElectronicAddress: '9930:DE123456788' },
		unit: 'C62',
		taxCategory: 'S',
	});
	expect(xml).toContain('INV-1042');
	// Required by German rules but not sent by Chargebee; everything else is valid.
	expect(gaps.map(({ path }) => path)).toEqual([
		'payment',
		'references.buyerReference',
		'references.sellerContact',
	]);
});
