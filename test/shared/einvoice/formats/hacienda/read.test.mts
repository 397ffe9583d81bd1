import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readEInvoice } from '../../../../../nodes/shared/einvoice/read';
import { invoiceSchema } from '../../../../../nodes/shared/invoice/schema';
import { change, codes, HACIENDA, read } from '../../../../support/einvoice/documents.mts';
import { iva, readHacienda, type HaciendaDocument } from '../../../../support/einvoice/hacienda.mts';

const withRoot = (name: string) => HACIENDA.replaceAll('FacturaElectronica', name);
const reference = (root: string) =>
	change(withRoot(root), [
		'<Otros>',
		'<InformacionReferencia><TipoDocIR>01</TipoDocIR><Numero>506</Numero><FechaEmisionIR>2026-03-01T00:00:00-06:00</FechaEmisionIR><Codigo>01</Codigo><Razon>Anula &lt;todo&gt;</Razon></InformacionReferencia><InformacionReferencia><Numero>507</Numero></InformacionReferencia><Otros>',
	]);

describe('kind', () => {
	test.each([
		['FacturaElectronica', 'invoice'],
		['TiqueteElectronico', 'invoice'],
		['NotaDebitoElectronica', 'invoice'],
		['FacturaElectronicaExportacion', 'invoice'],
		['FacturaElectronicaCompra', 'invoice'],
		['NotaCreditoElectronica', 'creditNote'],
	])('%s', (root, kind) => {
		const item = read(withRoot(root));
		expect([item.kind, item.references.documentType]).toEqual([kind, root]);
		expect(codes(item)).toEqual([]);
		expect(item.totals.gross).toBe(42112);
	});

	test('a receipt of a payment is neither', () => {
		const item = read(withRoot('ReciboElectronicoPago'));
		expect([item.kind, codes(item)]).toEqual([null, ['kind-unknown kind']]);
	});

	test('only notes refer to another document', () => {
		for (const root of ['NotaCreditoElectronica', 'NotaDebitoElectronica']) {
			expect(read(reference(root))).toMatchObject({ precedingInvoiceNumber: '506', note: 'Anula <todo>' });
		}
		expect(read(reference('FacturaElectronica'))).toMatchObject({ precedingInvoiceNumber: null, note: null });
	});
});

describe('header', () => {
	test('the key and the number belong together', () => {
		const item = read(
			change(HACIENDA, [
				'<NumeroConsecutivo>00100001010000000123',
				'<NumeroConsecutivo>00100001010000000124',
			]),
		);
		expect(item.number).toBe('00100001010000000124');
		expect(codes(item)).toEqual(['number-mismatch number']);
	});

	test.each([
		['02', '30', '2026-04-13'],
		['08', '0', '2026-03-14'],
		['10', '365', '2027-03-14'],
		['01', '30', null],
		['11', '30', null],
		['02', '30 días', null],
		['02', '-1', null],
		['02', '999999', null],
		['02', '99999', '2299-12-27'],
	])('terms %s with %s days: due %s', (terms, days, due) => {
		const item = read(
			change(
				HACIENDA,
				['<CondicionVenta>02', `<CondicionVenta> ${terms}`],
				['<PlazoCredito>30', `<PlazoCredito>${days} `],
			),
		);
		expect([item.dueDate, item.payment?.terms]).toEqual([due, terms]);
	});

	test('several ways to pay, in 4.4 and before', () => {
		const second =
			'<MedioPago><TipoMedioPago>02</TipoMedioPago></MedioPago><MedioPago><TotalMedioPago>1</TotalMedioPago></MedioPago><TotalComprobante>';
		expect(read(change(HACIENDA, ['<TotalComprobante>', second])).payment?.method).toBe('04, 02');
		const older = change(
			HACIENDA,
			[/<MedioPago>[^]*<\/MedioPago>/, ''],
			['<DetalleServicio>', '<MedioPago>01</MedioPago><MedioPago>03</MedioPago><DetalleServicio>'],
		);
		expect(read(older).payment?.method).toBe('01, 03');
	});

	test('currency: where 4.4 and 4.3, where 4.2 has it, and the colón if it is left out', () => {
		const place = /<CodigoTipoMoneda>[^]*<\/CodigoTipoMoneda>/;
		const dollars = '<CodigoMoneda>USD</CodigoMoneda><TipoCambio>512.34000</TipoCambio>';
		for (const written of [`<CodigoTipoMoneda>${dollars}</CodigoTipoMoneda>`, dollars]) {
			expect(read(HACIENDA.replace(place, written))).toMatchObject({ currency: 'USD', exchangeRate: 512.34 });
		}
		expect(read(HACIENDA.replace(place, ''))).toMatchObject({ currency: 'CRC', exchangeRate: null });
		expect(read(HACIENDA.replace(/<ResumenFactura>[^]*<\/ResumenFactura>/, ''))).toMatchObject({
			currency: null,
		});
	});
});

