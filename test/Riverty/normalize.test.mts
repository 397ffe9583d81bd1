import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PRODUCTION_URL } from '../../nodes/Riverty/environment';
import { riverty } from '../../nodes/Riverty/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import type { RawEvent } from '../../nodes/shared/provider';
import { creditEvent, documentEvent, invoiceEvent } from '../simulator/providers/riverty.mts';
import { sampleJson } from '../simulator/samples.mts';
import {
	codesOf,
	eventsOf,
	invoiceOf,
	itemsOf,
	normalized,
	sampleEvents,
	SAMPLES,
	UAT,
} from '../support/Riverty/events.mts';

const INVOICE = 'accounting/invoiceCreated';
const DOCUMENT = 'accounting/documentCreated';
const event = (payload: unknown, providerType = INVOICE): RawEvent => ({ providerType, payload });
const offered = ({ providerType }: RawEvent) => providerType in riverty.events;
const asEvent = (payload: unknown) => eventsOf(Buffer.from(JSON.stringify(payload)))[0];

describe('samples', () => {
	test.each(SAMPLES)('%s', (file) => {
		const events = sampleEvents(file).filter(offered);
		const items = events.flatMap((one) => itemsOf(one));
		const golden: unknown = JSON.parse(readFileSync(`test/golden/riverty/${file}`, 'utf8'));
		expect(items.map(({ raw: _raw, ...item }) => item)).toEqual(golden);
		// Each sample has one document, so there is one item per notification.
		expect(items.map(({ raw }) => raw)).toEqual(events.map(({ payload }) => payload));
		for (const item of items) expect(() => invoiceSchema.strict().parse(item)).not.toThrow();
	});

	test('a production credential says so in the item, and does not reach the test system', () => {
		const production = riverty.environment({ environment: PRODUCTION_URL });
		const [item] = itemsOf(sampleEvents('invoice-created-array.json')[0], production);
		expect(item.event?.liveMode).toBe(true);
		expect(item.document).toMatchObject({ id: '6f9d2c1e-47b3-4a5e-9c0d-8e7f6a5b4c3d', url: null });
		expect(codesOf(item)).toEqual(['document-url-incomplete document.url']);
	});
});

describe('form', () => {
	const { type, parameters } = invoiceEvent();
	const { invoiceReference: _none, ...withoutReference } = parameters;
	test.each<[string, unknown, string]>([
		['no invoiceReference', { type, parameters: withoutReference }, 'parameters.invoiceReference'],
		['null', { type, parameters: { ...parameters, invoiceReference: null } }, 'parameters.invoiceReference'],
		['empty', { type, parameters: { ...parameters, invoiceReference: '' } }, 'parameters.invoiceReference'],
		['no parameters', { type }, 'parameters:'],
		['parameters no object', { type, parameters: [] }, 'parameters:'],
		['items no array', { type, parameters: { ...parameters, items: {} } }, 'parameters.items:'],
	])('%s: the execution fails and names the field', (_name, payload, field) => {
		const result = normalized(event(payload));
		expect(result.ok).toBe(false);
		if (!result.ok) expect(result.error.message).toContain(field);
	});

	test('a document notification needs parameters only', () => {
		expect(normalized(event({ type: DOCUMENT }, DOCUMENT)).ok).toBe(false);
		expect(normalized(event({ type: DOCUMENT, parameters: {} }, DOCUMENT)).ok).toBe(true);
	});

	test('null and empty text count as absent, for every optional field', () => {
		const empty = (value: unknown) =>
			Object.fromEntries(Object.keys(parameters).map((name) => [name, value])) as Record<string, unknown>;
		const bare = invoiceOf({ currency: null });
		for (const value of [null, undefined]) {
			const { raw: _raw, ...item } = invoiceOf({ ...empty(value), invoiceReference: 'R-1' });
			expect(item).toEqual({ ...bare, raw: undefined });
		}
		const texts = ['invoiceDate', 'dueDate', 'currency', 'customerNumber', 'orderReference', 'businessCode'];
		const blank = Object.fromEntries(
			[...texts, 'invoiceDocumentUrl', 'creationDate'].map((name) => [name, '']),
		);
		expect({ ...invoiceOf(blank), raw: undefined }).toEqual({ ...bare, raw: undefined });
	});

	test('numbers that stand for names are taken as written', () => {
		expect(
			invoiceOf({ invoiceReference: 4711, businessCode: 1004, customerNumber: 99, orderReference: 5 }),
		).toMatchObject({
			number: '4711',
			customerNumber: '99',
			orderReference: '5',
			references: { businessCode: '1004' },
		});
	});
});

