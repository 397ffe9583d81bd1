import { PEPPOL_UBL } from '../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, rulesOf, ubl, wrap } from '../../../../support/validate/snippets.mts';

const broken = (body: string) => brokenBy(PEPPOL_UBL, ubl(body));
const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const country = (code: string) => wrap('cac:PostalAddress/cac:Country/cbc:IdentificationCode', code);
const within = (seller: string, buyer = seller) =>
	wrap(SELLER, country(seller)) + wrap(BUYER, country(buyer));
const national = async (prefix: string, body: string) =>
	(await broken(body)).filter((rule) => rule.startsWith(prefix));

test('Every rule is explained', () => {
	const ids = new Set(rulesOf(PEPPOL_UBL).map(({ id }) => id));
	expect(ids.size).toBe(156);
	for (const id of ids) {
		const { message } = PEPPOL_UBL.explain(id, undefined as never);
		expect(message).not.toContain(id);
		expect(message).toMatch(/^[A-Z]/);
		expect(message.length).toBeLessThan(220);
	}
});

describe('Identifiers', () => {
	// Published numbers of real organizations, and variants with a changed digit or another form.
	it.each([
		['0088', 'R040', '7300010000001', true],
		['0088', 'R040', ' 7300010000001 ', true],
		['0088', 'R040', '7300010000002', false],
		['0088', 'R040', '73000100OOOO1', false],
		['0192', 'R041', '974760673', true],
		['0192', 'R041', '974760674', false],
		['0192', 'R041', 'NO974760673', false],
		['0184', 'R042', 'DK13585628', true],
		['0184', 'R042', '13585628', true],
		['0184', 'R042', 'DK 13585628', false],
		['0184', 'R042', ' 13585628', false],
		['0184', 'R042', '1358562', false],
		['0208', 'R043', '0202239951', true],
		['0208', 'R043', '0202239952', false],
		['0208', 'R043', 'BE0202239951', false],
		['0201', 'R044', 'UFABCD', true],
		['0201', 'R044', 'UFABCDE', false],
		['0210', 'R045', 'RSSMRA85T10A562S', true],
		['0210', 'R045', '00743110157', true],
		['0210', 'R045', '0074311015', false],
		['0210', 'R045', '0074311015X', false],
		['0210', 'R045', 'RSSMRA8AT10A562S', false],
		['0210', 'R045', 'RSSMRA85T10A5621', false],
		['0210', 'R045', '1SSMRA85T10A562S', false],
		// The official rule casts digits to integers, which may have a sign or a blank.
		['0210', 'R045', 'RSSMRA+5T 1A562S', true],
		['0210', 'R045', '-0074311015', true],
		['9907', 'R046', 'RSSMRA85T10A562S', true],
		['9907', 'R046', 'RSSMRA85T10A562', false],
		['0211', 'R047', 'IT00743110157', true],
		['0211', 'R047', 'IT00743110158', false],
		['0211', 'R047', 'anything', true],
		['0007', 'R049', '5560125790', true],
		['0007', 'R049', '5560125791', false],
		['0007', 'R049', '55601257900', false],
		['0151', 'R050', '51824753556', true],
		['0151', 'R050', '51824753557', false],
	])('of the scheme %s by PEPPOL-COMMON-%s: %j is %p', async (scheme, rule, value, isValid) => {
		const rules = await broken(
			wrap(SELLER, `<cbc:EndpointID schemeID="${scheme}">${value}</cbc:EndpointID>`),
		);
		expect(rules.includes(`PEPPOL-COMMON-${rule}`)).toBe(!isValid);
	});
});

