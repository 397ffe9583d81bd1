import Big from 'big.js';
import fc from 'fast-check';
import {
	abs,
	add,
	compare,
	decimal,
	divideExact,
	divideRounded,
	equals,
	fractionDigits,
	isZero,
	multiply,
	negate,
	shift,
	subtract,
	sum,
	toNumber,
	toText,
	type Decimal,
	roundTo,
} from '../../../nodes/shared/values/decimal';

const read = (value: string | number): Decimal => {
	const result = decimal(value);
	if (result === null) throw new Error(`not a decimal: ${value}`);
	return result;
};
const text = (value: Decimal | null) => (value === null ? null : toText(value));

/** Numbers of up to 30 digits with a decimal point anywhere. */
const plain = fc
	.tuple(fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,18}$/), fc.stringMatching(/^\d{0,12}$/))
	.map(([sign, whole, fraction]) => sign + whole + (fraction === '' ? '' : '.' + fraction));
/** The same number in big.js, which does not accept a plus sign. */
const big = (value: string) => new Big(value.replace(/^\+/, ''));
/** The output of big.js, without -0. */
const print = (value: Big) => value.toFixed().replace(/^-0$/, '0');

describe('decimal', () => {
	test.each([
		['0', '0'],
		['-0', '0'],
		['-0.00', '0'],
		['+1.50', '1.5'],
		['007', '7'],
		['1e3', '1000'],
		['1.5E-3', '0.0015'],
		['-12.50e+1', '-125'],
		['0.1', '0.1'],
		['1e40', '1' + '0'.repeat(40)],
		['1e-40', '0.' + '0'.repeat(39) + '1'],
		['9007199254740993', '9007199254740993'],
	])('reads %s as %s', (value, expected) => {
		expect(text(decimal(value))).toBe(expected);
	});

	test.each([
		[1.15, '1.15'],
		[-0, '0'],
		[1e21, '1000000000000000000000'],
		[1e-7, '0.0000001'],
		[0.1 + 0.2, '0.30000000000000004'],
	])('reads the number %d by its shortest text', (value, expected) => {
		expect(text(decimal(value))).toBe(expected);
	});

	test.each([
		'',
		' 1',
		'1 ',
		'1\n',
		'.5',
		'5.',
		'1,5',
		'1_000',
		'0x10',
		'1e',
		'1e1.5',
		'--1',
		'Infinity',
		'NaN',
		'12abc',
		'٣',
		'1e41',
		'1e-41',
		'1e9999999999',
		'1'.repeat(61),
	])('rejects %j', (value) => {
		expect(decimal(value)).toBeNull();
	});

	test.each([NaN, Infinity, -Infinity, 5e-324, 1e300])('rejects the number %d', (value) => {
		expect(decimal(value)).toBeNull();
	});

	test('takes 60 characters', () => {
		expect(text(decimal('1'.repeat(60)))).toBe('1'.repeat(60));
	});

	test('prints as big.js does, and reads its own text back', () => {
		fc.assert(
			fc.property(plain, (value) => {
				expect(toText(read(value))).toBe(print(big(value)));
				expect(read(toText(read(value)))).toEqual(read(value));
			}),
		);
	});

	test('reads every number as its text', () => {
		const cents = fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((value) => value / 100);
		const large = fc.double({ min: -1e17, max: 1e17, noNaN: true });
		fc.assert(
			fc.property(fc.oneof(cents, large, large.map(Math.round), fc.double()), (value) => {
				expect(decimal(value)).toEqual(decimal(String(value)));
			}),
			{ numRuns: 2000 },
		);
	});

	test('one number has one representation, whatever its exponent', () => {
		fc.assert(
			fc.property(plain, fc.integer({ min: -20, max: 20 }), (value, exponent) => {
				expect(read(`${value}e${exponent}`)).toEqual(shift(read(value), exponent));
				expect(toText(read(`${value}e${exponent}`))).toBe(print(big(`${value}e${exponent}`)));
			}),
		);
	});
});