describe('event', () => {
	const keys = (payload: unknown) => itemsOf(asEvent(payload)).map((item) => item.event?.key);

	test('the type counts without regard to case, and the item shows it as sent', () => {
		const payload = { ...invoiceEvent(), type: 'Accounting/InvoiceCREATED' };
		const [item] = itemsOf(asEvent(payload));
		expect(item.event).toMatchObject({ type: 'invoice.created', providerType: 'Accounting/InvoiceCREATED' });
		expect(item.event?.key).toMatch(
			/^riverty:accounting\/invoiceCreated:1001:B-DE-2026-\d{6}:2026-03-16:[\da-f]{32}$/,
		);
	});

	test('key of an invoice: an absent part stays empty', () => {
		expect(invoiceOf({}).event?.key).toMatch(/^riverty:accounting\/invoiceCreated::R-1::[\da-f]{32}$/);
		expect(invoiceOf({ businessCode: '1', invoiceDate: 'soon' }).event?.key).toMatch(
			/^riverty:accounting\/invoiceCreated:1:R-1:soon:[\da-f]{32}$/,
		);
	});

	test('key of a document: the key of its file, else its address, and its content', () => {
		const named = keys(
			documentEvent([
				'https://api.accounting.riverty.io/documents/v1/S/6f9d2c1e-47b3-4a5e-9c0d-8e7f6a5b4c3d',
				"x/FileSet('abcdef12')",
				'//elsewhere/file:1',
			]),
		).map((key) => /^([^:]*:){4}([^:]*):[\da-f]{32}$/.exec(key!)![2]);
		expect(named).toEqual(['6f9d2c1e-47b3-4a5e-9c0d-8e7f6a5b4c3d', 'ABCDEF12', '//elsewhere/file%3A1']);
		const documents = [{ documentType: 'A' }, { documentType: 'B' }, { documentType: 'A' }];
		const [a, b, again] = keys({ type: DOCUMENT, parameters: { documents, transactionId: 'T' } });
		expect(b).not.toBe(a);
		expect(again).toBe(a);
	});

	test('two documents with one file are two', () => {
		const urlKey = "x/FileSet('abcdef12')";
		const documents = ['I-1', 'I-2'].map((invoiceReference) => ({
			urlKey,
			documentInformation: [{ invoiceReference }],
		}));
		const parameters = { documents, businessCode: '1', transactionId: 'T' };
		expect(new Set(keys({ type: DOCUMENT, parameters })).size).toBe(2);
	});

	test('two documents whose addresses differ only in a parameter are two, whenever the link was signed', () => {
		const [one, two, again] = keys(
			documentEvent([
				'https://files.example/get?id=1&Expires=10&Signature=a',
				'https://files.example/get?id=2&Expires=10&Signature=a',
				'https://files.example/get?id=1&Expires=20&Signature=b',
			]),
		);
		expect(two).not.toBe(one);
		expect(again).toBe(one);
		const file = "https://files.example/FileSet('abcdef12')/$value";
		expect(new Set(keys(documentEvent([`${file}?part=1`, `${file}?part=2`]))).size).toBe(2);
	});

	test('two notifications with the same number and date but other amounts are two, also in one call', () => {
		const one = invoiceEvent();
		const other = structuredClone(one) as unknown as { parameters: { totals: Record<string, unknown> } };
		other.parameters.totals.grossUnitPrice = 1;
		expect(keys(one)).not.toEqual(keys(other));
		const again = { ...structuredClone(one), timestamp: '2030-01-01T00:00:00Z' };
		expect(keys(again)).toEqual(keys(one));
	});

	test('a colon in one part does not move into the next', () => {
		const keyOf = (businessCode: string, invoiceReference: string) =>
			keys({ type: INVOICE, parameters: { businessCode, invoiceReference } })[0]!.slice(0, -33);
		expect(keyOf('A:B', 'C')).not.toBe(keyOf('A', 'B:C'));
	});

	test('key of a notification without a document: its content, whatever the order of its members', () => {
		const [one] = keys({
			type: DOCUMENT,
			parameters: { businessCode: '1', more: { a: 1, b: [2, { c: 3, d: 4 }] } },
		});
		const [same] = keys({
			parameters: { more: { b: [2, { d: 4, c: 3 }], a: 1 }, businessCode: '1' },
			type: DOCUMENT,
		});
		const [different] = keys({
			type: DOCUMENT,
			parameters: { businessCode: '1', more: { a: 1, b: [{ c: 3 }, 2] } },
		});
		expect(same).toBe(one);
		expect(different).not.toBe(one);
	});

	test.each([
		[
			{ timestamp: '2026-01-02T03:04:05.678901Z', creationDate: '2026-01-01T00:00:00Z' },
			'2026-01-02T03:04:05.678Z',
		],
		[{ timestamp: null, creationDate: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00.000Z'],
		[{ timestamp: 'yesterday', creationDate: 'never' }, '2026-03-16T02:11:20.000Z'],
	])('time of %j', ({ timestamp, creationDate }, expected) => {
		const payload = { type: INVOICE, timestamp, parameters: { invoiceReference: 'R', creationDate } };
		expect(itemsOf(event(payload))[0].event?.occurredAt).toBe(expected);
	});

	test('the transaction is the id of the event', () => {
		expect(invoiceOf({ transactionId: 'T-1' }).event?.id).toBe('T-1');
		expect(invoiceOf({}).event?.id).toBeNull();
	});
});

describe('a negative total', () => {
	test('makes a credit note with the amounts of the invoice, quantities unchanged', () => {
		const same = { invoiceReference: 'C-1', invoiceDocumentUrl: null, orderReference: 'O' };
		const [credit] = itemsOf(asEvent(creditEvent(same)));
		const [invoice] = itemsOf(asEvent(invoiceEvent(same)));
		expect(credit.kind).toBe('creditNote');
		expect(credit.event?.type).toBe('creditNote.created');
		for (const part of ['totals', 'taxes', 'lines', 'issues'] as const) {
			expect(credit[part]).toEqual(invoice[part]);
		}
	});

	test.each([
		[-119, 19],
		[119, -19],
	])('%d with a tax of %d has no net, and says so', (grossUnitPrice, vatAmount) => {
		const item = invoiceOf({ totals: { grossUnitPrice, vatAmount } });
		expect(item.totals).toMatchObject({ gross: 119, tax: -19, net: null });
		expect(codesOf(item)).toContain('tax-sign-differs totals.tax');
	});

	test('turns a line of the other sign too, and no zero into -0', () => {
		const items = [
			{ grossUnitPrice: -119, quantity: 2, vatAmount: -38, vatPercent: 19 },
			{ grossUnitPrice: 19, quantity: 1, vatAmount: 0 },
		];
		const item = invoiceOf({ items, totals: { grossUnitPrice: -219, vatAmount: -38 } });
		expect(item.totals).toMatchObject({ gross: 219, tax: 38, net: 181, lines: 181 });
		expect(item.lines).toMatchObject([
			{ quantity: 2, unitPrice: 119, gross: 238, tax: 38, net: 200 },
			{ quantity: 1, unitPrice: -19, gross: -19, tax: 0, net: -19 },
		]);
		expect(Object.is(item.lines[1].tax, 0)).toBe(true);
		expect(invoiceOf({ totals: { grossUnitPrice: -1, vatAmount: -0 } }).totals.tax).toBe(0);
	});

	test('zero, and none, make an invoice', () => {
		for (const totals of [{ grossUnitPrice: 0 }, {}, null])
			expect(invoiceOf({ totals }).kind).toBe('invoice');
	});
});

describe('lines', () => {
	const line = (item: Record<string, unknown>) => {
		const invoice = invoiceOf({ items: [item] });
		const issues = codesOf(invoice).filter((code) => !code.startsWith('tax-breakdown'));
		return { ...invoice.lines[0], issues };
	};

	test.each<[string, Record<string, unknown>, object]>([
		[
			'tax of the line',
			{ quantity: 3, vatAmount: 57, vatPercent: 19 },
			{ tax: 57, gross: 357, net: 300, issues: [] },
		],
		[
			'two cents off',
			{ quantity: 3, vatAmount: 57.02, vatPercent: 19 },
			{ tax: 57.02, net: 299.98, issues: [] },
		],
		['tax of a unit', { quantity: 3, vatAmount: 19, vatPercent: 19 }, { tax: 57, net: 300, issues: [] }],
		[
			'a unit, two cents off',
			{ quantity: 3, vatAmount: 18.98, vatPercent: 19 },
			{ tax: 56.94, net: 300.06, issues: [] },
		],
		[
			'neither',
			{ quantity: 3, vatAmount: 19.03, vatPercent: 19 },
			{ tax: 19.03, net: 337.97, issues: ['tax-mismatch lines[0].tax'] },
		],
		['neither, of one', { quantity: 1, vatAmount: 50, vatPercent: 19 }, { tax: 50, net: 69, issues: [] }],
		['no percent', { quantity: 3, vatAmount: 19 }, { tax: 19, net: 338, taxRate: null, issues: [] }],
		[
			'numeric texts',
			{ quantity: '3.0', vatAmount: '57', vatPercent: '19.0' },
			{ tax: 57, net: 300, taxRate: 19 },
		],
		['no tax', { quantity: 3, vatPercent: 19 }, { tax: null, net: null, gross: 357, issues: [] }],
		[
			'no quantity, tax of a unit',
			{ vatAmount: 19, vatPercent: 19 },
			{ quantity: null, gross: null, net: null, tax: null, issues: ['quantity-missing lines[0].quantity'] },
		],
		[
			'no quantity, another tax',
			{ vatAmount: 57, vatPercent: 19 },
			{ net: null, tax: 57, issues: ['quantity-missing lines[0].quantity', 'tax-mismatch lines[0].tax'] },
		],
		[
			'no quantity, no percent',
			{ vatAmount: 19 },
			{ gross: null, net: null, tax: 19, issues: ['quantity-missing lines[0].quantity'] },
		],
		[
			'a quantity that is none',
			{ quantity: 'many', vatAmount: 19 },
			{ quantity: null, gross: null, issues: ['amount-unknown lines[0].quantity'] },
		],
	])('%s', (_name, item, expected) => {
		expect(line({ grossUnitPrice: 119, ...item })).toMatchObject(expected);
	});

	test.each<[Record<string, unknown>, string | null, number | null]>([
		[{ vatType: 'REVERSE' }, 'AE', 0],
		[{ vatType: 'REVERSE', vatPercent: 5 }, 'AE', 5],
		[{ vatType: 'NORMAL' }, 'S', null],
		[{ vatType: 'NORMAL', vatPercent: 7.5 }, 'S', 7.5],
		[{ vatPercent: 20 }, 'S', 20],
		[{ vatPercent: 0 }, null, 0],
		[{}, null, null],
	])('%j is category %s at %s', (item, taxCategory, taxRate) => {
		expect(line({ quantity: 1, ...item })).toMatchObject({ taxCategory, taxRate, issues: [] });
	});

	test('an unknown vatType is no category, and an issue', () => {
		expect(line({ quantity: 1, vatType: 'EXEMPT', vatPercent: 20 })).toMatchObject({
			taxCategory: null,
			issues: ['tax-category-unknown lines[0].taxCategory'],
		});
	});

	test('amounts are exact', () => {
		expect(line({ grossUnitPrice: 33.3, quantity: 3 })).toMatchObject({ gross: 99.9, unitPrice: 33.3 });
		expect(line({ grossUnitPrice: 1.1, quantity: 1.1 })).toMatchObject({ gross: 1.21 });
		expect(line({ grossUnitPrice: 0.1, quantity: 3, vatAmount: 0.2 })).toMatchObject({ net: 0.1 });
		expect(line({ grossUnitPrice: 123456789.12, quantity: 98765432.1 })).toMatchObject({
			gross: null,
			issues: ['amount-not-exact lines[0].gross'],
		});
	});

	test('a line is gross = net + tax, for any figures in cents', () => {
		const cents = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100);
		fc.assert(
			fc.property(cents, fc.integer({ min: 1, max: 999 }), cents, (grossUnitPrice, quantity, vatAmount) => {
				const { gross, net, tax, unitPrice } = line({ grossUnitPrice, quantity, vatAmount });
				const whole = (value: number | null) => Math.round(value! * 100);
				expect(unitPrice).toBe(grossUnitPrice === 0 ? 0 : grossUnitPrice);
				expect(whole(gross)).toBe(whole(grossUnitPrice) * quantity);
				expect(gross).toBe(whole(gross) / 100);
				expect(net).toBe((whole(gross) - whole(tax)) / 100 || 0);
			}),
		);
	});
});

describe('taxes', () => {
	const items = [
		{ grossUnitPrice: 119, quantity: 1, vatAmount: 19, vatPercent: 19 },
		{ grossUnitPrice: 107, quantity: 1, vatAmount: 7, vatPercent: 7, vatType: 'NORMAL' },
		{ grossUnitPrice: 11.9, quantity: 1, vatAmount: 1.9, vatPercent: '19.00', vatType: 'NORMAL' },
		{ grossUnitPrice: 50, quantity: 1, vatAmount: 0, vatType: 'REVERSE' },
	];

	test('are the lines by category and rate, where they account for all of the tax', () => {
		const item = invoiceOf({ items, currency: 'EUR', totals: { grossUnitPrice: 287.9, vatAmount: 27.9 } });
		expect(item.taxes).toEqual([
			{ category: 'S', name: 'VAT', rate: 19, taxableAmount: 110, taxAmount: 20.9 },
			{ category: 'S', name: 'VAT', rate: 7, taxableAmount: 100, taxAmount: 7 },
			{ category: 'AE', name: 'VAT', rate: 0, taxableAmount: 50, taxAmount: 0 },
		]);
		expect(item.totals).toMatchObject({ lines: 260, net: 260, tax: 27.9, gross: 287.9 });
		expect(item.issues).toEqual([]);
	});

	test.each<[string, Record<string, unknown>, string[]]>([
		['other tax', { items, totals: { grossUnitPrice: 287.9, vatAmount: 30 } }, ['taxes', 'totals.net']],
		['no tax in the totals', { items, totals: { grossUnitPrice: 287.9 } }, ['taxes']],
		['no items', { totals: { grossUnitPrice: 119, vatAmount: 19 } }, ['taxes']],
		['nothing to break down', { totals: { grossUnitPrice: 119 } }, []],
	])('none with %s', (_name, parameters, paths) => {
		const item = invoiceOf(parameters);
		expect(item.taxes).toEqual([]);
		expect(item.issues.map(({ path }) => path)).toEqual(paths);
	});

	test('lines that do not add up to the net are reported, not corrected', () => {
		const item = invoiceOf({ items, totals: { grossUnitPrice: 500, vatAmount: 27.9 } });
		expect(item.totals).toMatchObject({ gross: 500, net: 472.1, lines: 260 });
		expect(codesOf(item)).toEqual(['sum-mismatch totals.net']);
	});
});

describe('parties and references', () => {
	test('both addresses: the company first, the names of the person', () => {
		const { buyer } = invoiceOf({
			customerNumber: '7',
			companyAddress: { companyName: 'C', taxIdentificationNumber: 'DE1', street: 'Weg', countryCode: 'de' },
			billToAddress: {
				firstName: 'A',
				lastName: 'B',
				email: 'a@example.com',
				language: 'de',
				postalCode: '1',
			},
		});
		expect(buyer).toMatchObject({
			name: 'C',
			companyName: 'C',
			firstName: 'A',
			lastName: 'B',
			taxId: 'DE1',
			customerId: '7',
			email: 'a@example.com',
			language: 'de',
			address: { street: 'Weg', postalCode: null, countryCode: 'DE' },
		});
	});

	test.each([
		[{ firstName: 'A', lastName: 'B' }, 'A B'],
		[{ lastName: 'B' }, 'B'],
		[{ firstName: 'A', lastName: '' }, 'A'],
		[{ email: 'a@example.com' }, null],
	])('the name of %j is %j', (billToAddress, name) => {
		expect(invoiceOf({ billToAddress }).buyer?.name).toBe(name);
	});

	test('none at all', () => {
		expect(invoiceOf({})).toMatchObject({
			buyer: null,
			seller: null,
			shipTo: null,
			document: null,
			references: {},
		});
	});

	test('unknown countries, currencies and dates are null and reported', () => {
		const item = invoiceOf({
			billToAddress: { countryCode: 'ZZ' },
			currency: 'EURO',
			invoiceDate: '2026-02-30',
			dueDate: 'soon',
		});
		expect(item).toMatchObject({ currency: null, issueDate: null, dueDate: null, buyer: null });
		expect(codesOf(item).sort()).toEqual([
			'country-unknown buyer.address.countryCode',
			'currency-unknown currency',
			'date-unknown dueDate',
			'date-unknown issueDate',
		]);
	});

	test('more digits than the currency has are reported', () => {
		const item = invoiceOf({ currency: 'JPY', totals: { grossUnitPrice: 10.5, vatAmount: 0 } });
		expect(codesOf(item)).toContain('more-digits-than-currency totals.gross');
	});
});

describe('documentCreated', () => {
	test('one item a document, each with its own key', () => {
		const items = itemsOf(asEvent(documentEvent(["FileSet('AAAAAAAA')", "FileSet('BBBBBBBB')"])));
		expect(items.map(({ document }) => document?.id)).toEqual(['AAAAAAAA', 'BBBBBBBB']);
		expect(new Set(items.map((item) => item.event?.key)).size).toBe(2);
	});

	test('the level of a dunning letter; more invoices than one are reported', () => {
		const documentInformation = [
			{ invoiceReference: 'I-1', customerNumber: 'C', dunningLevel: 2 },
			{ invoiceReference: 'I-2' },
		];
		const parameters = { documents: [{ documentInformation, documentType: 'DUNNING', urlKey: 'x' }] };
		const [item] = itemsOf(event({ type: DOCUMENT, parameters }, DOCUMENT));
		expect(item).toMatchObject({
			number: 'I-1',
			kind: null,
			status: null,
			references: { documentType: 'DUNNING', dunningLevel: '2' },
			document: { id: null, url: null, fileName: 'I-1.pdf' },
		});
		expect(codesOf(item)).toEqual(['several-invoices number', 'document-url-incomplete document.url']);
	});

	test('without a document there is an item that says so', () => {
		const items = itemsOf(event({ type: DOCUMENT, parameters: { documents: [] } }, DOCUMENT));
		expect(items).toMatchObject([{ document: null, issues: [{ code: 'document-missing' }] }]);
	});
});

/** A JSON value close to Riverty's payloads: a sample with some leaves replaced. */
const mutated = fc
	.constantFrom(...SAMPLES.flatMap((file) => sampleEvents(file)).filter(offered))
	.chain((one) =>
		fc
			.array(
				fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom('', '1e400', -1, '-0', 'REVERSE'))),
				{
					minLength: 1,
					maxLength: 5,
				},
			)
			.map((changes) => {
				const payload = structuredClone(one.payload) as object;
				for (const [at, value] of changes) {
					const places = placesOf(payload);
					const [parent, name] = places[at % places.length];
					parent[name] = value;
				}
				return { ...one, payload };
			}),
	);

