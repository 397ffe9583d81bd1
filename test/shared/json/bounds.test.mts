import { excessOf, excessOfValue, mayExceed } from '../../../nodes/shared/json/bounds';
import { parseJson } from '../../../nodes/shared/json/parse';

const bytes = (text: string) => Buffer.from(text);
/** A list with the given number of elements. */
const list = (count: number, element: (index: number) => string) =>
	`[${Array.from({ length: count }, (_, index) => element(index)).join()}]`;
const messageOf = (text: string) => {
	const parsed = parseJson(bytes(text));
	return parsed.ok ? 'read' : parsed.message;
};

/** A number whose octal digits are JSON's short escapes. */
const inEscapes = (number: number) =>
	number.toString(8).replace(/./g, (digit) => `\\${'"\\/bfnrt'[Number(digit)]!}`);

/** Well above the bound: if two beginnings of three digits have the same hash, so have the hundred names of each. */
const MANY_NAMES = 52_000;

const CONTAINERS = 'The body is made of more than 500,000 lists and objects';
const VALUES = 'The body is made of more than 4,000,000 values';
const NAMES = 'The body is made of more than 50,000 different names';
const LONG = 'The body is made of too many numbers of 16 digits or more';

describe('what JSON.parse and its result would cost too much is not parsed', () => {
	const parse = jest.spyOn(JSON, 'parse');
	beforeEach(() => parse.mockClear());
	afterAll(() => parse.mockRestore());

	test.each<[string, number, (index: number) => string, string]>([
		['lists', 500_000, () => '[]', CONTAINERS],
		['objects', 500_000, () => '{}', CONTAINERS],
		['objects with a member', 500_000, () => '{"a":1}', CONTAINERS],
		['members that would be dropped', 500_000, () => '{"__proto__":1}', CONTAINERS],
		['numbers', 4_000_002, () => '1', VALUES],
		['empty texts', 4_000_002, () => '""', VALUES],
		['objects of different names', MANY_NAMES, (index) => `{"${index}":1}`, NAMES],
		['names in escapes', MANY_NAMES, (index) => `{"\\u00e4\\"${index}" : 1}`, NAMES],
		['names of nothing but escapes', MANY_NAMES, (index) => `{"${inEscapes(index)}":1}`, NAMES],
		['names that end in an escape', MANY_NAMES, (index) => `{"${index}\\\\" : 1}`, NAMES],
		['names that differ before an escaped quote', MANY_NAMES, (index) => `{"${index}\\"a":1}`, NAMES],
		['names behind white space', MANY_NAMES, (index) => `{"${index}"${' '.repeat(50)}\t:1}`, NAMES],
		['long names', MANY_NAMES, (index) => `{"${index}${'a'.repeat(300)}":1}`, NAMES],
	])('%s', (_what, count, element, message) => {
		expect(messageOf(list(count, element))).toBe(message);
		expect(parse).not.toHaveBeenCalled();
	});

	test('an object of different names', () => {
		const members = Array.from({ length: MANY_NAMES }, (_, index) => `"${index}":1`);
		expect(messageOf(`{${members.join()}}`)).toBe(NAMES);
	});

	test('numbers beside which a double would have to be compared', () => {
		expect(messageOf(list(200_001, () => '12345678901234567'))).toBe(LONG);
		expect(messageOf(list(200_001, () => '1e400'))).toBe(LONG);
	});
});

test('the bound on names is exact, but for equal hashes', () => {
	// The seed, of which none of these names have the same hash.
	const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const names = (count: number) => bytes(list(count, (index) => `{"${index}":1}`));
	expect(excessOf(names(50_000))).toBeNull();
	expect(excessOf(names(50_001))).toBe('made of more than 50,000 different names');
	random.mockRestore();
});

test('what is just within the bounds is read', () => {
	for (const text of [
		list(499_999, () => '[]'),
		list(4_000_001, () => '1'),
		list(50_000, (index) => `{"${index}":1}`),
		list(200_000, () => '12345678901234567'),
		// One number needs comparing; the short numbers beside it do not.
		list(1_000_000, (index) => (index === 0 ? '1e400' : '1')),
		JSON.stringify(list(1_000_000, () => '[]')),
		list(100_000, () => '{"a":"{\\"b\\":1}"}'),
	]) {
		expect(messageOf(text)).toBe('read');
	}
});