describe('parties', () => {
	test('a person has no name of a company', () => {
		const item = read(HACIENDA.replaceAll('<Tipo>02</Tipo>', '<Tipo>01</Tipo>'));
		expect(item.seller).toMatchObject({ name: 'Buses del Volcán', companyName: null });
		expect(item.buyer).toMatchObject({ name: 'Hotel Península Ejemplo Ltda.', companyName: null });
		expect(item.references).toMatchObject({ sellerIdType: '01', buyerIdType: '01' });
	});

	test('a ticket has no buyer', () => {
		const item = read(withRoot('TiqueteElectronico').replace(/<Receptor>[^]*<\/Receptor>/, ''));
		expect(item.buyer).toBeNull();
		expect(item.references).not.toHaveProperty('buyerIdType');
		expect(item.references).not.toHaveProperty('buyerLocation');
	});

	test('a foreigner', () => {
		const buyer =
			'<Receptor><Nombre>Jane Doe</Nombre><IdentificacionExtranjero>X-77</IdentificacionExtranjero><OtrasSenasExtranjero>1 Main St, Springfield</OtrasSenasExtranjero><Telefono><NumTelefono>5551234</NumTelefono></Telefono></Receptor>';
		const item = read(HACIENDA.replace(/<Receptor>[^]*<\/Receptor>/, buyer));
		expect(item.buyer).toMatchObject({
			name: 'Jane Doe',
			taxId: 'X-77',
			phone: '5551234',
			address: { street: '1 Main St, Springfield', countryCode: null },
		});
	});

	test.each([
		['1', 'San José'],
		['2', 'Alajuela'],
		['3', 'Cartago'],
		['4', 'Heredia'],
		['5', 'Guanacaste'],
		['6', 'Puntarenas'],
		['7', 'Limón'],
		['8', null],
		['constructor', null],
	])('province %s: %s', (code, name) => {
		const item = read(HACIENDA.replace('<Provincia>1<', `<Provincia>${code}<`));
		expect(item.seller?.address?.region).toBe(name);
		expect(item.references.sellerLocation).toBe(`${code}-01-08`);
	});

	test('of several addresses the first', () => {
		const more = '<CorreoElectronico>otro@volcan.example</CorreoElectronico></Emisor>';
		expect(read(change(HACIENDA, ['</Emisor>', more])).seller?.email).toBe('facturacion@volcan.example');
	});
});