describe('arithmetic agrees with big.js', () => {
	test('add, subtract, multiply, negate, abs, compare', () => {
		fc.assert(
			fc.property(plain, plain, (left, right) => {
				const [a, b] = [read(left), read(right)];
				expect(toText(add(a, b))).toBe(print(big(left).plus(big(right))));
				expect(toText(subtract(a, b))).toBe(print(big(left).minus(big(right))));
				expect(toText(multiply(a, b))).toBe(print(big(left).times(big(right))));
				expect(toText(negate(a))).toBe(print(big(left).times(-1)));
				expect(toText(abs(a))).toBe(print(big(left).abs()));
				expect(compare(a, b)).toBe(big(left).cmp(big(right)));
				expect(equals(a, b)).toBe(big(left).eq(big(right)));
				expect(isZero(a)).toBe(big(left).eq(0));
			}),
			{ numRuns: 1000 },
		);
	});

	test('results are in lowest terms, as if read', () => {
		fc.assert(
			fc.property(plain, plain, (left, right) => {
				for (const operation of [add, subtract, multiply]) {
					const result = operation(read(left), read(right));
					expect(result.scale === 0 || BigInt(result.digits) % 10n !== 0n).toBe(true);
				}
			}),
		);
	});

	/** Around the length above which digits become bigints. */
	const near = fc
		.tuple(fc.integer({ min: -20, max: 20 }), fc.constantFrom('1', '9'), fc.integer({ min: 0, max: 6 }))
		.map(([distance, first, scale]) => {
			const digits = String(BigInt(first === '1' ? 10 ** 15 : 9 * 10 ** 14) + BigInt(distance));
			return `${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}0`;
		});
	const figure = fc.oneof(plain, near, fc.integer({ min: -1000, max: 1000 }).map(String));

	test('short and long ones give the same results', () => {
		const far = read('1' + '0'.repeat(30));
		fc.assert(
			fc.property(figure, figure, (left, right) => {
				const [a, b] = [read(left), read(right)];
				const [longA, longB] = [add(a, far), add(b, far)];
				expect(add(a, b)).toEqual(subtract(add(longA, b), far));
				expect(subtract(a, b)).toEqual(subtract(longA, longB));
				expect(compare(a, b)).toBe(compare(longA, longB));
				expect(multiply(a, b)).toEqual(subtract(multiply(a, longB), multiply(a, far)));
				expect(divideExact(a, b)).toEqual(divideExact(multiply(a, far), multiply(b, far)));
				expect(shift(shift(a, -31), 31)).toEqual(a);
				expect(subtract(longA, far)).toEqual(a);
			}),
			{ numRuns: 2000 },
		);
	});

	test('digits are a number up to 15 of them', () => {
		expect(read('999999999999999').digits).toBe(999999999999999);
		expect(read('-1000000000000000').digits).toBe(-1000000000000000n);
		expect(read('1000000000000000.000').digits).toBe(1000000000000000n);
		expect(read('100000000000000.00').digits).toBe(100000000000000);
		expect(multiply(read('0'), read('-5')).digits).toBe(0);
		expect(negate(read('0')).digits).toBe(0);
	});

	test('compare sees a difference in the last digit, whatever the length', () => {
		expect(compare(read('10.1'), read('9.99'))).toBe(1);
		expect(compare(read('-10.1'), read('-9.99'))).toBe(-1);
		expect(compare(read('1.50'), read('1.5'))).toBe(0);
		expect(equals(read('1'), read('1.' + '0'.repeat(30) + '1'))).toBe(false);
	});

	test('sum', () => {
		expect(toText(sum([]))).toBe('0');
		expect(toText(sum(Array.from({ length: 10 }, () => read(0.1))))).toBe('1');
		fc.assert(
			fc.property(fc.array(plain), (values) => {
				expect(toText(sum(values.map(read)))).toBe(
					print(values.reduce((total, value) => total.plus(big(value)), new Big(0))),
				);
			}),
		);
	});

	test('a product divides exactly by its factor', () => {
		fc.assert(
			fc.property(plain, plain, (left, right) => {
				fc.pre(!big(right).eq(0));
				const [a, b] = [read(left), read(right)];
				const quotient = divideExact(multiply(a, b), b);
				expect(quotient).toEqual(a);
			}),
		);
	});

	test.each([
		['1', '8', '0.125'],
		['1', '3', null],
		['1', '0', null],
		['0', '0', null],
		['0', '-7', '0'],
		['-1', '0.5', '-2'],
		['1', '-0.4', '-2.5'],
		['119', '1.19', '100'],
		['1', '1048576', '0.00000095367431640625'],
		['1', '2097152', null],
	])('%s ÷ %s is %s', (left, right, expected) => {
		expect(text(divideExact(read(left), read(right)))).toBe(expected);
	});
});

