import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod/v4';
import {
	addressOf,
	invoiceOf,
	lineOf,
	partyOf,
	paymentOf,
	referencesOf,
} from '../../../nodes/shared/invoice/build';
import { invoiceSchema, PROVIDERS } from '../../../nodes/shared/invoice/schema';
import { filesBelow } from '../../support/files.mts';

// The script reads the compiled schema; here, only its source matters.
jest.mock(
	'../../../dist/nodes/shared/invoice/schema.js',
	() => jest.requireActual('../../../nodes/shared/invoice/schema'),
	{
		virtual: true,
	},
);
const { invoiceJsonSchema } = jest.requireActual<{ invoiceJsonSchema(): object }>(
	'../../../scripts/invoiceJsonSchema.js',
);

const shape = (schema: { shape: object }) => Object.keys(schema.shape);
const { seller, lines, payment, totals } = invoiceSchema.shape;
const party = seller.unwrap();

describe('an invoice of which nothing is known', () => {
	it('fits the schema, and has every key but raw', () => {
		const invoice = invoiceOf({});
		expect(invoiceSchema.strict().parse(invoice)).toEqual(invoice);
		expect(Object.keys(invoice).sort()).toEqual(
			shape(invoiceSchema)
				.filter((key) => key !== 'raw')
				.sort(),
		);
		expect(Object.keys(invoice.totals)).toEqual(shape(totals));
	});

	it('says null, and neither 0 nor an empty text', () => {
		const { totals: amounts, taxes, lines: positions, references, issues, ...rest } = invoiceOf({});
		expect([taxes, positions, references, issues]).toEqual([[], [], {}, []]);
		for (const value of [...Object.values(rest), ...Object.values(amounts)]) expect(value).toBeNull();
	});

	it('keeps what is known, totals one by one', () => {
		expect(invoiceOf({ id: 'x', totals: { net: 1 } })).toMatchObject({
			id: 'x',
			number: null,
			totals: { net: 1, gross: null },
		});
	});
});

describe('parts', () => {
	it.each([
		['party', partyOf, { name: 'x' }, party],
		['address', addressOf, { city: 'x' }, party.shape.address.unwrap()],
		['payment', paymentOf, { iban: 'x' }, payment.unwrap()],
	] as const)('a %s of nothing is null, and of something has every key', (_name, make, known, schema) => {
		const nothing = Object.fromEntries(Object.keys(known).map((key) => [key, null]));
		for (const empty of [{}, nothing]) expect((make as (known: object) => unknown)(empty)).toBeNull();
		const made = (make as (known: object) => object)(known);
		expect(Object.keys(made)).toEqual(shape(schema));
		expect(Object.values(made).filter((value) => value !== null && !Array.isArray(value))).toEqual(['x']);
		expect(schema.strict().parse(made)).toEqual(made);
	});

	it('a line has every key, and may be of nothing', () => {
		expect(Object.keys(lineOf({}))).toEqual(shape(lines.element));
		expect(Object.values(lineOf({})).every((value) => value === null)).toBe(true);
		expect(lineOf({ net: 0 }).net).toBe(0);
	});

	it('references hold what there is', () => {
		expect(referencesOf({ a: '1', b: '', c: null, d: undefined, e: '0' })).toEqual({ a: '1', e: '0' });
	});
});

describe('the schema', () => {
	const strict = invoiceSchema.strict();

	it.each([
		['currency', 'eur'],
		['currency', 'EURO'],
		['issueDate', '2026-02-30'],
		['issueDate', '2026-01-15T00:00:00Z'],
		['kind', 'receipt'],
		['status', 'open'],
		['provider', 'nobody'],
		['references', { a: 1 }],
		['totals', {}],
		['number', undefined],
		['unknown', 1],
	])('rejects %s: %j', (key, value) => {
		expect(strict.safeParse({ ...invoiceOf({}), [key]: value }).success).toBe(false);
	});

	it('takes a payload of any form as raw', () => {
		for (const raw of [null, {}, [], 'text', 1, undefined]) {
			expect(strict.safeParse({ ...invoiceOf({}), raw }).success).toBe(true);
		}
	});
});

describe('the published JSON Schema', () => {
	const published = invoiceJsonSchema() as Record<string, unknown> & {
		required: string[];
		properties: Record<string, { description?: string }>;
	};
	const ajv = new Ajv2020({ allErrors: true });
	addFormats(ajv);
	const valid = ajv.compile(published);

	it('is that of the source, with a title', () => {
		expect(published).toEqual({
			...z.toJSONSchema(invoiceSchema),
			title: 'Invoice',
			description: 'The normal form of an invoice item',
		});
		expect(published.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
	});

	it('requires every key but raw, and knows no other', () => {
		expect(published.required).toEqual(shape(invoiceSchema).filter((key) => key !== 'raw'));
		expect(published.additionalProperties).toBe(false);
	});

	it('takes every golden item', () => {
		const files = filesBelow('test/golden', '.json');
		expect(files.length).toBeGreaterThan(15);
		for (const file of files) {
			// The file has a list for an event, and one item for a file.
			for (const item of [JSON.parse(readFileSync(file, 'utf8')) as object | object[]].flat()) {
				expect([file, valid(item) ? [] : valid.errors]).toEqual([file, []]);
			}
		}
	});

	it('rejects what the source rejects', () => {
		expect(valid(invoiceOf({}))).toBe(true);
		expect(valid({ ...invoiceOf({}), currency: 'eur' })).toBe(false);
		expect(valid({ ...invoiceOf({}), provider: PROVIDERS.join() })).toBe(false);
		const { number: _number, ...without } = invoiceOf({});
		expect(valid(without)).toBe(false);
	});
});
