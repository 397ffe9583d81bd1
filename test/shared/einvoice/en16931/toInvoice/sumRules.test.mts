/** Profiles whose rules for sums differ from those of EN 16931. */
import { change, codes } from '../../../../support/einvoice/documents.mts';
import { CII, read, UBL } from '../../../../support/einvoice/norm.mts';

const claiming = (specification: string) =>
	change(CII, [/(<ram:GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>)[^<]*/, `$1${specification}`]);

const MINIMUM = claiming('urn:factur-x.eu:1p0:minimum')
	.replaceAll(/<ram:IncludedSupplyChainTradeLineItem>[^]*<\/ram:IncludedSupplyChainTradeLineItem>/g, '')
	.replaceAll(/<ram:(ApplicableTradeTax|SpecifiedTradeAllowanceCharge)>[^]*<\/ram:\1>/g, '')
	.replaceAll(
		/<ram:(LineTotal|AllowanceTotal|ChargeTotal|TotalPrepaid|Rounding)Amount>[^<]*<\/ram:\1Amount>/g,
		'',
	);
const due = (amount: string) => [/<ram:DuePayableAmount>[^<]*/, `<ram:DuePayableAmount>${amount}`] as const;

describe('MINIMUM has no amount paid (BT-113)', () => {
	it.each(['76', '0', '95.70'])('%s may be due of 95.7', async (amount) => {
		const item = await read(change(MINIMUM, due(amount)));
		expect(item.totals).toMatchObject({ gross: 95.7, paid: null, due: Number(amount) });
		expect(codes(item)).toEqual([]);
	});

	it.each(['957', '-76'])('%s may not', async (amount) => {
		expect(codes(await read(change(MINIMUM, due(amount))))).toEqual(['sum-mismatch totals.due']);
	});

	it('of a negative invoice, too', async () => {
		const negative = change(
			MINIMUM,
			[/(<ram:TaxBasisTotalAmount[^>]*>)/, '$1-'],
			[/(<ram:TaxTotalAmount currencyID="EUR">)/, '$1-'],
			[/(<ram:GrandTotalAmount[^>]*>)/, '$1-'],
		);
		expect(codes(await read(change(negative, due('-76'))))).toEqual([]);
		expect(codes(await read(change(negative, due('-957'))))).toEqual(['sum-mismatch totals.due']);
	});
});

describe('EXTENDED allows a cent for each amount of a sum', () => {
	const EXTENDED = 'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended';
	const [extended, strict] = [claiming(EXTENDED), CII];
	const amount = (name: string, text: string) =>
		[new RegExp(`<ram:${name}( [^>]*)?>[^<]*`), `<ram:${name}$1>${text}`] as const;

	it.each<[string, Array<readonly [RegExp, string]>, string[]]>([
		['the lines', [amount('AllowanceTotalAmount', '4.01')], ['totals.discount', 'totals.net']],
		['the charges', [amount('ChargeTotalAmount', '10.01')], ['totals.charges', 'totals.net']],
		[
			'the total',
			[amount('GrandTotalAmount', '95.73'), amount('DuePayableAmount', '76.03')],
			['totals.gross'],
		],
	])('%s', async (_, changes, fields) => {
		expect(codes(await read(change(extended, ...changes)))).toEqual([]);
		expect(codes(await read(change(strict, ...changes)))).toEqual(
			fields.map((field) => `sum-mismatch ${field}`),
		);
	});

	it('the sum of the lines', async () => {
		const off = [
			/(<ram:SpecifiedTradeSettlementHeaderMonetarySummation>\s*<ram:LineTotalAmount>)[^<]*/,
			'$184.02',
		] as const;
		expect(codes(await read(change(extended, off)))).toEqual([]);
		expect(codes(await read(change(strict, off)))).toContain('sum-mismatch totals.lines');
	});

	it('and no more', async () => {
		expect(codes(await read(change(extended, amount('AllowanceTotalAmount', '4.02'))))).toEqual([
			'sum-mismatch totals.discount',
		]);
		expect(
			codes(
				await read(
					change(extended, amount('GrandTotalAmount', '95.80'), amount('DuePayableAmount', '76.10')),
				),
			),
		).toEqual(['sum-mismatch totals.gross']);
	});
});

