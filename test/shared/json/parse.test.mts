import Big from 'big.js';
import fc from 'fast-check';
import { parseJson } from '../../../nodes/shared/json/parse';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseJson(bytes(text));
const value = (text: string): unknown => {
	const result = parse(text);
	if (!result.ok) throw new Error(result.message);
	return result.value;
};
const reason = (text: string) => {
	const result = parse(text);
	return result.ok ? 'ok' : result.reason;
};
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('what it rejects', () => {
	test.each(['', ' ', '\r\n\t ', '\ufeff', '\ufeff \n'])('%j is empty', (text) => {
		expect(parse(text)).toEqual({ ok: false, reason: 'empty', message: 'The body is empty' });
	});

	test.each([
		'{',
		'{"a":1,}',
		"{'a':1}",
		'null null',
		'01',
		'+1',
		'NaN',
		'\u00a0',
		'"\n"',
		'[1]\0',
		'a=b&c=d',
		'<x/>',
	])('%j is not JSON', (text) => {
		expect(reason(text)).toBe('not-json');
	});

	test('says where, and shows nothing of the body', () => {
		expect(parse('{"secret":"tr0ub4dor",}')).toEqual({
			ok: false,
			reason: 'not-json',
			message: 'The body is not valid JSON at position 22',
		});
		const result = parse('{"secret": tr0ub4dor}');
		expect(result).toEqual({
			ok: false,
			reason: 'not-json',
			message: expect.not.stringContaining('tr0ub4dor'),
		});
	});

	test.each([
		['a lone continuation byte', [0x22, 0x80, 0x22]],
		['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
		['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
		['a cut character', [0x22, 0xe2, 0x82]],
		['Latin-1', [0x22, 0xfc, 0x22]],
		['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
	])('%s is not UTF-8, and the next body is read all the same', (_name, list) => {
		expect(parseJson(Uint8Array.from(list))).toMatchObject({ ok: false, reason: 'not-utf-8' });
		expect(value('"ü"')).toBe('ü');
	});

	test('nests to 200 levels and no deeper', () => {
		expect(value(nested(200))).toEqual(JSON.parse(nested(200)));
		expect(reason(nested(201))).toBe('too-much');
		expect(reason('{"a":'.repeat(201) + '1' + '}'.repeat(201))).toBe('too-much');
		// The deepest point is in the middle; brackets in strings and breadth do not count.
		expect(reason(`[1,{"a":${nested(199)}},2]`)).toBe('too-much');
		expect(reason(`{"a":"${'['.repeat(500)}","b":[${'[],'.repeat(500)}[]]}`)).toBe('ok');
		// Brackets in keys must not hide the depth.
		expect(reason('{"}":'.repeat(201) + '1' + '}'.repeat(201))).toBe('too-much');
		// Neither must a dropped key, or a number that needs the second pass.
		expect(reason(`{"__proto__":${nested(200)}}`)).toBe('too-much');
		expect(reason(`[9007199254740993,${nested(200)}]`)).toBe('too-much');
	});

	test('of a large body, too: brackets in strings do not count, those after an escaped quote do', () => {
		const large = 'x'.repeat(300_000);
		const levels = (depth: number, inside: string) => '['.repeat(depth) + inside + ']'.repeat(depth);
		expect(reason(levels(200, `"${large}"`))).toBe('ok');
		expect(reason(levels(201, `"${large}"`))).toBe('too-much');
		expect(reason(`["${large}",${nested(199)},${nested(199)}]`)).toBe('ok');
		expect(reason(`["${large}",${nested(199)},${nested(200)}]`)).toBe('too-much');
		expect(reason(`["\\"${'['.repeat(500)}","${large}"]`)).toBe('ok');
		expect(reason(`["\\\\",${nested(200)},"${large}"]`)).toBe('too-much');
		expect(reason(`{"${'{'.repeat(500)}":"ä${large}"}`)).toBe('ok');
	});

	test('does not give a large body that is too deep to JSON.parse', () => {
		const parse = jest.spyOn(JSON, 'parse');
		expect(reason(nested(1_000_000))).toBe('too-much');
		expect(parse).not.toHaveBeenCalled();
		parse.mockRestore();
	});

	test('ends on a million levels', () => {
		expect(reason(nested(1_000_000))).toBe('too-much');
		// A text this large is not parsed just to learn whether it is JSON.
		expect(reason('['.repeat(1_000_000))).toBe('too-much');
		expect(reason('['.repeat(100_000))).toBe('not-json');
	});
});

describe('what it reads', () => {
	test('a byte order mark, and a view into a larger buffer', () => {
		expect(value('\ufeff{"a":1}')).toEqual({ a: 1 });
		expect(value('"\ufeff\ufffd"')).toBe('\ufeff\ufffd');
		expect(parseJson(bytes('xx{"a":1}xx').subarray(2, 9))).toEqual({ ok: true, value: { a: 1 } });
		expect(parseJson(Buffer.from('{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
	});

	test.each(['null', '0', '-0', '""', 'true', '[]', '{}', ' [1 , 2]\n', '"\\u00e4\\ud83d"', '"\u2028"'])(
		'%j as JSON.parse does',
		(text) => {
			expect(value(text)).toEqual(JSON.parse(text));
		},
	);

	test('every ordinary value as JSON.parse does', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (input, indent) => {
				const text = JSON.stringify(input, undefined, indent);
				fc.pre(!text.includes('"__proto__"'));
				expect(value(text)).toEqual(JSON.parse(text));
			}),
			{ numRuns: 1000 },
		);
	});

	test('any bytes: a value or a reason, never a throw', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
				const result = parseJson(input);
				expect(result.ok || typeof result.message === 'string').toBe(true);
			}),
			{ numRuns: 2000 },
		);
		const piece = fc.constantFrom(
			...'{}[],:"\\0123456789.eE+- \n',
			'"a"',
			'"__proto__"',
			'null',
			'12345678901234567890',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				const text = pieces.join('');
				let expected = true;
				try {
					JSON.parse(text);
				} catch {
					expected = false;
				}
				expect(parse(text).ok).toBe(expected);
			}),
			{ numRuns: 5000 },
		);
	});
});