test.each([0, 5, 11])('names in one place, behind %i MB of text', (megabytes) => {
	const names = list(MANY_NAMES, (index) => `{"${index}":1}`);
	for (const text of [
		`["${'a'.repeat(megabytes * 1e6)}",${names}]`,
		`[${names},"${':'.repeat(megabytes * 1e6)}"]`,
	])
		expect(messageOf(text)).toBe(NAMES);
});

/** The bytes of the text. Reports the position of each byte that is read. */
const watched = (text: string, read: (at: number) => void) =>
	new Proxy(bytes(text), {
		get(target, key) {
			if (typeof key === 'string' && key !== 'length') read(Number(key));
			return Reflect.get(target, key, target) as unknown;
		},
	});

test('each byte is equally likely to be read, so that no place hides what is there', () => {
	const reads = new Array<number>(4096).fill(0);
	mayExceed(watched('x'.repeat(4096 * 4096), (at) => reads[at % 4096]!++));
	// On average 64, with a standard deviation of 8.
	expect(Math.min(...reads)).toBeGreaterThan(16);
	expect(Math.max(...reads)).toBeLessThan(128);
});

test.each([14, 2 ** 31 + 14])('names chosen to collide count as different ones: seed %i', (seed) => {
	// Exchanging these words changes no FNV-1a hash when the lower six bits of the seed are 14.
	const words = ['/08)', '3!, '];
	const names = Array.from({ length: MANY_NAMES }, (_, index) =>
		index
			.toString(2)
			.padStart(16, '0')
			.replace(/\d/g, (bit) => words[Number(bit)]!),
	);
	const object = (distinct: string[]) => bytes(`{${distinct.map((name) => `"${name}":1`).join()}}`);
	// The first random number is the seed.
	const random = jest.spyOn(Math, 'random').mockReturnValueOnce(seed / 2 ** 32);
	expect(excessOf(object(names))).toBe('made of more than 50,000 different names');
	random.mockReturnValueOnce(seed / 2 ** 32);
	expect(mayExceed(object(names.map((name) => [...name].reverse().join(''))))).toBe(true);
	random.mockRestore();
});

test('an invoice of 20,000 lines in 16 MB is within the bounds', () => {
	const line = {
		id: '1',
		name: 'x'.repeat(450),
		price: { net: '1.00', currency: 'EUR' },
		taxes: [{ rate: 19 }],
	};
	const text = list(20_000, (index) => JSON.stringify({ ...line, number: index, options: [[], {}, []] }));
	expect(text.length).toBeGreaterThan(11_000_000);
	expect(excessOf(bytes(text))).toBeNull();
	expect(mayExceed(bytes(text))).toBe(false);
});

test.each([
	[
		'lines',
		list(20_000, (index) => JSON.stringify({ id: index, name: 'a: b, c', net: '1.00', options: [] })),
	],
	['a text of colons and commas', JSON.stringify('a: b, '.repeat(200_000))],
	['a text of quotes and colons', JSON.stringify('":'.repeat(500_000))],
])('of %s, a small part is read', (_what, text) => {
	let read = 0;
	mayExceed(watched(text, () => read++));
	expect(read).toBeLessThan(text.length / 8);
});

describe('a value of an item', () => {
	const levelsOf = (levels: number) => {
		let value: unknown = 1;
		for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
		return value;
	};
	const listOf = (length: number, entry: unknown = 1) => Array.from({ length }, () => entry);

	test.each<[string, unknown, string | null]>([
		['nothing', null, null],
		['a text', 'text', null],
		['400 levels', levelsOf(400), null],
		['401 levels', levelsOf(401), 'nested deeper than 400 levels'],
		['100,000 levels', levelsOf(100_000), 'nested deeper than 400 levels'],
		['50,000 entries', listOf(50_000), null],
		['50,001 entries', { a: [listOf(50_001)] }, 'a list of more than 50,000 entries'],
		['millions of values', listOf(100, listOf(50_000)), 'made of more than 4,000,000 values'],
	])('of %s', (_what, value, excess) => {
		expect(excessOfValue(value)).toBe(excess);
	});
});