test('shift moves the point', () => {
	expect(toText(shift(read('1150'), -2))).toBe('11.5');
	expect(toText(shift(read('-1'), -3))).toBe('-0.001');
	expect(toText(shift(read('0.07'), 2))).toBe('7');
	expect(toText(shift(read('1.5'), 3))).toBe('1500');
	expect(shift(read('100'), 0)).toEqual(read('100'));
});

test('fractionDigits does not count trailing zeros', () => {
	expect(fractionDigits(read('1.150'))).toBe(2);
	expect(fractionDigits(read('100.00'))).toBe(0);
	expect(fractionDigits(multiply(read('0.5'), read('0.2')))).toBe(1);
	expect(fractionDigits(read('1e-7'))).toBe(7);
});

describe('toNumber', () => {
	test.each([
		['0', 0],
		['-0', 0],
		['-1.15', -1.15],
		['123456789012345', 123456789012345],
		['0.30000000000000004', 0.30000000000000004],
		['9007199254740992', 9007199254740992],
		['1e40', 1e40],
		['9007199254740993', null],
		['0.123456789012345678', null],
		['1.1500000000000000000001', null],
	])('%s is %p', (value, expected) => {
		expect(toNumber(read(value))).toBe(expected);
	});

	test('is null beyond the bounds of decimal', () => {
		expect(toNumber(shift(read('1'), 41))).toBeNull();
		expect(toNumber(shift(read('1'), -400))).toBeNull();
	});

	test('gives back every number that decimal reads, and never -0', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				const d = decimal(value);
				fc.pre(d !== null);
				expect(toNumber(d!)).toBe(value === 0 ? 0 : value);
			}),
			{ numRuns: 1000 },
		);
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 0, max: 9 }), (digits, places) => {
				const value = Number(`${digits}e-${places}`);
				expect(toNumber(read(value))).toBe(value === 0 ? 0 : value);
			}),
		);
	});

	test('holds 15 significant digits always, and otherwise only what prints as the same number', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^-?[1-9]\d{0,14}$/),
				fc.integer({ min: -20, max: 20 }),
				(digits, places) => {
					expect(toNumber(read(`${digits}e${places}`))).toBe(Number(`${digits}e${places}`));
				},
			),
		);
		fc.assert(
			fc.property(plain, (value) => {
				const number = toNumber(read(value));
				const exact = new Big(String(Number(value))).eq(big(value));
				expect(number !== null).toBe(exact);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('rounding', () => {
	const rounded = (text: string, digits: number) => toText(roundTo(decimal(text)!, digits));

	test.each([
		['0.125', 2, '0.13'],
		['-0.125', 2, '-0.13'],
		['0.1249999999999999999999', 2, '0.12'],
		['1.005', 2, '1.01'],
		['2.5', 0, '3'],
		['-0.004', 2, '0'],
		['123456789012345678.985', 2, '123456789012345678.99'],
		['7', 2, '7'],
	])('%s to %i digits is %s', (text, digits, expected) => {
		expect(rounded(text, digits)).toBe(expected);
	});

	test.each([
		['1', '3', 2, '0.33'],
		['2', '3', 2, '0.67'],
		['-2', '3', 2, '-0.67'],
		['2', '-3', 0, '-1'],
		['0.5', '100', 2, '0.01'],
		['35.7', '1.19', 2, '30'],
	])('%s ÷ %s to %i digits is %s', (a, b, digits, expected) => {
		expect(toText(divideRounded(decimal(a)!, decimal(b)!, digits)!)).toBe(expected);
	});

	test('there is nothing by zero', () => {
		expect(divideRounded(decimal('1')!, decimal('0.00')!, 2)).toBeNull();
	});

	test('the quotient is at most half a unit off', () => {
		const figure = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => decimal(`${whole}e-3`)!);
		fc.assert(
			fc.property(figure, figure, fc.integer({ min: 0, max: 4 }), (a, b, digits) => {
				const quotient = divideRounded(a, b, digits);
				if (quotient === null) return expect(isZero(b)).toBe(true);
				const twice = multiply(decimal('2')!, abs(subtract(multiply(quotient, b), a)));
				expect(compare(twice, shift(abs(b), -digits))).toBeLessThanOrEqual(0);
			}),
		);
	});
});
