import {
	bic,
	country,
	currency,
	iban,
	kind,
	taxId,
	text,
	ungrouped,
	yesOrNo,
} from '../../../../../nodes/shared/einvoice/ownData/values/values';

const BERLIN = 'Europe/Berlin';

test('a text may be a number that holds all of its digits', () => {
	expect(text(1001, BERLIN)).toEqual({ value: '1001' });
	expect(text('0012', BERLIN)).toEqual({ value: '0012' });
	expect(text(12345678901234567000, BERLIN)).toHaveProperty('problem');
	expect(text(true, BERLIN)).toHaveProperty('problem');
	expect(ungrouped('DE89 3704 0044', BERLIN)).toEqual({ value: 'DE8937040044' });
});

test('codes are taken in any case', () => {
	expect(currency(' eur ', BERLIN)).toEqual({ value: 'EUR' });
	expect(currency('€', BERLIN)).toEqual({ value: 'EUR' });
	expect(currency('$', BERLIN)).toHaveProperty('problem');
	expect(country('de', BERLIN)).toEqual({ value: 'DE' });
	expect(country('Germany', BERLIN)).toHaveProperty('problem');
	expect(kind('Credit Note', BERLIN)).toEqual({ value: 'creditNote' });
	expect(kind(381, BERLIN)).toEqual({ value: 'creditNote' });
	expect(kind('constructor', BERLIN)).toHaveProperty('problem');
	expect(yesOrNo('TRUE', BERLIN)).toEqual({ value: true });
	expect(yesOrNo('toString', BERLIN)).toHaveProperty('problem');
});

test('an IBAN has right check digits', () => {
	expect(iban('de89 3704 0044 0532 0130 00', BERLIN)).toEqual({ value: 'DE89370400440532013000' });
	for (const wrong of ['DE89 3704 0044 0532 0130 01', 'DE00 1234', '0532013000', 532013000]) {
		expect(iban(wrong, BERLIN)).toEqual({
			problem: expect.stringMatching(/ is not an IBAN: check its digits, /),
		});
	}
});

test('a VAT ID and a BIC have capitals, any other number is as it was written', () => {
	expect(taxId(' de 123 456 789 ', BERLIN)).toEqual({ value: 'DE123456789' });
	expect(taxId('esX1234567x', BERLIN)).toEqual({ value: 'ESX1234567X' });
	expect(taxId('CHE-123.456.789 MWSt', BERLIN)).toEqual({ value: 'CHE-123.456.789MWSt' });
	expect(taxId('12/345/67890a', BERLIN)).toEqual({ value: '12/345/67890a' });
	expect(taxId('none', BERLIN)).toEqual({ value: 'none' });
	expect(taxId(true, BERLIN)).toHaveProperty('problem');
	expect(bic('cobadeff xxx', BERLIN)).toEqual({ value: 'COBADEFFXXX' });
});

test('yes and no are taken as databases and Excel write them', () => {
	for (const yes of [true, 1, '1', 'WAHR', 'ja', 'VRAI', 'oui', 'sí', 'sì', 'Waar']) {
		expect(yesOrNo(yes, BERLIN)).toEqual({ value: true });
	}
	for (const no of [false, 0, '0', 'FALSCH', 'nein', 'FAUX', 'non', 'falso', 'ONWAAR']) {
		expect(yesOrNo(no, BERLIN)).toEqual({ value: false });
	}
	for (const other of [2, '', 'x', {}, []]) expect(yesOrNo(other, BERLIN)).toHaveProperty('problem');
});
