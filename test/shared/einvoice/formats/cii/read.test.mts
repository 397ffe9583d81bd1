import { change, codes } from '../../../../support/einvoice/documents.mts';
import { CII, read, sample } from '../../../../support/einvoice/norm.mts';

test('dates in format 102, and in that of XML Schema', async () => {
	const dated = async (date: string) =>
		await read(change(CII, ['<udt:DateTimeString format="102">20250301</udt:DateTimeString>', date]));
	for (const date of [
		'<udt:DateTimeString>20250301</udt:DateTimeString>',
		'<udt:DateTime>2025-03-01T23:59:59</udt:DateTime>',
		'<udt:DateTimeString format="102"> 20250301 </udt:DateTimeString>',
	]) {
		expect((await dated(date)).issueDate).toBe('2025-03-01');
	}
	for (const [date, text] of [
		['<udt:DateTimeString format="610">202503</udt:DateTimeString>', '202503'],
		['<udt:DateTimeString format="203">20250301</udt:DateTimeString>', '20250301'],
		['<udt:DateTimeString format="102">20250231</udt:DateTimeString>', '2025-02-31'],
	]) {
		const invoice = await dated(date);
		expect(invoice.issueDate).toBeNull();
		expect(invoice.issues).toEqual([
			{ code: 'date-unknown', path: 'issueDate', message: `${text} is not a date` },
		]);
	}
});

test('indicators in either element of their schema', async () => {
	const TRUE = '<udt:Indicator>true</udt:Indicator>';
	const xml = change(
		CII,
		['<rsm:ExchangedDocumentContext>', `$&<ram:TestIndicator>${TRUE}</ram:TestIndicator>`],
		['<ram:TypeCode>380</ram:TypeCode>', `$&<ram:CopyIndicator>${TRUE}</ram:CopyIndicator>`],
		['<udt:Indicator>false</udt:Indicator>', TRUE],
		[
			'<ram:NetPriceProductTradePrice>',
			`<ram:GrossPriceProductTradePrice><ram:ChargeAmount>13</ram:ChargeAmount><ram:AppliedTradeAllowanceCharge><ram:ChargeIndicator>${TRUE}</ram:ChargeIndicator><ram:ActualAmount>1</ram:ActualAmount></ram:AppliedTradeAllowanceCharge></ram:GrossPriceProductTradePrice>$&`,
		],
	);
	const invoice = await read(xml);
	expect(codes(invoice)).toEqual(expect.arrayContaining(['document-test kind', 'document-copy kind']));
	expect(await read(xml.replaceAll('udt:Indicator>', 'udt:IndicatorString>'))).toEqual(invoice);
});

test('the base of a price may stand with the gross price', async () => {
	const moved = change(
		CII,
		['<ram:BasisQuantity unitCode="EA">5</ram:BasisQuantity>\n', ''],
		[
			'<ram:NetPriceProductTradePrice>',
			'<ram:GrossPriceProductTradePrice><ram:ChargeAmount>13</ram:ChargeAmount><ram:BasisQuantity unitCode="EA">5</ram:BasisQuantity></ram:GrossPriceProductTradePrice><ram:NetPriceProductTradePrice>',
		],
	);
	const invoice = await read(CII);
	invoice.references.lineGrossPrices = '1: 13';
	expect(await read(moved)).toEqual(invoice);
});

test('the tax of the tax currency is never that of the invoice', async () => {
	const { totals } = await read(
		change(CII, ['<ram:TaxTotalAmount currencyID="EUR">5.70</ram:TaxTotalAmount>', '']),
	);
	expect(totals.tax).toBeNull();
	const unmarked = await read(change(CII, ['<ram:TaxTotalAmount currencyID="EUR">', '<ram:TaxTotalAmount>']));
	expect(unmarked.totals.tax).toBe(5.7);
});

test.each(['', ' currencyID="eur"', ' currencyID=" EUR"'])(
	'the total tax is the one that the rules judge, not one marked%s',
	async (mark) => {
		const own = '<ram:TaxTotalAmount currencyID="EUR">5.70</ram:TaxTotalAmount>';
		const { totals } = await read(
			change(CII, [own, `<ram:TaxTotalAmount${mark}>500.00</ram:TaxTotalAmount>${own}`]),
		);
		expect(totals.tax).toBe(5.7);
	},
);

test.each([
	['5', '3'],
	['29', '35'],
	['1', '1'],
])('the tax point code %s is %s in the code list of the norm', async (code, expected) => {
	const invoice = await read(change(CII, ['>72<', `>${code}<`]));
	expect(invoice.references.taxPointDateCode).toBe(expected);
});

test('the kind needs its code', async () => {
	const invoice = await read(change(CII, ['<ram:TypeCode>380</ram:TypeCode>', '']));
	expect(invoice.kind).toBeNull();
	expect(codes(invoice)).toEqual(['kind-unknown kind']);
});

test('a buyer with a global number only has that one', async () => {
	const invoice = await read(
		change(CII, ['<ram:ID>K-200</ram:ID>', '<ram:GlobalID schemeID="0088">4000002</ram:GlobalID>']),
	);
	expect(invoice).toMatchObject({
		customerNumber: '4000002',
		buyer: { customerId: '4000002' },
		references: { buyerId: '0088:4000002' },
	});
});

test('an amount in a namespace of ZUGFeRD 1.0 is none of CII, and the other way round', async () => {
	const RAM = 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity';
	for (const [xml, other] of [
		[CII, 12],
		[sample('cases/zugferd-1.xml'), 100],
	] as const) {
		const foreign = `<o:GrandTotalAmount xmlns:o="${RAM}:${other}">1.00</o:GrandTotalAmount>`;
		expect(await read(change(xml, ['<ram:GrandTotalAmount', `${foreign}$&`]))).toEqual(await read(xml));
	}
});
