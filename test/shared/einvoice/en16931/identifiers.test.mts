import fc from 'fast-check';
import { ADDRESS, ARTICLE, OBJECT, PARTY_ID } from '../../../../nodes/shared/einvoice/en16931/identifiers';

const NOTATIONS = [
	['PARTY_ID', PARTY_ID, ['0088', '0060', 'SEPA']],
	['ADDRESS', ADDRESS, ['0088', 'EM', '9999']],
	['OBJECT', OBJECT, ['ABZ', 'AAB']],
	['ARTICLE', ARTICLE, ['0160', 'SRV']],
] as const;

test.each(NOTATIONS)(
	'%s: whatever the identifier is, it comes back with its scheme',
	(_, notation, schemes) => {
		const id = fc
			.stringMatching(/^(0088|EM|ABZ|SRV|HRB|)(:{0,2})[a1: ,"]{0,4}$/)
			.filter((text) => text !== '');
		fc.assert(
			fc.property(id, fc.option(fc.constantFrom(...schemes)), (text, scheme) => {
				const identifier = { id: text, scheme };
				expect(notation.ofText(notation.textOf(identifier))).toEqual(identifier);
			}),
			{ numRuns: 1000 },
		);
	},
);

test.each([
	[{ id: '4304171000002', scheme: '0088' }, '0088:4304171000002'],
	[{ id: 'HRB:12345', scheme: null }, 'HRB:12345'],
	[{ id: '0088:4711', scheme: null }, ':0088:4711'],
	[{ id: 'K-1', scheme: null }, 'K-1'],
])('the party %j is %s', (identifier, text) => {
	expect(PARTY_ID.textOf(identifier)).toBe(text);
});

test('without an identifier there is no text, and the other way round', () => {
	expect([PARTY_ID.textOf(null), PARTY_ID.ofText(null), PARTY_ID.ofText('')]).toEqual([null, null, null]);
});
