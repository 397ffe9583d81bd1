/** The part of a tax that the buyer does not pay, in versions 4.3 and 4.4. */
import { codes } from '../../../../support/einvoice/documents.mts';
import { iva, readHacienda } from '../../../../support/einvoice/hacienda.mts';

const exempt = (amount: number, points: number, version: '4.3' | '4.4') =>
	version === '4.4'
		? `<Exoneracion><TarifaExonerada>${points}</TarifaExonerada><MontoExoneracion>${amount}</MontoExoneracion></Exoneracion>`
		: `<Exoneracion><PorcentajeExoneracion>${points}</PorcentajeExoneracion><MontoExoneracion>${amount}</MontoExoneracion></Exoneracion>`;
const assumed = (amount: number, net: number) =>
	`<ImpuestoAsumidoEmisorFabrica>${amount}</ImpuestoAsumidoEmisorFabrica><ImpuestoNeto>${net}</ImpuestoNeto>`;
const total = (amount: number, code = '08') =>
	`<TotalDesgloseImpuesto><Codigo>01</Codigo><CodigoTarifaIVA>${code}</CodigoTarifaIVA><TotalMontoImpuesto>${amount}</TotalMontoImpuesto></TotalDesgloseImpuesto>`;

describe.each(['4.3', '4.4'] as const)('%s', (version) => {
	test.each([
		['in part', 80, 8, { rate: 5, category: 'S', taxAmount: 50 }],
		['in full', 130, 13, { rate: 0, category: 'E', taxAmount: 0 }],
		['by no amount', 0, 0, { rate: 13, category: 'S', taxAmount: 130 }],
	])('exempt %s', async (_name, amount, points, expected) => {
		for (const after of [`<ImpuestoNeto>${130 - amount}</ImpuestoNeto>`, '']) {
			const tax = iva(13, 130, exempt(amount, points, version), '08', version);
			const item = await readHacienda({
				version,
				lines: [{ net: 1000, taxes: [tax], after, tax: 130 - amount }],
			});
			expect(item.taxes).toMatchObject([{ ...expected, taxableAmount: 1000 }]);
			expect(item.lines[0]).toMatchObject({
				tax: 130 - amount,
				taxRate: expected.rate,
				gross: 1130 - amount,
			});
			expect(item.totals).toMatchObject({ net: 1000, tax: 130 - amount, gross: 1130 - amount });
			expect(codes(item)).toEqual([]);
		}
	});

	test('one line exempt, one not, one at another rate', async () => {
		const item = await readHacienda({
			version,
			lines: [
				{ net: 1000, taxes: [iva(13, 130, exempt(80, 8, version), '08', version)], tax: 50 },
				{ net: 500, taxes: [iva(13, 65, '', '08', version)], tax: 65 },
				{ net: 100, taxes: [iva(1, 1, '', '02', version)], tax: 1 },
				{ net: 30, tax: 0 },
			],
		});
		expect(item.taxes.map(({ rate, taxableAmount, taxAmount }) => [rate, taxableAmount, taxAmount])).toEqual([
			[5, 1000, 50],
			[13, 500, 65],
			[1, 100, 1],
		]);
		expect(item.totals).toMatchObject({ net: 1630, tax: 116, gross: 1746 });
		expect(codes(item)).toEqual([]);
	});

	test('a tax that the line does not say', async () => {
		const tax = iva(13, 130, exempt(80, 8, version), '08', version);
		const lines = [{ net: 1000, taxes: [tax], after: '<ImpuestoNeto>130</ImpuestoNeto>', tax: 130 }];
		const item = await readHacienda({ version, lines });
		expect(codes(item)).toEqual(['line-mismatch lines[0].tax', 'sum-mismatch totals.tax']);
	});
});

describe('what the issuer or the factory pays', () => {
	test.each([
		['of an ordinary line', { net: 1000, tax: 0 }, [130, 130, 0], 'E'],
		['of a gift, whose net is nothing', { net: 0, discount: 1000, base: 1000, tax: 0 }, [130, 130, 0], 'E'],
		['in part', { net: 1000, tax: 80 }, [130, 50, 80], 'S'],
	] as const)('%s', async (_name, line, [monto, paid, net], category) => {
		const lines = [{ ...line, taxes: [iva(13, monto)], after: assumed(paid, net) }];
		for (const breakdown of ['', total(net)]) {
			const item = await readHacienda({ lines, breakdown });
			expect(item.taxes).toMatchObject([
				{ category, rate: net === 0 ? 0 : null, taxableAmount: 1000, taxAmount: net },
			]);
			expect(item.lines[0]).toMatchObject({ tax: net, net: line.net, gross: line.net + net });
			expect(codes(item)).toEqual([]);
		}
	});

	test('beside an exemption, and beside another tax', async () => {
		const selective = '<Codigo>02</Codigo><Tarifa>10</Tarifa><Monto>100</Monto>';
		const item = await readHacienda({
			lines: [
				{ net: 1000, taxes: [iva(13, 130, exempt(80, 8, '4.4'))], after: assumed(50, 0), tax: 0 },
				// Value added tax comes first, wherever it is.
				{ net: 1000, taxes: [selective, iva(13, 143)], after: assumed(143, 100), tax: 100 },
			],
		});
		expect(item.taxes.map(({ name, taxAmount }) => [name, taxAmount])).toEqual([
			['IVA', 0],
			['02', 100],
		]);
		expect(codes(item)).toEqual([]);
	});

	test('more than there is', async () => {
		const lines = [{ net: 1000, taxes: [iva(13, 130)], after: assumed(999, 0), tax: 0 }];
		const item = await readHacienda({ lines });
		expect(item.taxes).toMatchObject([{ taxAmount: 0 }]);
	});
});

describe('the tax on an export', () => {
	const tax = iva(13, 130, '<MontoExportacion>130</MontoExportacion>', '08', '4.3');
	const root = 'FacturaElectronicaExportacion';
	test('is not paid where the line is without it', async () => {
		const item = await readHacienda({ version: '4.3', root, lines: [{ net: 1000, taxes: [tax], tax: 0 }] });
		expect(item.taxes).toMatchObject([{ taxAmount: 0, rate: 0 }]);
		expect(codes(item)).toEqual([]);
	});
	test('and is where the line has it', async () => {
		const item = await readHacienda({ version: '4.3', root, lines: [{ net: 1000, taxes: [tax], tax: 130 }] });
		expect(item.taxes).toMatchObject([{ taxAmount: 130, rate: 13 }]);
		expect(codes(item)).toEqual([]);
	});
});
