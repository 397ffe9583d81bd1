/**
 * The expressions in `docs/mapping.md` use keys of the normal form, and work on items from every source: a trigger, a
 * file, Get, or Create from own data.
 */
import { globSync, readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { PROVIDER_NAMES } from '../support/providers.mts';

const node = new InvoiceNode();
const BINARY = { data: { fileName: 'invoice.pdf' } };

beforeAll(async () => await initialize());
afterAll(cleanUp);

const page = readFileSync('docs/mapping.md', 'utf8');
const expressions = [
	...new Set([...page.matchAll(/`\{\{ (.+?) \}\}`/g)].map(([, expression]) => expression)),
];
const items = PROVIDER_NAMES.flatMap((name) => globSync(`test/golden/${name}/*.json`).sort()).flatMap(
	(file) => JSON.parse(readFileSync(file, 'utf8')) as Invoice[],
);

/** An item that throws when a missing key is read, at any depth. */
function strict<T extends object>(object: T, path: string): T {
	return new Proxy(object, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (typeof key === 'string' && !(key in target) && !(Array.isArray(target) && /^\d+$/.test(key))) {
				throw new Error(`There is no ${path}.${key}`);
			}
			return typeof value === 'object' && value !== null ? strict(value, `${path}.${key.toString()}`) : value;
		},
	});
}

function evaluate(expression: string, item: Invoice): unknown {
	const run = new Function('$json', '$binary', '$now', `return (${expression});`) as (
		...args: unknown[]
	) => unknown;
	return run(strict(item, '$json'), strict(BINARY, '$binary'), { toISODate: () => '2026-04-01' });
}

test('there are expressions and items to try them on', () => {
	expect(expressions.length).toBeGreaterThan(30);
	expect(items.length).toBeGreaterThan(25);
	expect(items.filter((item) => !invoiceSchema.strict().safeParse(item).success)).toEqual([]);
});

/** The output of the Invoice node for an item. */
async function made(parameters: IDataObject, input: INodeExecutionData): Promise<Invoice> {
	const [[output]] = await node.execute.call(executeContext({ node, parameters }, [input]) as never);
	return output!.json as unknown as Invoice;
}

/** One item from every source, with the fields that distinguish items. */
async function sources(): Promise<Record<string, Invoice>> {
	const content = readFileSync('test/samples/einvoice/mail/valid.ubl.xml');
	const file = { data: content.toString('base64'), mimeType: 'application/xml', fileName: 'invoice.xml' };
	const own = /```json\n(\{[\s\S]*?\})\n```/.exec(readFileSync('docs/creating.md', 'utf8'))![1];
	const [event] = items.filter((item) => item.event !== null);
	return {
		trigger: event,
		get: { ...event, event: null },
		file: await made(
			{ resource: 'document', operation: 'read', binaryPropertyName: 'data' },
			{ json: {}, binary: { data: file } },
		),
		'own data': await made(
			{ resource: 'document', operation: 'create', format: 'ubl', specification: 'en16931' },
			{ json: JSON.parse(own) as IDataObject },
		),
	};
}

/** Text that readers would see as "null", "undefined" or "NaN". */
const UNFIT = /undefined|NaN|\bnull\b/;

test.each(expressions)('{{ %s }}', (expression) => {
	for (const item of items) {
		const value = evaluate(expression, item);
		expect(JSON.stringify(value) ?? '').not.toMatch(/undefined|NaN/);
		if (typeof value === 'string') expect(value).not.toMatch(UNFIT);
	}
});

test.each(['trigger', 'get', 'file', 'own data'])('every expression fits an item of: %s', async (source) => {
	const item = (await sources())[source]!;
	const input = [{ json: item as unknown as IDataObject, binary: BINARY as never }];
	const context = executeContext({ node, parameters: {} }, input);
	for (const expression of expressions) {
		// Our own evaluation reports missing keys, which n8n ignores.
		const value = evaluate(expression, item);
		const shown = context.evaluateExpression(`{{ ${expression} }}`, 0);
		if (typeof value === 'string') expect(value).not.toMatch(UNFIT);
		if (!expression.includes('$now')) {
			expect([expression, shown ?? null]).toEqual([expression, JSON.parse(JSON.stringify(value ?? null))]);
		}
	}
});

test('an item of every source has a key of its own', async () => {
	const key = expressions.find((expression) => expression.startsWith('$json.event?.key'))!;
	const keys = Object.values(await sources()).map((item) => evaluate(key, item));
	expect(keys.every((value) => typeof value === 'string' && value !== '')).toBe(true);
});

test('an amount that nobody told is no zero', () => {
	const signed = expressions.find((expression) => expression.includes('-$json.totals.gross'))!;
	const [model] = items;
	const grossOf = (gross: number | null) =>
		evaluate(signed, { ...model!, kind: 'creditNote', totals: { ...model!.totals, gross } });
	expect([grossOf(null), grossOf(54)]).toEqual([null, -54]);
});

test('an expense has the tax in its amount where no rate would add it', () => {
	const amount = expressions.find((expression) => expression.includes('$json.taxes[0]?.rate ?? null'))!;
	const model = items.find(({ taxes, totals }) => taxes.length > 0 && totals.tax)!;
	const amountAt = (rate: number | null) =>
		evaluate(amount, { ...model, taxes: [{ ...model.taxes[0]!, rate }] });
	expect([amountAt(null), amountAt(19)]).toEqual([model.totals.gross, model.totals.net]);
	expect(evaluate(amount, { ...model, taxes: [] })).toBe(model.totals.gross);
});

test('an expression with a key that does not exist is noticed', () => {
	expect(() =>
		evaluate(
			'$json.buyer?.fullName',
			items.find(({ buyer }) => buyer)!,
		),
	).toThrow('There is no');
	expect(() => evaluate('$json.total', items[0])).toThrow('There is no $json.total');
});