/** The number if a double represents it exactly, else its text. */
const exactly = (source: string): number | string =>
	new Big(String(Number(source))).eq(new Big(source)) ? Number(source) : source;

describe('numbers that a double cannot hold', () => {
	test.each([
		['9007199254740993', '9007199254740993'],
		['-9007199254740993', '-9007199254740993'],
		['12345678901234567.89', '12345678901234567.89'],
		['1.0000000000000000001', '1.0000000000000000001'],
		['0.12345678901234567890', '0.12345678901234567890'],
		['123456789.1234567891e5', '123456789.1234567891e5'],
		['1e400', '1e400'],
		['-1E+400', '-1E+400'],
		['1' + '0'.repeat(400), '1' + '0'.repeat(400)],
		['9007199254740992', 9007199254740992],
		['1.15000000000000000000', 1.15],
		['0.30000000000000004', 0.30000000000000004],
		['100000000000000000000', 1e20],
		['1e100', 1e100],
		['1e-400', 0],
		['1.7976931348623157e308', 1.7976931348623157e308],
		['0.0000000000000000000001', 1e-22],
		['0.00000000000000000000', 0],
		['-0.00000000000000000000', -0],
		['123456789012345', 123456789012345],
	])('%s becomes %p', (source, expected) => {
		expect(value(source)).toBe(expected);
		expect(value(`{"a": ${source}}`)).toEqual({ a: expected });
		expect(value(`[0,${source}\n]`)).toEqual([0, expected]);
	});

	test('are found wherever they lie, also right behind another number', () => {
		for (let before = 0; before < 40; before += 1) {
			for (let digits = 1; digits < 16; digits += 1) {
				const text = `${' '.repeat(before)}[${'1'.repeat(digits)},9007199254740993]`;
				expect(value(text)).toEqual([Number('1'.repeat(digits)), '9007199254740993']);
			}
		}
	});

	test('are found among short ones and dots, however the text is cut into sixteenths', () => {
		const short = fc.stringMatching(/^[0-9./]{0,15}$/).map((digits) => JSON.stringify(digits));
		const long = fc.stringMatching(/^[1-9]\d{0,18}\.\d{16}[1-9]$/);
		fc.assert(
			fc.property(
				fc.array(short),
				fc.nat({ max: 16 }),
				long,
				fc.array(short),
				(before, spaces, number, after) => {
					const text = `[${[...before, ' '.repeat(spaces) + number, ...after].join()}]`;
					expect((value(text) as unknown[])[before.length]).toBe(exactly(number));
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('strings of digits stay what they are, beside such a number too', () => {
		const text =
			'{"iban":"DE89370400440532013000","id":"9007199254740993","n":9007199254740993,"s":"a: 12345678901234567890, b"}';
		expect(value(text)).toEqual({ ...JSON.parse(text), n: '9007199254740993' });
		expect(value(text.replace('"n":9007199254740993', '"n":1'))).toEqual({ ...JSON.parse(text), n: 1 });
	});

	test('nothing is rounded and nothing else becomes text, wherever it stands', () => {
		const number = fc
			.tuple(
				fc.constantFrom('', '-'),
				fc.stringMatching(/^(0|[1-9]\d{0,20})$/),
				fc.stringMatching(/^(\.\d{1,20})?$/),
				fc.constantFrom('', 'e0', 'E5', 'e-7', 'e+20', 'e-120', 'e250'),
			)
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.string({ maxLength: 40 }), number)),
				fc.nat({ max: 20 }),
				(entries, spaces) => {
					const text = `[${entries.map(([key, source]) => `${JSON.stringify(key)},${' '.repeat(spaces)}${source}`).join()}]`;
					const result = value(text) as Array<string | number>;
					for (const [index, [key, source]] of entries.entries()) {
						const read = result[index * 2 + 1]!;
						expect(result[index * 2]).toBe(key);
						expect(read).toBe(exactly(source));
					}
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('__proto__', () => {
	test.each([
		['{"__proto__":{"x":1},"a":1}', { a: 1 }],
		['{"a":[{"b":{"__proto__":null,"c":2}}]}', { a: [{ b: { c: 2 } }] }],
		['{"\\u005f_prot\\u006f__":{"x":1}}', {}],
		['{"__proto__":{"__proto__":1},"n":9007199254740993}', { n: '9007199254740993' }],
		['{"a":"__proto__"}', { a: '__proto__' }],
	])('is dropped from %s', (text, expected) => {
		const result = value(text);
		expect(result).toEqual(expected);
		expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
		expect(JSON.stringify(Object.assign({}, result))).toBe(JSON.stringify(expected));
		expect(({} as { x?: unknown }).x).toBeUndefined();
	});
});

describe('the text around a number that is rounded', () => {
	test('stays what it is, whatever it holds', () => {
		const odd = fc.string({
			unit: fc.constantFrom('"', '\\', '/', '1', '9007199254740993', '-', '.', ' ', 'ä'),
			maxLength: 12,
		});
		fc.assert(
			fc.property(fc.array(fc.oneof(odd, fc.dictionary(odd, odd))), fc.nat({ max: 8 }), (values, at) => {
				const place = Math.min(at, values.length);
				const marked = values.toSpliced(place, 0, '<here>');
				const text = JSON.stringify(marked).replace('"<here>"', '-9007199254740993');
				expect(value(text)).toEqual(JSON.parse(JSON.stringify(marked.with(place, '-9007199254740993'))));
			}),
			{ numRuns: 1000 },
		);
	});
});

/** A view of bytes that counts accesses by index. */
function counted(bytes: Uint8Array) {
	const seen = { looks: 0 };
	const view = new Proxy(bytes, {
		get(target, key) {
			if (typeof key === 'string' && /^\d+$/.test(key)) seen.looks += 1;
			return Reflect.get(target, key, target) as unknown;
		},
	});
	return { seen, view };
}

test.each([
	['digits in a string', (size: number) => `"${'1'.repeat(size)}"`],
	['one number', (size: number) => '1'.repeat(size)],
	['zeros before the end of a number', (size: number) => `0.${'0'.repeat(size)}1`],
	['ids of 17 digits', (size: number) => `["${'12345678901234567","'.repeat(size / 20)}"]`],
	['rounded numbers', (size: number) => `[${'12345678901234567,'.repeat(size / 20)}0]`],
	['white space', (size: number) => ' '.repeat(size)],
	['empty arrays', (size: number) => `[${'[],'.repeat(size / 3)}[]]`],
	['open brackets', (size: number) => '['.repeat(size)],
	['quotes', (size: number) => '"'.repeat(size)],
	['escapes', (size: number) => `[1e400,"${'\\\\'.repeat(size / 2)}"]`],
	['escaped quotes', (size: number) => `[1e400,"${'\\"'.repeat(size / 2)}"]`],
])('%s take one look at each byte, two in a large body, and megabytes of them are read', (_name, make) => {
	const looks = (size: number) => {
		const { seen, view } = counted(bytes(make(size)));
		parseJson(view);
		return seen.looks / size;
	};
	expect(looks(120_000)).toBeLessThanOrEqual(1.1);
	expect(looks(300_000)).toBeLessThanOrEqual(2.1);
	parseJson(bytes(make(6_000_000)));
});

describe('a name with escapes is read as it is, whatever was parsed before', () => {
	test.each<[string, string, string]>([
		['an ASCII letter', '\\u0061', 'a'],
		['letters', 'Gr\\u00f6\\u00DFe', 'Größe'],
		['an emoji', '\\ud83d\\ude00', '😀'],
		['half of one', '\\udc00', '\udc00'],
		['a slash', 'n\\/\\u0061', 'n/a'],
		['escapes beside those that stay', '\\u0061\\\\u0061\\"\\u0022\\u005c', 'a\\u0061""\\'],
	])('%s', (what, name, expected) => {
		// The name before it, and the number of names, must be the same.
		const before = JSON.stringify(name.slice(0, expected.length));
		JSON.parse(`{"${what}":1,${before}:2,"n":3}`);
		expect(value(`{"${what}":1,"${name}" \r\n\t:"\\u0061","n":12345678901234567}`)).toEqual({
			[what]: 1,
			[expected]: 'a',
			n: '12345678901234567',
		});
	});

	test('but not in names that are too long together', () => {
		const written = (count: number) => bytes(`{"a":[${'{"\\/\\/\\/":1},'.repeat(count)}1]}`);
		// Seven characters each, from the first escape to the quotation mark.
		expect(parseJson(written(285_714))).toMatchObject({ ok: true });
		expect(parseJson(written(285_715))).toEqual({
			ok: false,
			reason: 'too-much',
			message: 'The body is made of names with escapes that are too long together',
		});
	});
});
