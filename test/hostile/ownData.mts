/** Items of other nodes, such as HTTP Request, whose content a stranger may have chosen. */
import type { Cases } from './bounds.mts';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const listOf = <T,>(length: number, make: (index: number) => T) =>
	Array.from({ length }, (_, index) => make(index));
const fields = (length: number, nameOf: (index: number) => string, value: unknown) =>
	Object.fromEntries(listOf(length, (index) => [nameOf(index), value]));

const HEAD = { number: 'R-1', currency: 'EUR', issueDate: '2026-01-31' };
const LINE = { description: 'Desk', quantity: 1, unitPrice: 1, taxRate: 19 };

/** A name whose letters are `gross`, each time with other marks between them. */
const spelled = (index: number) =>
	[...'gross']
		.map((letter, at) => letter + '-_. '.charAt((index >> (2 * at)) & 3).repeat((index >> 10) + 1))
		.join('');

export const ownData: Cases = {
	'own data: 2,500,000 lines of nothing': () => json({ ...HEAD, lines: listOf(2_500_000, () => ({})) }),
	'own data: 50,000 lines of nothing': () => json({ ...HEAD, lines: listOf(50_000, () => ({})) }),
	'own data: 50,000 numbers as lines of an item of the package': () =>
		json({ provider: null, totals: {}, lines: listOf(50_000, () => 1) }),
	'own data: 20,000 lines': () => json({ ...HEAD, lines: listOf(20_000, () => LINE) }),
	'own data: 20,000 lines with moments': () =>
		json({ ...HEAD, lines: listOf(20_000, () => ({ ...LINE, periodStart: '2026-01-31T10:00:00.000Z' })) }),
	'own data: 40,000 names that spell a total': () =>
		json({ ...HEAD, ...LINE, lines: [LINE], ...fields(40_000, spelled, 5) }),
	'own data: 40,000 names that spell a total, which the invoice does not have': () =>
		json({
			...HEAD,
			...LINE,
			...fields(40_000, (index) => `Grand${' '.repeat(index % 50)}Total${'.'.repeat(index / 50)}`, 5),
		}),
	'own data: 100 rows of 10,000 columns': () =>
		json(listOf(100, () => ({ ...HEAD, ...LINE, ...fields(10_000, (index) => `column ${index}`, 1) }))),
	'own data: 100,000 lines as JSON in a text': () =>
		json({ ...HEAD, lines: JSON.stringify(listOf(100_000, () => LINE)) }),
};