describe('lines', () => {
	test('codes: the seller’s, else the catalogue’s, in each version', () => {
		const sku = (xml: string) => read(xml).lines[0].sku;
		const own = /<CodigoComercial>[^]*?<\/CodigoComercial>/;
		expect(sku(HACIENDA)).toBe('SJO-LIB-EXP');
		expect(sku(change(HACIENDA, ['<Tipo>01</Tipo>', '<Tipo>04</Tipo>']))).toBe('6422100000100');
		expect(sku(HACIENDA.replaceAll('CodigoCABYS>', 'Codigo>').replace(own, ''))).toBe('6422100000100');
		expect(
			sku(
				HACIENDA.replace(own, '').replace(
					/<CodigoCABYS>.*?<\/CodigoCABYS>/,
					'<Codigo><Tipo>01</Tipo><Codigo>OLD-1</Codigo></Codigo>',
				),
			),
		).toBe('OLD-1');
	});

	test('discounts: the sum, and the place that 4.2 had', () => {
		const discount = (xml: string) => read(xml).lines[0].discount;
		const more = '</Descuento><Descuento><MontoDescuento>0.5</MontoDescuento></Descuento>';
		expect(discount(change(HACIENDA, ['</Descuento>', more]))).toBe(3600.5);
		const older = HACIENDA.replace(
			/<Descuento>[^]*<\/Descuento>/,
			'<MontoDescuento>3600.00000</MontoDescuento>',
		);
		expect(discount(older)).toBe(3600);
		expect(read(HACIENDA).lines[1].discount).toBeNull();
	});

	test('before 4.4 the tax of a line is what it costs beyond its subtotal', () => {
		const item = read(HACIENDA.replace(/<ImpuestoNeto>.*?<\/ImpuestoNeto>/, ''));
		expect(item.lines[0]).toMatchObject({ net: 32400, tax: 4212, gross: 36612 });
	});

	test.each([
		...['02', '03', '04', '06', '07', '08', '09'].map((code) => [code, 'S'] as const),
		...['01', '05', '11'].map((code) => [code, 'Z'] as const),
		['10', 'E'],
		['12', null],
		['constructor', null],
	] as const)('rate code %s: category %s', (code, category) => {
		const changed = HACIENDA.replaceAll('<CodigoTarifaIVA>08<', `<CodigoTarifaIVA>${code}<`);
		const item = read(changed);
		expect(item.lines[0].taxCategory).toBe(category);
		expect(item.taxes[0].category).toBe(category);
		const unknown = 'tax-category-unknown taxes[0].category';
		expect(codes(item).filter((issue) => issue.startsWith('tax-category'))).toEqual(
			category ? [] : [unknown],
		);
		// The name in version 4.3.
		expect(read(changed.replaceAll('CodigoTarifaIVA', 'CodigoTarifa')).lines[0].taxCategory).toBe(category);
	});

	test.each(['01', '07', '08'])('tax %s is IVA', (code) => {
		const { taxes, lines } = read(HACIENDA.replace(/(<Impuesto>\s*<Codigo>)01/, `$1${code}`));
		expect(taxes[0].name).toBe('IVA');
		expect(lines[0]).toMatchObject({ taxRate: 13, taxCategory: 'S' });
	});

	test('another tax has its code for a name, and no rate of IVA', () => {
		const { taxes, lines } = read(
			HACIENDA.replace(
				/<Impuesto>[^]*?<\/Impuesto>/,
				'<Impuesto><Codigo>02</Codigo><Tarifa>10</Tarifa><Monto>3240</Monto></Impuesto>',
			),
		);
		expect(lines[0]).toMatchObject({ taxRate: null, taxCategory: null });
		expect(taxes[0]).toEqual({ category: null, name: '02', rate: 10, taxableAmount: 32400, taxAmount: 3240 });
	});
});