describe('Amounts', () => {
	const line = (net: string, rest = '') =>
		wrap(
			'cac:InvoiceLine',
			`<cbc:InvoicedQuantity>3</cbc:InvoicedQuantity><cbc:LineExtensionAmount>${net}</cbc:LineExtensionAmount>${rest}` +
				wrap('cac:Price', '<cbc:PriceAmount>10</cbc:PriceAmount><cbc:BaseQuantity>7</cbc:BaseQuantity>'),
		);
	const charge = (flag: string, amount: string) =>
		wrap(
			'cac:AllowanceCharge',
			`<cbc:ChargeIndicator>${flag}</cbc:ChargeIndicator><cbc:Amount>${amount}</cbc:Amount>`,
		);

	// 3 × 10 ÷ 7 = 4.285714…
	it.each([
		['4.29', '', true],
		['4.30', '', true],
		['4.31', '', false],
		['4.27', '', true],
		['4.26', '', false],
		['5.29', charge('true', '1'), true],
		['3.29', charge('false', '1'), true],
		['5.29', charge('false', '1'), false],
		['-4.29', '', false],
	])('of a line: %s is right: %p', async (net, rest, isRight) => {
		expect((await broken(line(net, rest))).includes('PEPPOL-EN16931-R120')).toBe(!isRight);
	});

	test('of a line: 3 × (1 ÷ 3) is 0.999…, which 1.02 is more than 0.02 away from', async () => {
		const third = line('1.02').replace('>10<', '>1<').replace('>7<', '>3<');
		expect(await broken(third)).toContain('PEPPOL-EN16931-R120');
		expect(await broken(third.replace('>1.02<', '>0.98<'))).not.toContain('PEPPOL-EN16931-R120');
	});

	const percentage = (amount: string) =>
		wrap(
			'cac:AllowanceCharge',
			'<cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:MultiplierFactorNumeric>33.3</cbc:MultiplierFactorNumeric>' +
				`<cbc:Amount>${amount}</cbc:Amount><cbc:BaseAmount>100</cbc:BaseAmount>`,
		);
	it.each([
		['33.30', true],
		['33.32', true],
		['33.33', false],
		['33.28', true],
		['33.27', false],
	])('of an allowance of 33.3 percent of 100: %s is right: %p', async (amount, isRight) => {
		expect((await broken(percentage(amount))).includes('PEPPOL-EN16931-R040')).toBe(!isRight);
	});
});

describe('The rules of a country', () => {
	it.each([
		['NL-R-', within('NL'), ['NL-R-002', 'NL-R-004']],
		['NL-R-', within('NL', 'BE'), ['NL-R-002']],
		['NL-R-', within('BE', 'NL'), []],
		['DE-R-', within('DE', 'AT'), []],
		['DK-R-', within('DK', 'SE'), ['DK-R-002']],
		['IS-R-', within('IS', 'DE'), ['IS-R-001', 'IS-R-002', 'IS-R-003']],
		['IT-R-', within('IT'), ['IT-R-002', 'IT-R-003', 'IT-R-004']],
		['SE-R-', within('SE'), []],
	])('%s are asked of those whom they are for', async (prefix, body, expected) => {
		expect(await national(prefix, body)).toEqual(expected);
	});

	it('The German ones have the numbers of Peppol and the sentences of XRechnung', async () => {
		expect(await national('DE-R-', within('DE'))).toEqual(
			expect.arrayContaining([
				'DE-R-001',
				'DE-R-002',
				'DE-R-003',
				'DE-R-004',
				'DE-R-008',
				'DE-R-009',
				'DE-R-015',
			]),
		);
		const { message } = PEPPOL_UBL.explain('DE-R-023-2', undefined as never);
		expect(message).toBe('Payment is by transfer: leave out the card (BG-18) and the direct debit (BG-19)');
	});
});

test.each([
	['urn:fdc:peppol.eu:2017:poacc:billing:01:1.0', []],
	['urn:fdc:peppol.eu:2017:poacc:billing:99:1.0', []],
	['urn:fdc:peppol.eu:2017:poacc:billing:1:1.0', ['PEPPOL-EN16931-R007']],
	['', ['PEPPOL-EN16931-R007']],
])('the process %j', async (profile, expected) => {
	const rules = await broken(`<cbc:ProfileID>${profile}</cbc:ProfileID>`);
	expect(rules.filter((rule) => /R00[17]$/.test(rule))).toEqual(expected);
});