describe('amounts of third parties are due with the invoice', () => {
	const IN_XRECHNUNG =
		'<cac:PrepaidPayment><cbc:ID>10</cbc:ID><cbc:PaidAmount currencyID="EUR">7.50</cbc:PaidAmount><cbc:InstructionID>Fee</cbc:InstructionID></cac:PrepaidPayment>';
	const withPayment = (specification: string, amount: string) =>
		change(
			UBL,
			[/<cbc:CustomizationID>[^<]*/, `<cbc:CustomizationID>${specification}`],
			['<cac:AllowanceCharge>', `${IN_XRECHNUNG}<cac:AllowanceCharge>`],
			[/(<cbc:PayableAmount[^>]*>)[^<]*/, `$1${amount}`],
		);
	const XRECHNUNG = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';
	const EXTENSION = `${XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`;

	it('in the extension of XRechnung (BR-DEX-09)', async () => {
		const item = await read(withPayment(EXTENSION, '83.50'));
		expect(item.totals).toMatchObject({ gross: 95.7, paid: 20, rounding: 0.3, due: 83.5 });
		expect(item.references.thirdPartyAmounts).toBe('7.50 Fee');
		expect(codes(item)).toEqual([]);
		expect(codes(await read(withPayment(EXTENSION, '76')))).toEqual(['sum-mismatch totals.due']);
		expect(codes(await read(withPayment(EXTENSION, '76').replace('>7.50<', '>7,50<')))).toEqual([
			'amount-unknown references.thirdPartyAmounts',
		]);
	});

	it('and nowhere else in UBL', async () => {
		const item = await read(withPayment(XRECHNUNG, '76'));
		expect(item.references).not.toHaveProperty('thirdPartyAmounts');
		expect(codes(item)).toEqual([]);
	});

	it.each([
		['urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended', '83.50'],
		['urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr', '83.50'],
		// EN 16931 does not count them.
		['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', '76'],
	])('in CII (BT-179) that claims %s', async (specification, amount) => {
		const document = change(claiming(specification), [
			'<ram:SpecifiedTradeSettlementHeaderMonetarySummation>',
			'<ram:SpecifiedFinancialAdjustment><ram:Reason>Fee</ram:Reason><ram:ActualAmount>7.50</ram:ActualAmount></ram:SpecifiedFinancialAdjustment><ram:SpecifiedTradeSettlementHeaderMonetarySummation>',
		]);
		const item = await read(document.replace(...due(amount)));
		expect(item.references.thirdPartyAmounts).toBe('7.50 Fee');
		expect(codes(item)).toEqual([]);
		expect(codes(await read(change(document, due('80'))))).toEqual(['sum-mismatch totals.due']);
	});
});

test('a currency in lower case is that of amounts in upper case, and the reverse', async () => {
	for (const [document, element] of [
		[UBL, 'cbc:DocumentCurrencyCode'],
		[CII, 'ram:InvoiceCurrencyCode'],
	] as const) {
		const before = await read(document);
		const own = change(document, [`<${element}>EUR`, `<${element}>eur`]);
		expect(await read(own)).toEqual({ ...before, event: null });
		expect(await read(document.replaceAll('currencyID="EUR"', 'currencyID=" eur "'))).toEqual(before);
	}
});

test('a blank price or quantity has an issue', async () => {
	const fields = ['lines[0].quantity', 'lines[0].unitPrice'];
	for (const [document, names] of [
		[UBL, ['cbc:InvoicedQuantity', 'cbc:PriceAmount']],
		[CII, ['ram:BilledQuantity', 'ram:NetPriceProductTradePrice>\\s*<ram:ChargeAmount']],
	] as const) {
		for (const [index, name] of names.entries()) {
			const blank = change(document, [new RegExp(`(<${name}[^>]*>)[^<]*`), '$1 ']);
			expect(codes(await read(blank))).toEqual([`amount-unknown ${fields[index]}`]);
		}
	}
});