describe('taxes and totals', () => {
	test('without totals of the taxes, the sum of the lines', () => {
		const { taxes } = read(HACIENDA.replace(/<TotalDesgloseImpuesto>[^]*<\/TotalDesgloseImpuesto>/, ''));
		expect(taxes.map(({ taxAmount }) => taxAmount)).toEqual([4212, 0]);
	});

	test('the total that was sent goes before the sum', () => {
		const { taxes } = read(
			change(HACIENDA, ['<TotalMontoImpuesto>4212.00000', '<TotalMontoImpuesto>4212.01']),
		);
		expect(taxes[0].taxAmount).toBe(4212.01);
	});

	test('two rates under one code are no rate', () => {
		const { taxes } = read(HACIENDA.replaceAll('<CodigoTarifaIVA>10<', '<CodigoTarifaIVA>08<'));
		expect(taxes).toMatchObject([{ rate: null, taxableAmount: 37400 }]);
	});

	test('returned tax, and no charges', () => {
		const { totals } = read(
			change(
				HACIENDA,
				['</TotalImpuesto>', '</TotalImpuesto><TotalIVADevuelto>12.5</TotalIVADevuelto>'],
				[/<TotalOtrosCargos>.*<\/TotalOtrosCargos>/, ''],
				[/<OtrosCargos>[^]*<\/OtrosCargos>/, ''],
			),
		);
		expect(totals).toMatchObject({
			tax: 4212,
			withheld: 12.5,
			due: 42112,
			gross: 42124.5,
			lines: 37400,
			charges: null,
			net: 37400,
			discount: null,
		});
	});

	test('other charges: their total, else their sum', () => {
		const second = '</OtrosCargos><OtrosCargos><MontoCargo>7.5</MontoCargo></OtrosCargos>';
		const two = change(HACIENDA, ['</OtrosCargos>', second]);
		expect(read(two)).toMatchObject({
			totals: { charges: 500 },
			issues: [{ code: 'sum-mismatch', path: 'totals.charges' }],
		});
		const untotalled = change(two, [/<TotalOtrosCargos>.*<\/TotalOtrosCargos>/, '']);
		expect(read(untotalled)).toMatchObject({ totals: { charges: 507.5, net: 37907.5 }, issues: [] });
	});

	test('five fraction digits stay', () => {
		const item = read(change(HACIENDA, ['<TotalComprobante>42112.00000', '<TotalComprobante>42112.12345']));
		expect(item.totals.gross).toBe(42112.12345);
	});
});

describe('answer of the tax authority', () => {
	const answer = (verdict: string) =>
		read(
			`<MensajeHacienda xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeHacienda"><Clave>506</Clave><NombreEmisor>Buses</NombreEmisor><TipoIdentificacionEmisor>02</TipoIdentificacionEmisor><NumeroCedulaEmisor>3101999999</NumeroCedulaEmisor><NombreReceptor>Hotel</NombreReceptor><TipoIdentificacionReceptor>01</TipoIdentificacionReceptor><NumeroCedulaReceptor>1</NumeroCedulaReceptor><Mensaje>${verdict}</Mensaje><EstadoMensaje>x</EstadoMensaje><DetalleMensaje>La firma no es válida</DetalleMensaje><MontoTotalImpuesto>4212.00000</MontoTotalImpuesto><TotalFactura>42112.00000</TotalFactura></MensajeHacienda>`,
		);

	test('accepted', () => {
		const item = answer('1');
		expect(item).toMatchObject({
			kind: null,
			status: 'issued',
			number: null,
			currency: null,
			seller: { name: 'Buses', taxId: '3101999999' },
			buyer: { name: 'Hotel', taxId: '1' },
			totals: { tax: 4212, gross: 42112, net: null },
			references: { authorizationNumber: '506', sellerIdType: '02', buyerIdType: '01' },
			issues: [],
		});
	});

	test('rejected: nobody may take it for an invoice', () => {
		const item = answer('3');
		expect(item.status).toBeNull();
		expect(item.issues).toEqual([
			{
				code: 'rejected-by-tax-authority',
				path: 'status',
				message: 'Hacienda rejected the document: La firma no es válida',
			},
		]);
	});

	test.each(['2', '', 'constructor'])('the unknown word %j', (verdict) => {
		const item = answer(verdict);
		expect([item.status, codes(item)]).toEqual([null, ['status-unknown status']]);
	});
});

