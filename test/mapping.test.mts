/** The expressions of `docs/mapping.md` work on every item: they name keys that the normal form has. */
import { globSync, readFileSync } from 'node:fs';
import { invoiceSchema, type Invoice } from '../nodes/shared/invoice/schema';
import { PROVIDER_NAMES } from './support/providers.mts';

const page = readFileSync('docs/mapping.md', 'utf8');
const expressions = [
	...new Set([...page.matchAll(/`\{\{ (.+?) \}\}`/g)].map(([, expression]) => expression)),
];
const items = PROVIDER_NAMES.flatMap((name) => globSync(`test/golden/${name}/*.json`).sort()).flatMap(
	(file) => JSON.parse(readFileSync(file, 'utf8')) as Invoice[],
);

/** An item that refuses to be asked for a key that it does not have, at any depth. */
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
	const binary = { data: { fileName: 'invoice.pdf' } };
	const run = new Function('$json', '$binary', `return (${expression});`) as (...args: unknown[]) => unknown;
	return run(strict(item, '$json'), strict(binary, '$binary'));
}

test('there are expressions and items to try them on', () => {
	expect(expressions.length).toBeGreaterThan(30);
	expect(items.length).toBeGreaterThan(25);
	expect(items.filter((item) => !invoiceSchema.strict().safeParse(item).success)).toEqual([]);
});

test.each(expressions)('{{ %s }}', (expression) => {
	for (const item of items) {
		const value = evaluate(expression, item);
		expect(JSON.stringify(value) ?? '').not.toMatch(/undefined|NaN/);
	}
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
