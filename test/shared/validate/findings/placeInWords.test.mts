/** Messages name the line, allowance, payment or party that they are about. */
import { validateFile } from '../../../../nodes/shared/einvoice/validate';
import { CII, judge, UBL, UBL_LINE } from '../../../support/validate/documents.mts';

const messageOf = (xml: string, rule: string) =>
	judge(xml)!.errors.find((finding) => finding.rule === rule)?.message;
const allowance = (flag: string, amount: string) =>
	`<cac:AllowanceCharge><cbc:ChargeIndicator>${flag}</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">${amount}</cbc:Amount></cac:AllowanceCharge>`;
const withItems = (...items: string[]) => UBL.replace('<cac:TaxTotal>', `${items.join('')}<cac:TaxTotal>`);

test.each([
	['by its number', UBL.replace('<cbc:ID>1</cbc:ID>', '<cbc:ID>0010</cbc:ID>'), 'Line 0010: '],
	['by words', UBL.replace('<cbc:ID>1</cbc:ID>', '<cbc:ID>Item A 1</cbc:ID>'), 'Line "Item A 1": '],
	['in CII', CII.replace('<ram:LineID>1<', '<ram:LineID>7<'), 'Line 7: '],
	[
		'by its position',
		UBL.replace(UBL_LINE, UBL_LINE.replace('<cbc:ID>1</cbc:ID>', '')),
		'Line 1 of the file: ',
	],
])('a line is named %s', (_how, xml, place) => {
	const wrong = xml.replace('unitCode="C62"', 'unitCode="XX9"');
	expect(messageOf(wrong, 'BR-CL-23')).toBe(
		`${place}The unit of the quantity (BT-130, BT-150) is not one of the allowed codes: those of UN/ECE Recommendations 20 and 21, such as C62 for pieces and HUR for hours`,
	);
});

test('allowances and charges are counted apart, and have their amount', () => {
	const xml = withItems(allowance('true', '1.00'), allowance('false', '2.00'), allowance('true', '3.00'));
	const wrong = judge(xml)!.errors.filter(({ rule }) => rule === 'BR-38' || rule === 'BR-33');
	expect(wrong.map(({ message }) => message.split(':')[0])).toEqual([
		'Charge 1 (1.00)',
		'Allowance (2.00)',
		'Charge 2 (3.00)',
	]);
});

test('a breakdown is named by category and rate', () => {
	const xml = UBL.replace(
		'<cbc:TaxableAmount currencyID="EUR">100.00',
		'<cbc:TaxableAmount currencyID="EUR">150.00',
	);
	expect(messageOf(xml, 'BR-S-08')).toMatch(
		/^VAT breakdown S, 19 %: .+: it should be 100\.00, the file says 150\.00$/,
	);
});

test('a party is named where the sentence leaves it open, and only there', () => {
	const xml = UBL.replace('DE987654321', '987654321').replace('Seller', '');
	expect(messageOf(xml, 'BR-CO-09')).toMatch(/^Buyer: The VAT number /);
	expect(messageOf(xml, 'BR-06')).toBe('The name of the seller (BT-27) is missing');
});

/** Of a rule of the syntax, which {@link judge} leaves out. */
async function structureMessageOf(xml: string): Promise<string | undefined> {
	const result = await validateFile(Buffer.from(xml), 'claimed');
	return result.ok
		? result.value.validation.errors.find(({ rule }) => rule === 'UBL-2.1')?.message
		: result.error.message;
}

test.each(['<cbc:seller/>', '<cbc:reseller/>', '<x xmlns="urn:my-seller:x"/>'])(
	'the sender does not decide by the name of an element whether the party is named: %s',
	async (element) => {
		const xml = UBL.replace(/<cac:AccountingSupplierParty>\s*<cac:Party>/, `$&${element}`);
		expect(await structureMessageOf(xml)).toMatch(/^Seller: UBL 2\.1 has no/);
	},
);

test('an indicator in capital letters is one, as for Read', async () => {
	expect(await structureMessageOf(withItems(allowance('TRUE', '1.00')))).toMatch(/^Charge \(1\.00\): /);
	const charges = ['true', 'TRUE', '1'].map((indicator) => allowance(indicator, '1.00'));
	expect(await structureMessageOf(withItems(...charges))).toMatch(/^Charge 2 \(1\.00\): /);
});

test('what the sender wrote adds no line, and does not change the direction', () => {
	const xml = UBL.replace('<cbc:ID>1</cbc:ID>', '<cbc:ID>1\n2\u202e3</cbc:ID>').replace('"C62"', '"XX9"');
	expect(messageOf(xml, 'BR-CL-23')).toMatch(/^Line "1 23": The unit/);
});

test('lines inside lines do not make a sentence without end: the innermost are named', () => {
	const open = (id: number) => `<cac:SubInvoiceLine><cbc:ID>${id}</cbc:ID>`;
	const levels = Array.from({ length: 90 }, (_, index) => open(index + 2));
	const quantity = '<cbc:InvoicedQuantity unitCode="XX9">1</cbc:InvoicedQuantity>';
	const xml = UBL.replace(
		/(<cac:InvoiceLine>\s*<cbc:ID>1<\/cbc:ID>)/,
		`$1${levels.join('')}${quantity}${'</cac:SubInvoiceLine>'.repeat(90)}`,
	);
	expect(messageOf(xml, 'BR-CL-23')).toMatch(/^Line 84, line 85, .+, line 91: The unit/);
});