test('total: whatever is cut out or put in, there is an item', () => {
	const strict = invoiceSchema.strict();
	const pieces = HACIENDA.trim()
		.replace(/>\s+</g, '><')
		.match(/<[^>]+>|[^<]+/g)!;
	fc.assert(
		fc.property(
			fc.array(
				fc.tuple(fc.nat(pieces.length - 1), fc.constantFrom('', 'x', '-1', '1e99', 'constructor', '99999')),
				{
					maxLength: 6,
				},
			),
			(changes) => {
				const copy = [...pieces];
				for (const [at, text] of changes) if (!copy[at].startsWith('<')) copy[at] = text;
				expect(strict.safeParse(read(copy.join(''))).error).toBeUndefined();
			},
		),
		{ numRuns: 300 },
	);
	for (const root of [
		'FacturaElectronica',
		'NotaCreditoElectronica',
		'ReciboElectronicoPago',
		'MensajeHacienda',
	]) {
		expect(strict.safeParse(read(`<${root}/>`)).error).toBeUndefined();
	}
});

describe('a tax that is exempt in part', () => {
	const EXEMPT = readFileSync('test/samples/einvoice/cases/hacienda-exoneracion-partial.xml', 'utf8');
	const only = (xml: string) => {
		const { taxes, lines } = read(xml);
		return [taxes[0], lines[0]] as const;
	};

	test.each<[string, Array<readonly [string | RegExp, string]>, object]>([
		['as 4.3 has it', [], { rate: 5, category: 'S', taxAmount: 50 }],
		[
			'as 4.4 has it',
			[[/PorcentajeExoneracion/g, 'TarifaExonerada']],
			{ rate: 5, category: 'S', taxAmount: 50 },
		],
		['as 4.2 has it', [[/MontoExoneracion/g, 'MontoImpuesto']], { rate: 5, category: 'S', taxAmount: 50 }],
		[
			'by a share of the tax: no rate follows',
			[['<PorcentajeExoneracion>8<', '<PorcentajeExoneracion>62<']],
			{ rate: null, category: 'S', taxAmount: 50 },
		],
		[
			'all of it',
			[
				['<PorcentajeExoneracion>8<', '<PorcentajeExoneracion>13<'],
				['<MontoExoneracion>80.00000<', '<MontoExoneracion>130<'],
			],
			{ rate: 0, category: 'E', taxAmount: 0 },
		],
	])('%s', (_name, changes, expected) => {
		expect(only(change(EXEMPT, ...changes))[0]).toMatchObject(expected);
	});

	test('stands apart from what is taxed in full', () => {
		const line = /<LineaDetalle>.*<\/LineaDetalle>/.exec(EXEMPT)![0];
		const full = line
			.replace(/<Exoneracion>.*<\/Exoneracion>/, '')
			.replace('<NumeroLinea>1<', '<NumeroLinea>2<');
		const { taxes, lines } = read(change(EXEMPT, [line, line + full]));
		expect(taxes).toMatchObject([
			{ rate: 5, taxAmount: 50 },
			{ rate: 13, taxAmount: 130 },
		]);
		expect(lines.map(({ taxRate }) => taxRate)).toEqual([5, 13]);
	});
});