function placesOf(value: object): [Record<string, unknown>, string][] {
	return Object.entries(value).flatMap(([name, member]) => [
		[value as Record<string, unknown>, name] as [Record<string, unknown>, string],
		...(typeof member === 'object' && member !== null ? placesOf(member as object) : []),
	]);
}

describe('is total', () => {
	const check = (one: RawEvent) => {
		const result = normalized(one);
		if (!result.ok) {
			expect(result.error.message).toContain(one.providerType);
			return;
		}
		for (const item of result.value) {
			expect(() => invoiceSchema.strict().parse(item)).not.toThrow();
			expect(item.raw).toBe(one.payload);
		}
		expect(result).toEqual(normalized(one));
	};

	test('on any JSON', () => {
		const types = fc.constantFrom(...Object.keys(riverty.events));
		fc.assert(fc.property(fc.jsonValue(), types, (payload, type) => check(event(payload, type))));
		const parameters = fc.dictionary(fc.string(), fc.jsonValue());
		fc.assert(
			fc.property(parameters, types, (any, type) =>
				check(event({ type, parameters: { invoiceReference: 'R', ...any } }, type)),
			),
		);
	});

	test('on mutated samples', () => {
		fc.assert(fc.property(mutated, check), { numRuns: 500 });
	});

	test('split takes any JSON, and leaves nothing out', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				const split = riverty.split(body, { headers: {}, selected: [] });
				if (split.ok) expect(split.value.map(({ payload }) => payload)).toEqual([body].flat());
			}),
		);
	});
});

