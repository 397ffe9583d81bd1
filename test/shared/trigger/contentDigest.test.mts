/** The digest of an event's content: which values count, and that it stays the same in every version. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { MAX_DEPTH } from '../../../nodes/shared/json/bounds';
import { digestOf, figuresIn } from '../../../nodes/shared/trigger/contentDigest';
import { eventKey } from '../../../nodes/shared/trigger/eventKey';
import { webhookSamplesOf, sampleBytes } from '../../simulator/samples.mts';
import { simulators } from '../../simulator/simulator.mts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Canonical JSON, simple and slow: what installations have stored the digests of. */
function canonical(value: Json): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map((item) => `${canonical(item)},`).join('')}]`;
	const names = Object.keys(value).filter((name) => value[name] !== null && value[name] !== '');
	return `{${names
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonical(value[name]!)},`)
		.join('')}}`;
}

/** The figures alone, as texts; null if there are none. */
function figuresOnly(value: Json): Json {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') {
		if (!/^[-+]?\d[\d.,]*(?:e[-+]?\d+)?%?$/i.test(value)) return null;
		if (!/^-?(?:0|[1-9]\d*)\.\d+$/.test(value)) return value === '-0' ? '0' : value;
		const plain = value.replace(/\.?0+$/, '');
		return plain === '-0' ? '0' : plain;
	}
	if (typeof value !== 'object' || value === null) return null;
	if (Array.isArray(value)) {
		const figures = value.map(figuresOnly);
		return figures.some((one) => one !== null) ? figures : null;
	}
	const members = Object.entries(value).map(([name, member]) => [name, figuresOnly(member)] as const);
	const figures = members.filter(([, member]) => member !== null);
	return figures.length > 0 ? Object.fromEntries(figures) : null;
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

function expectSame(value: Json): void {
	const figures = figuresOnly(value);
	expect(digestOf(figuresIn(value))).toBe(figures === null ? null : hashed(canonical(figures)));
	const whole = { a: value, b: 1 };
	expect(digestOf(whole)).toBe(hashed(canonical(whole)));
	const mixed = { figures: figuresIn(value), document: 'x' };
	expect(digestOf(mixed)).toBe(hashed(canonical({ figures, document: 'x' })));
}

describe('a digest is the same in every version', () => {
	it('as remembered by installations', () => {
		const content = { b: [1, 'x', null, ''], a: { d: '', c: 'ä"' }, url: 'https://x.example/a?sig=1&id=2' };
		expect(digestOf(content)).toBe('42ed1548465b061189ba6964d1495e58');
		expect(digestOf(figuresIn(content))).toBe('d1933f679adecf33e17de533d6faa8b2');
		expect(digestOf({ figures: figuresIn(content), document: 'x' })).toBe('348c6b0ba46a5c0d1bf47fc33bf68027');
	});

	it.each(simulators.flatMap(({ name }) => webhookSamplesOf(name).map(({ file }) => [name, file] as const)))(
		'%s, %s',
		(name, file) => expectSame({ body: JSON.parse(sampleBytes(name, file).toString()) as Json }),
	);

	it('with each character of a text, alone and among others', () => {
		for (let code = 0; code <= 0xffff; code++) {
			const character = String.fromCharCode(code);
			for (const text of [character, `a${character}\ud83d\ude00"`]) {
				const content = { text };
				if (digestOf(content) !== hashed(canonical(content)))
					throw new Error(`Differs for ${JSON.stringify(text)}`);
			}
		}
	});

	it.each([0, -0, 1e21, 1e-7, 0.1, Infinity, -Infinity, true, false])('with the value %d', (value) => {
		expect(digestOf({ value })).toBe(hashed(canonical({ value })));
	});

	it('of any content, whatever came before', () => {
		const names = fc.oneof(fc.constantFrom('a', 'b', 'c', '1', '2', 'ä"'), fc.string());
		const leaf = fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.stringMatching(/^[-+]?\d{1,4}([.,]\d{1,3}){0,2}(e\d)?%?$/),
			fc.constantFrom(null, true, '', '-0', '-0.0', '007', 'text', '\ud800'),
		);
		const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
			tree: fc.oneof(
				{ depthSize: 'small' },
				leaf,
				fc.array(tie('tree'), { maxLength: 5 }),
				fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
			),
		}));
		fc.assert(fc.property(tree, expectSame), { numRuns: 1000 });
	});
});

describe('figures', () => {
	const key = (content: unknown) => eventKey('n', figuresIn(content));
	it.each<[unknown, unknown]>([
		[{ a: 10 }, { a: '10' }],
		[{ a: 10 }, { a: '10.00' }],
		[{ a: 0 }, { a: '-0.0' }],
		[{ a: 1.5 }, { a: '1.50' }],
		[
			{ a: 1, name: 'x', none: null, more: [] },
			{ a: 1, name: 'y', added: { text: 'z', flag: true } },
		],
		[{ taxes: [{ rate: 1, name: 'x' }] }, { taxes: [{ rate: 1 }] }],
	])('%j and %j are the same', (one, other) => expect(key(one)).toBe(key(other)));

	it.each<[unknown, unknown]>([
		[{ a: 10 }, { a: 1 }],
		[{ a: 100 }, { a: 10 }],
		[{ a: 0 }, {}],
		[{ a: 1 }, { a: -1 }],
		[{ a: 1 }, { b: 1 }],
		[{ a: [1, 2] }, { a: [2, 1] }],
		[{ a: ['x', 1] }, { a: [1, 'x'] }],
		// No decimals: an ID, and a writing of which the point may mean two things.
		[{ a: '007' }, { a: 7 }],
		[{ a: '1.000,50' }, { a: '1,000.50' }],
		[{ a: '9007199254740993' }, { a: '9007199254740992' }],
	])('%j and %j are not', (one, other) => expect(key(one)).not.toBe(key(other)));

	it('none give no digest', () => {
		for (const none of [null, undefined, 'x', {}, [], { a: [{ b: 'x' }, null] }]) expect(key(none)).toBe('n');
	});

	it('however a decimal is written, it is one figure', () => {
		const digits = fc.tuple(fc.integer(), fc.nat({ max: 999 }), fc.nat({ max: 5 }));
		fc.assert(
			fc.property(digits, ([whole, fraction, zeros]) => {
				const text = `${whole}.${String(fraction).padStart(3, '0')}`;
				expect(key({ a: text + '0'.repeat(zeros) })).toBe(key({ a: Number(text) }));
			}),
		);
	});

	it('are each read once, and nested as deep as JSON is parsed', () => {
		const readsOf = (size: number) => {
			let reads = 0;
			const counted = {
				get amount() {
					return ++reads > 0 ? 1 : 0;
				},
			};
			key(Array<object>(size).fill(counted));
			return reads;
		};
		expect(readsOf(20_000)).toBe(20_000);
		let nested: unknown = 1;
		for (let depth = 0; depth < MAX_DEPTH; depth++) nested = depth % 2 ? [nested] : { nested };
		expect(key(nested)).toMatch(/^n:[0-9a-f]{32}$/);
	});

	it('that fill more than one piece of text all count', () => {
		const amounts = Array.from({ length: 50_000 }, (_, index) => index);
		expect(key(amounts)).toBe(key([...amounts]));
		for (const at of [0, 12_345, 49_999]) expect(key(amounts.with(at, -1))).not.toBe(key(amounts));
	});
});