describe('a whole document, whose sums are right', () => {
	const LINES = [
		{ net: 1000, taxes: [iva(13, 130)], tax: 130 },
		{ net: 500, taxes: [iva(4, 20, '', '04')], tax: 20 },
	];
	const DOLLARS =
		'<CodigoTipoMoneda><CodigoMoneda>USD</CodigoMoneda><TipoCambio>512.34</TipoCambio></CodigoTipoMoneda>';
	const CHARGE = (name: string, amount: number) =>
		`<OtrosCargos><${name}>06</${name}><Detalle>Servicio 10 %</Detalle><MontoCargo>${amount}</MontoCargo></OtrosCargos>`;

	test.each<[string, Partial<HaciendaDocument>, object]>([
		['as it is', {}, { net: 1500, tax: 150, gross: 1650, withheld: null, due: null }],
		['tax given back', { returned: 20 }, { tax: 150, gross: 1650, withheld: 20, due: 1630 }],
		['no tax given back', { returned: 0 }, { gross: 1650, withheld: null, due: null }],
		[
			'other charges',
			{ charges: 150, others: CHARGE('TipoDocumentoOC', 100) + CHARGE('TipoDocumento', 50) },
			{ lines: 1500, charges: 150, net: 1650, tax: 150, gross: 1800 },
		],
		[
			'other charges, and tax given back',
			{ charges: 100, others: CHARGE('TipoDocumentoOC', 100), returned: 20 },
			{ charges: 100, net: 1600, gross: 1750, withheld: 20, due: 1730 },
		],
		['another currency', { currency: DOLLARS }, { net: 1500, gross: 1650 }],
	])('%s', async (_name, document, totals) => {
		for (const version of ['4.3', '4.4'] as const) {
			for (const root of [
				'FacturaElectronica',
				'FacturaElectronicaCompra',
				'FacturaElectronicaExportacion',
				'TiqueteElectronico',
				'NotaCreditoElectronica',
				'NotaDebitoElectronica',
			]) {
				const lines = LINES.map((line) => ({
					...line,
					taxes: line.taxes.map((tax) => (version === '4.4' ? tax : tax.replaceAll('TarifaIVA', 'Tarifa'))),
				}));
				const item = await readHacienda({ version, root, lines, ...document });
				expect(item.totals).toMatchObject(totals);
				expect([item.currency, item.exchangeRate]).toEqual(
					document.currency === undefined ? ['CRC', null] : ['USD', 512.34],
				);
				expect(codes(item)).toEqual([]);
			}
		}
	});

	test('a total that is not right', async () => {
		for (const due of [1649, 16500]) {
			expect(codes(await readHacienda({ lines: LINES, due }))).toEqual(['sum-mismatch totals.gross']);
		}
	});

	test('bought from a foreigner, and a receipt without a buyer', async () => {
		const foreign =
			'<Receptor><Nombre>Cliente SRL</Nombre><Identificacion><Tipo>02</Tipo><Numero>3102000000</Numero></Identificacion></Receptor>';
		expect(
			codes(await readHacienda({ root: 'FacturaElectronicaCompra', lines: LINES, buyer: foreign })),
		).toEqual([]);
		expect(codes(await readHacienda({ root: 'TiqueteElectronico', lines: LINES, buyer: '' }))).toEqual([]);
		expect(codes(await readHacienda({ lines: LINES, buyer: '' }))).toEqual(['buyer-name-missing buyer.name']);
	});
});

test.each([
	['30', '2026-04-13', []],
	['30 d\u00edas', null, ['date-unknown dueDate']],
	['un mes', null, ['date-unknown dueDate']],
	['-30', null, ['date-unknown dueDate']],
])('%j of credit', (period, dueDate, issues) => {
	const item = read(HACIENDA.replace(/(<PlazoCredito>)[^<]*/, `$1${period}`));
	expect([item.dueDate, codes(item)]).toEqual([dueDate, issues]);
});

describe('without a taxable amount of its own, the tax alone in a line is of the subtotal', () => {
	const document = (rate: number, more = '', version: '4.3' | '4.4' = '4.3'): HaciendaDocument => ({
		version,
		lines: [{ net: 1000, taxes: [iva(rate, 40, more, '08', version)], tax: 40 }],
	});
	test.each([4.5, 41, 13])('%f %% of 1000 is not 40', async (rate) => {
		const item = await readHacienda(document(rate));
		expect(codes(item)).toContain('tax-mismatch lines[0].taxRate');
	});
	test('but it is, at 4 %, or with a factor', async () => {
		for (const known of [document(4), document(13, '<FactorIVA>0.04</FactorIVA>')]) {
			expect(codes(await readHacienda(known))).not.toContain('tax-mismatch lines[0].taxRate');
		}
	});
});

test('a total without tax that is missing has an issue', async () => {
	const result = await readEInvoice(
		Buffer.from(HACIENDA.replace(/<TotalVentaNeta>.*?<\/TotalVentaNeta>/, '')),
	);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value.totals.net).toBeNull();
	expect(codes(result.value)).toContain('figure-missing totals.net');
});