describe('split', () => {
	const split = (body: unknown) => riverty.split(body, { headers: {}, selected: [] });

	test('one notification, or several', () => {
		const [one, two] = [invoiceEvent(), documentEvent()];
		expect(split(one)).toEqual({ ok: true, value: [event(one)] });
		expect(split([one, two])).toEqual({ ok: true, value: [event(one), event(two, DOCUMENT)] });
		expect(split([])).toEqual({ ok: true, value: [] });
	});

	test.each([[null], ['text'], [5], [{}], [{ type: '' }], [{ type: 5 }], [[{}, {}]], [[[]]]])(
		'%j is none',
		(body) => expect(split(body).ok).toBe(false),
	);

	test('an element that is none fails alone', () => {
		expect(split([invoiceEvent(), {}, documentEvent()])).toMatchObject({
			ok: true,
			value: [
				{ providerType: INVOICE },
				{ payload: {}, malformed: 'element 2 of 3' },
				{ providerType: DOCUMENT },
			],
		});
	});

	test('ten thousand notifications are read, and not one more', () => {
		const many = (count: number) => split(Array.from({ length: count }, () => invoiceEvent()));
		expect(many(10_000).ok).toBe(true);
		expect(many(10_001)).toMatchObject({
			ok: false,
			error: { message: 'the body holds more than 10000 notifications' },
		});
	});

	test('an unfit notification goes on, so that its execution fails and keeps it', () => {
		expect(split({ type: INVOICE })).toMatchObject({ ok: true });
	});
});

