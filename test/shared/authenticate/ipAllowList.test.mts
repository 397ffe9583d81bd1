import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import {
	addressEntries,
	invalidEntries,
	isAllowedAddress,
} from '../../../nodes/shared/authenticate/ipAllowList';

const V4 = fc.ipV4();
const V6 = fc.ipV6();

/** The canonical text of an address, by Node's URL parser: `::ffff:a.b.c.d` in hexadecimal, shortest form. */
function canonical(address: string): string {
	const mapped = isIP(address) === 4 ? `::ffff:${address}` : address;
	return new URL(`http://[${mapped}]`).hostname;
}

const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });

/** Ways to write the same address. */
function formsOf(words: number[]): string[] {
	const hex = words.map((word) => word.toString(16));
	const padded = hex.map((word) => word.padStart(4, '0')).join(':');
	const [high, low] = words.slice(6);
	const dotted = `${hex.slice(0, 6).join(':')}:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
	const forms = [hex.join(':'), padded, padded.toUpperCase(), dotted, canonical(padded).slice(1, -1)];
	for (let from = 0; from < 8; from++) {
		for (let to = from + 1; to <= 8 && words.slice(from, to).every((word) => word === 0); to++) {
			forms.push(`${hex.slice(0, from).join(':')}::${hex.slice(to).join(':')}`);
		}
	}
	return forms;
}

describe('isAllowedAddress', () => {
	test.each([
		['20.103.56.175', '20.103.56.175'],
		['::ffff:20.103.56.175', '20.103.56.175'],
		['::ffff:1467:38af', '20.103.56.175'],
		['::FFFF:1467:38AF', '20.103.56.175'],
		['0:0:0:0:0:ffff:1467:38af', '20.103.56.175'],
		['20.103.56.175', '::ffff:20.103.56.175'],
		['20.103.56.175', '::ffff:1467:38af'],
		[' 20.103.56.175 ', '\t20.103.56.175'],
		['2001:db8::1', '2001:0DB8:0000:0000:0000:0000:0000:0001'],
		['::', '0:0:0:0:0:0:0:0'],
		['::1', '::1'],
		['20.103.56.175', '20.103.56.175/32'],
		['20.103.56.175', '20.103.0.0/16'],
		['20.103.56.175', '20.103.56.175/16'],
		['::ffff:20.103.56.175', '20.103.0.0/16'],
		['20.103.56.175', '::ffff:20.103.0.0/112'],
		['255.255.255.255', '0.0.0.0/0'],
		['2001:db8:ffff::1', '2001:db8::/32'],
		['203.0.113.9', '::/0'],
	])('%s is in %s', (address, entry) => expect(isAllowedAddress(address, [entry])).toBe(true));

	test.each([
		['20.103.56.17', '20.103.56.175'],
		['20.103.56.175', '20.103.56.17'],
		['20.103.56.174', '20.103.56.175/32'],
		['20.104.0.0', '20.103.0.0/16'],
		['2001:db8::1467:38af', '20.103.56.175'],
		['::1467:38af', '20.103.56.175'],
		['::20.103.56.175', '20.103.56.175'],
		['64:ff9b::20.103.56.175', '20.103.56.175'],
		['2001:db9::1', '2001:db8::/32'],
		['2001:db8::1', '0.0.0.0/0'],
		['', '20.103.56.175'],
		['', '0.0.0.0/0'],
		['unknown', '0.0.0.0/0'],
		['20.103.56.175:443', '20.103.56.175'],
		['[::1]', '::1'],
		['fe80::1%eth0', 'fe80::1'],
		['020.103.56.175', '20.103.56.175'],
		['0x14.103.56.175', '20.103.56.175'],
		['342309039', '20.103.56.175'],
		['20.103.14511', '20.103.56.175'],
		['２0.103.56.175', '20.103.56.175'],
		['20.103.56.175, 10.0.0.1', '20.103.56.175'],
		['20.103.56.175\n10.0.0.1', '20.103.56.175'],
		['20.103.56.175/0', '20.103.56.175'],
	])('%j is not in %s', (address, entry) => expect(isAllowedAddress(address, [entry])).toBe(false));

	test('an empty list, also one of blanks, is not checked', () => {
		for (const list of [[], [''], [' ', '\t']]) expect(isAllowedAddress('203.0.113.9', list)).toBe(true);
		expect(isAllowedAddress('', [])).toBe(true);
	});

	test('a list of which no entry can be read lets nobody in', () => {
		for (const list of [
			['nonsense'],
			['*'],
			['20.103.56'],
			['20.103.56.175/33'],
			['/'],
			['::/129'],
			['20.103.56.*'],
		]) {
			expect(isAllowedAddress('20.103.56.175', list)).toBe(false);
		}
	});

	test('an entry that cannot be read does not spoil the others', () => {
		expect(isAllowedAddress('20.103.56.175', ['nonsense', '20.103.56.175'])).toBe(true);
	});

	test('all forms of an address are one, and no other address is', () => {
		fc.assert(
			fc.property(groups, fc.nat(127), (words, bit) => {
				const forms = formsOf(words);
				const other = words.with(bit >> 4, words[bit >> 4] ^ (1 << (bit & 15)));
				const [otherForm] = formsOf(other);
				for (const form of forms) {
					expect(isIP(form)).toBe(6);
					expect(isAllowedAddress(form, [forms[0]])).toBe(true);
					expect(isAllowedAddress(forms[0], [form])).toBe(true);
					expect(isAllowedAddress(otherForm, [form])).toBe(false);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('agrees with Node about equality', () => {
		const address = fc.oneof(
			V4,
			V6,
			V4.map((v4) => `::ffff:${v4}`),
			V4.map((v4) => canonical(v4).slice(1, -1)),
		);
		fc.assert(
			fc.property(address, address, fc.boolean(), (one, other, same) => {
				const second = same ? one : other;
				expect(isAllowedAddress(one, [second])).toBe(canonical(one) === canonical(second));
			}),
			{ numRuns: 500 },
		);
	});

	test('agrees with Node about ranges', () => {
		const near = (address: string, bit: number) => {
			const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
			const flipped = (number ^ (1 << bit)) >>> 0;
			return [24, 16, 8, 0].map((shift) => (flipped >>> shift) & 255).join('.');
		};
		fc.assert(
			fc.property(
				V4,
				fc.nat(31),
				fc.integer({ min: 0, max: 32 }),
				fc.boolean(),
				(base, bit, size, mapped) => {
					const range = new BlockList();
					range.addSubnet(base, size, 'ipv4');
					const address = near(base, bit);
					const sent = mapped ? `::ffff:${address}` : address;
					expect(isAllowedAddress(sent, [`${base}/${size}`])).toBe(range.check(address));
					expect(isAllowedAddress(sent, [`${base}/${size}`])).toBe(bit < 32 - size);
				},
			),
			{ numRuns: 500 },
		);
		fc.assert(
			fc.property(groups, fc.nat(127), fc.integer({ min: 0, max: 128 }), (words, bit, size) => {
				const base = formsOf(words)[0];
				const address = formsOf(words.with(7 - (bit >> 4), words[7 - (bit >> 4)] ^ (1 << (bit & 15))))[0];
				expect(isAllowedAddress(address, [`${base}/${size}`])).toBe(bit < 128 - size);
			}),
			{ numRuns: 500 },
		);
	});

	test('never throws, and no text that is no address gets in', () => {
		const tokens = [
			'1',
			'255',
			'256',
			'.',
			':',
			'::',
			'ffff',
			'g',
			'/',
			'%',
			' ',
			'0',
			'[',
			']',
			'20.103.56.175',
		];
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.ipV4Extended(),
			fc.array(fc.constantFrom(...tokens), { maxLength: 12 }).map((all) => all.join('')),
		);
		fc.assert(
			fc.property(text, text, (address, entry) => {
				isAllowedAddress(address, [entry]);
				const isAddress = isIP(address.trim()) !== 0 && !address.includes('%');
				expect(isAllowedAddress(address, ['::/0'])).toBe(isAddress);
				expect(isAllowedAddress('203.0.113.9', [entry, '198.51.100.1'])).toBe(
					invalidEntries([entry]).length === 0 &&
						isAllowedAddress('203.0.113.9', [entry]) &&
						entry.trim() !== '',
				);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('invalidEntries', () => {
	test('names those that are neither address nor range', () => {
		const bad = [
			'20.103.56',
			'256.0.0.1',
			'01.2.3.4',
			'1.2.3.4/33',
			'1.2.3.4/',
			'1.2.3.4/-1',
			'1.2.3.4/1/1',
			'::/129',
		];
		const worse = [
			':::',
			'1::2::3',
			'1:2:3:4:5:6:7:8:9',
			'::1.2.3',
			'::g',
			'localhost',
			'1.2.3.4::',
			'1:2:3:4:5:6:7',
			'1:2:3:4::5:6:7:8',
		];
		const good = [
			'1.2.3.4',
			'1.2.3.4/0',
			'::',
			'1::',
			'::1.2.3.4',
			'1:2:3:4:5:6:7::',
			'2001:db8::/32',
			' ::1 ',
			'',
		];
		expect(invalidEntries([...bad, ...good, ...worse])).toEqual([...bad, ...worse]);
	});
});

describe('addressEntries', () => {
	test.each([
		['', []],
		[' \n ', []],
		['1.2.3.4', ['1.2.3.4']],
		['1.2.3.4, ::1', ['1.2.3.4', '::1']],
		['1.2.3.4\r\n::1\t10.0.0.0/8,,', ['1.2.3.4', '::1', '10.0.0.0/8']],
	])('%j', (field, expected) => expect(addressEntries(field)).toEqual(expected));
});
