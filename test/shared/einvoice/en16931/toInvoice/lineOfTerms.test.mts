/** The unit price if the price is for several units, in both syntaxes. */
import { change, codes } from '../../../../support/einvoice/documents.mts';
import { read, sample } from '../../../../support/einvoice/norm.mts';

const UBL = sample('all-terms.ubl.xml');
const CII = sample('all-terms.cii.xml');

const withBase = async (base: string, price = '12.50') => {
	const ubl = change(UBL, [/(<cbc:BaseQuantity[^>]*>)[^<]*/, `$1${base}`]).replace(
		/(<cbc:PriceAmount[^>]*>)[^<]*/,
		`$1${price}`,
	);
	const cii = CII.replace(/(<ram:BasisQuantity[^>]*>)[^<]*/g, `$1${base}`).replace(
		/(<ram:NetPriceProductTradePrice>\s*<ram:ChargeAmount[^>]*>)[^<]*/,
		`$1${price}`,
	);
	const [item, other] = await Promise.all([ubl, cii].map(read));
	expect(other).toEqual(item);
	return item!;
};

test.each([
	...['0', '-0', '0.00', '-1', '-0.5'].map((base) => [base, 'price-not-per-unit'] as const),
	...['2,5', '', '  ', 'abc', '1e3', 'NaN', 'INF', '1 000', '1,000.00', '--1', '0x10', '1.2.3'].map(
		(base) => [base, 'amount-unknown'] as const,
	),
])('a base quantity of %j gives no price of one', async (base, code) => {
	const item = await withBase(base);
	expect(item.lines[0]).toMatchObject({ unitPrice: null, unitPriceIncludesTax: null });
	expect(codes(item)).toEqual([`${code} lines[0].unitPrice`]);
});

test('12.50 for 3 gives no exact price of one, and another net', async () => {
	const item = await withBase('3');
	expect(item.lines[0]).toMatchObject({ unitPrice: null, unitPriceIncludesTax: null });
	expect(codes(item)).toEqual(['price-not-per-unit lines[0].unitPrice', 'line-mismatch lines[0].net']);
});

test.each([
	['1', 12.5],
	['1.', 12.5],
	['+1.000', 12.5],
	['10', 1.25],
	['.5', 25],
	['0.001', 12500],
	['1000', 0.0125],
])('a base quantity of %s: %d', async (base, unitPrice) => {
	expect((await withBase(base)).lines[0]).toMatchObject({ unitPrice, unitPriceIncludesTax: false });
});

test('a price that is no number has no other', async () => {
	const item = await withBase('2', '12,50');
	expect(item.lines[0]).toMatchObject({ unitPrice: null });
	expect(codes(item)).toContain('amount-unknown lines[0].unitPrice');
});

/** 10 at 12.50 for 3 are 41.67, less a discount of 2 and with a charge of 1: 40.67. */
test.each([
	['40.67', []],
	['40.65', []],
	['40.60', ['line-mismatch lines[0].net']],
	['406.70', ['line-mismatch lines[0].net']],
])('a price that is not exact for one is checked, too: %s', async (net, expected) => {
	const [ubl, cii] = [UBL, CII].map((xml) =>
		xml
			.replace(/(<(?:cbc:BaseQuantity|ram:BasisQuantity)[^>]*>)5/g, '$13')
			.replace(/(<(?:cbc:LineExtensionAmount|ram:LineTotalAmount)[^>]*>)24.00/, `$1${net}`),
	);
	const item = await read(ubl!);
	expect(await read(cii!)).toEqual(item);
	const discount = item.lines[0]?.discount ?? 0;
	expect(discount).toBe(1);
	expect(codes(item).filter((code) => code.startsWith('line-mismatch'))).toEqual(expected);
});