describe('every documented field', () => {
	/** The `parameters` of invoiceCreated in the examples on docs.riverty.com. */
	const MAPPED = [
		...['invoiceReference', 'invoiceDate', 'dueDate', 'creationDate', 'businessCode', 'currency'],
		...['customerNumber', 'orderReference', 'invoiceDocumentUrl'],
		...[
			'firstName',
			'lastName',
			'email',
			'language',
			'street',
			'streetNumber',
			'postalCode',
			'postalPlace',
		].map((name) => `billToAddress.${name}`),
		'billToAddress.countryCode',
		...['companyName', 'taxIdentificationNumber'].map((name) => `companyAddress.${name}`),
		...[
			'orderItemReference',
			'description',
			'grossUnitPrice',
			'quantity',
			'vatAmount',
			'vatPercent',
			'vatType',
		].map((name) => `items.0.${name}`),
		...['grossUnitPrice', 'vatAmount'].map((name) => `totals.${name}`),
	];
	const RAW_ONLY = ['billToAddress.salutation', 'billToAddress.title', 'items.0.positionType'];
	const MAPPED_OF_DOCUMENTS = [
		...['businessCode', 'transactionId', 'documents.0.documentType', 'documents.0.urlKey'],
		...['customerNumber', 'invoiceReference', 'orderReference', 'dunningLevel'].map(
			(name) => `documents.0.documentInformation.0.${name}`,
		),
	];
	const RAW_ONLY_OF_DOCUMENTS = ['documents.0.documentInformation.0.documentCreationDate'];

	/** The item without the parts that always change. */
	const seen = (one: RawEvent) => {
		const [{ raw: _raw, event: about, ...item }] = itemsOf(one, {
			...UAT,
			documentBaseUrl: 'https://documents.example',
		});
		// The key depends on all of the content.
		return JSON.stringify({ ...item, event: { ...about, key: null } });
	};
	const leaves = (value: object, at = ''): string[] =>
		Object.entries(value).flatMap(([name, member]) =>
			typeof member === 'object' && member !== null ? leaves(member, `${at}${name}.`) : [`${at}${name}`],
		);
	/** Replaces the value at a path by another of the same kind. */
	const changed = (payload: { parameters: object }, path: string) => {
		const copy = structuredClone(payload);
		const names = path.split('.');
		const last = names.pop()!;
		const parent = names.reduce<Record<string, unknown>>(
			(value, name) => value[name] as Record<string, unknown>,
			copy.parameters as Record<string, unknown>,
		);
		const value = parent[last];
		parent[last] = typeof value === 'number' ? value + 3 : (OTHER[last] ?? `other ${String(value)}`);
		return copy;
	};
	const OTHER: Record<string, string> = {
		invoiceDate: '2001-02-03',
		dueDate: '2001-02-03',
		creationDate: '2001-02-03T04:05:06Z',
		currency: 'SEK',
		countryCode: 'SE',
		vatType: 'REVERSE',
		invoiceDocumentUrl: "FileSet('ABCDEF0123')",
		urlKey: "FileSet('ABCDEF0123')",
	};

	const whole = invoiceEvent() as { type: string; parameters: Record<string, unknown> };
	whole.parameters.companyAddress = { companyName: 'C', taxIdentificationNumber: 'DE1' };
	const documents = documentEvent();
	const [{ documentInformation }] = documents.parameters.documents as { documentInformation: object[] }[];
	Object.assign(documentInformation[0], { dunningLevel: 1 });

	test.each([
		[INVOICE, whole, MAPPED, RAW_ONLY],
		[DOCUMENT, documents, MAPPED_OF_DOCUMENTS, RAW_ONLY_OF_DOCUMENTS],
	])('of %s is mapped, or stands in raw only', (type, payload, mapped, rawOnly) => {
		for (const path of mapped) {
			expect([path, seen(event(changed(payload, path), type)) !== seen(event(payload, type))]).toEqual([
				path,
				true,
			]);
		}
		for (const path of rawOnly) {
			expect([path, seen(event(changed(payload, path), type)) === seen(event(payload, type))]).toEqual([
				path,
				true,
			]);
		}
		const listed = [...mapped, ...rawOnly].map((path) => path.replace(/\.\d+/g, '.0'));
		expect(
			[...new Set(leaves(payload.parameters).map((path) => path.replace(/\.\d+\./g, '.0.')))].sort(),
		).toEqual(listed.sort());
	});

	test('of the samples is in one of the lists', () => {
		const names = new Set(
			[...MAPPED, ...RAW_ONLY, ...MAPPED_OF_DOCUMENTS, ...RAW_ONLY_OF_DOCUMENTS].map((path) =>
				path.split('.').at(-1),
			),
		);
		for (const one of SAMPLES.flatMap((file) => sampleEvents(file)).filter(offered)) {
			const { parameters } = one.payload as { parameters: object };
			expect(leaves(parameters).filter((path) => !names.has(path.split('.').at(-1)!))).toEqual([]);
		}
	});

	test('the notification of rejected orders is not offered', () => {
		expect(sampleJson<{ type: string }>('riverty', 'edi-error-sent.json').type in riverty.events).toBe(false);
	});
});
