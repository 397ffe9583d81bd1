import fc from 'fast-check';
import { checkAuthorization } from '../../../../../nodes/shared/einvoice/formats/fel/read';
import { Findings } from '../../../../../nodes/shared/invoice/findings';
import { invoiceSchema } from '../../../../../nodes/shared/invoice/schema';
import { readEInvoice } from '../../../../../nodes/shared/einvoice/read';
import { change, codes, FEL, read } from '../../../../support/einvoice/documents.mts';

const withType = (type: string) => read(FEL.replace('Tipo="FACT"', `Tipo="${type}"`));
const complement = (content: string) =>
	change(FEL, [
		'</dte:Totales>',
		`</dte:Totales><dte:Complementos><dte:Complemento IDComplemento="1" NombreComplemento="n" URIComplemento="u">${content}</dte:Complemento></dte:Complementos>`,
	]);

describe('kind', () => {
	const INVOICES = [
		'FACT',
		'FCAM',
		'FPEQ',
		'FCAP',
		'FESP',
		'NDEB',
		'FACA',
		'FCCA',
		'FAPE',
		'FCPE',
		'FAAE',
		'FCAE',
		...['FEPE', 'FARP', 'FCRP', 'FAPC', 'FCPC'],
	];

	test.each(INVOICES)('%s is an invoice', (type) => {
		const item = withType(type);
		expect([item.kind, item.references.documentType]).toEqual(['invoice', type]);
		expect(codes(item)).toEqual([]);
	});

	test.each(['NCRE', 'NABN'])('%s is a credit note, its amounts as they are', (type) => {
		expect(withType(type)).toMatchObject({ kind: 'creditNote', totals: { gross: 285 } });
	});

	test.each(['RDON', 'RECI', 'XXXX', 'constructor', 'fact'])('%s is neither', (type) => {
		const item = withType(type);
		expect([item.kind, item.references.documentType]).toEqual([null, type]);
		expect(codes(item)).toEqual(['kind-unknown kind']);
	});

	test('none at all', () => {
		expect(codes(read(change(FEL, [' Tipo="FACT"', ''])))).toEqual(['kind-unknown kind']);
	});
});

describe('a code of IVA that SAT does not have', () => {
	test.each([
		['3', '3 is not a CodigoUnidadGravable of IVA: 1 is taxed, 2 is not'],
		['', 'The IVA has no CodigoUnidadGravable: 1 is taxed, 2 is not'],
	])('%j is named', (code, message) => {
		const item = read(FEL.replaceAll(/<dte:CodigoUnidadGravable>1</g, `<dte:CodigoUnidadGravable>${code}<`));
		expect(item.taxes[0]).toMatchObject({ category: null, rate: null, name: 'IVA' });
		expect(item.issues).toContainEqual({ code: 'tax-category-unknown', path: 'taxes[0].category', message });
	});
});

describe('header', () => {
	test('the date is the one that is written, with or without a zone', () => {
		expect(read(FEL).issueDate).toBe('2026-02-11');
		for (const written of ['2026-02-11T23:59:59', '2026-02-11', ' 2026-02-11T00:00:00Z']) {
			expect(read(change(FEL, ['2026-02-11T22:41:07.000-06:00', written])).issueDate).toBe('2026-02-11');
		}
		const odd = read(change(FEL, ['2026-02-11T22:41:07.000-06:00', '2026-02-30T00:00:00']));
		expect([odd.issueDate, codes(odd)]).toEqual([null, ['date-unknown issueDate']]);
	});

	test('what is not certified has neither number nor status', () => {
		const item = read(change(FEL, [/<dte:Certificacion>[^]*<\/dte:Certificacion>/, '']));
		expect(item).toMatchObject({ number: null, status: null, kind: 'invoice', totals: { gross: 285 } });
		expect(item.references).toEqual({ documentType: 'FACT', sellerEstablishment: '3' });
	});

	test('the access number of a document made offline', () => {
		const item = read(change(FEL, ['CodigoMoneda="GTQ"', 'CodigoMoneda="GTQ" NumeroAcceso="123456789"']));
		expect(item.references.accessNumber).toBe('123456789');
	});

	test('currency', () => {
		expect(read(change(FEL, ['CodigoMoneda="GTQ"', 'CodigoMoneda="usd"'])).currency).toBe('USD');
		const odd = read(change(FEL, ['CodigoMoneda="GTQ"', 'CodigoMoneda="QQQ"']));
		expect([odd.currency, codes(odd)]).toEqual([null, ['currency-unknown currency']]);
	});

	test('prefix and version of the namespace do not matter', () => {
		const other = FEL.replaceAll('dte:', 'x:').replaceAll(':dte=', ':x=').replaceAll('0.2.0', '0.1.0');
		expect(read(other)).toEqual(read(FEL));
		expect(read(FEL.replaceAll('dte:', '').replaceAll('xmlns:dte', 'xmlns'))).toEqual(read(FEL));
	});
});

describe('parties', () => {
	test('CF is a buyer without a tax number', () => {
		const item = read(change(FEL, ['IDReceptor="8888887K"', 'IDReceptor="CF"']));
		expect(item.buyer).toMatchObject({ taxId: null, name: 'TURISMO DEL ALTIPLANO & CÍA. LTDA.' });
	});

	test('an empty attribute says nothing', () => {
		const item = read(
			change(
				FEL,
				['CorreoReceptor="compras@altiplano.example"', 'CorreoReceptor=""'],
				['CorreoEmisor="facturas@autobuses-ejemplo.example"', 'CorreoEmisor=" "'],
			),
		);
		expect([item.buyer?.email, item.seller?.email]).toEqual([null, null]);
	});

	test('a buyer without an address', () => {
		const item = read(change(FEL, [/<dte:DireccionReceptor>[^]*<\/dte:DireccionReceptor>/, '']));
		expect(item.buyer).toMatchObject({ taxId: '8888887K', address: null });
	});

	test('an unknown country', () => {
		const item = read(change(FEL, ['<dte:Pais>GT</dte:Pais>', '<dte:Pais>Guatemala</dte:Pais>']));
		expect([item.seller?.address?.countryCode, codes(item)]).toEqual([
			null,
			['country-unknown seller.address.countryCode'],
		]);
	});

	test('names keep their blanks', () => {
		const item = read(change(FEL, ['NombreComercial="AUTOBUSES EJEMPLO"', 'NombreComercial=" A  B "']));
		expect(item.seller?.name).toBe(' A  B ');
	});
});

describe('items', () => {
	const tourism =
		'<dte:Impuesto><dte:NombreCorto>TURISMO PASAJES</dte:NombreCorto><dte:CodigoUnidadGravable>1</dte:CodigoUnidadGravable><dte:CantidadUnidadesGravables>2</dte:CantidadUnidadesGravables><dte:MontoImpuesto>40.00</dte:MontoImpuesto></dte:Impuesto></dte:Impuestos>';

	test('a second tax on an item', () => {
		const item = read(
			change(
				FEL,
				['</dte:Impuestos>', tourism],
				['<dte:Total>225.000000', '<dte:Total>265.000000'],
				[
					'</dte:TotalImpuestos>',
					'<dte:TotalImpuesto NombreCorto="TURISMO PASAJES" TotalMontoImpuesto="40"/></dte:TotalImpuestos>',
				],
				['<dte:GranTotal>285.000000', '<dte:GranTotal>325.000000'],
			),
		);
		expect(item.lines[0]).toMatchObject({
			tax: 64.107143,
			net: 200.892857,
			gross: 265,
			taxRate: 12,
			taxCategory: 'S',
		});
		expect(item.taxes).toEqual([
			{ category: 'S', name: 'IVA', rate: 12, taxableAmount: 254.464286, taxAmount: 30.535714 },
			{ category: null, name: 'TURISMO PASAJES', rate: null, taxableAmount: null, taxAmount: 40 },
		]);
		expect(item.totals).toMatchObject({ lines: 254.464286, net: 254.464286, tax: 70.535714, gross: 325 });
		expect(codes(item)).toEqual([]);
	});

	test.each([
		['1', 12, 'S'],
		['2', 0, 'Z'],
		['3', null, null],
		['constructor', null, null],
	])('IVA with the code %s', (code, rate, category) => {
		const item = read(FEL.replaceAll('Gravable>1<', `Gravable>${code}<`));
		expect(item.lines[0]).toMatchObject({ taxRate: rate, taxCategory: category });
		expect(item.taxes).toEqual([
			{ category, name: 'IVA', rate, taxableAmount: 254.464286, taxAmount: 30.535714 },
		]);
	});

	test('a small contributor shows no tax: net and tax are not known', () => {
		const small = FEL.replaceAll(/<dte:Impuestos>[^]*?<\/dte:Impuestos>/g, '').replace(
			/<dte:TotalImpuestos>[^]*<\/dte:TotalImpuestos>/,
			'',
		);
		const item = read(small);
		expect(codes(item)).toEqual([]);
		const wrong = read(change(small, ['<dte:GranTotal>285.000000', '<dte:GranTotal>2850.00']));
		expect(codes(wrong)).toEqual(['sum-mismatch totals.gross']);
		const rounded = read(change(small, ['<dte:GranTotal>285.000000', '<dte:GranTotal>285.01']));
		expect(codes(rounded)).toEqual([]);
		expect(item.lines[0]).toMatchObject({ gross: 225, net: null, tax: null });
		expect(item.totals).toMatchObject({ lines: null, net: null, tax: null, gross: 285 });
		expect(item.taxes).toEqual([]);
	});

	test('without totals of the taxes, the sum of the lines', () => {
		const item = read(FEL.replace(/<dte:TotalImpuestos>[^]*<\/dte:TotalImpuestos>/, ''));
		expect(item.totals).toMatchObject({ net: 254.464286, tax: 30.535714, gross: 285 });
		expect(codes(item)).toEqual([]);
	});

	test.each([
		['a price', '<dte:PrecioUnitario>125.000000', '<dte:PrecioUnitario>126'],
		['a quantity', '<dte:Cantidad>2', '<dte:Cantidad>20'],
		['a discount', /<dte:Descuento>25\.?0*/, '<dte:Descuento>2.5'],
	])('%s that does not give the total of the line', (_name, from, to) => {
		expect(codes(read(change(FEL, [from, to])))).toEqual(['line-mismatch lines[0].gross']);
	});

	test('a total of a tax that differs from the lines', () => {
		const item = read(change(FEL, ['TotalMontoImpuesto="30.535714"', 'TotalMontoImpuesto="30.54"']));
		expect(codes(item)).toEqual(['sum-mismatch taxes[0].taxAmount']);
		expect(item.totals.tax).toBe(30.54);
		expect(item.taxes[0].taxAmount).toBe(30.535714);
	});

	test('amounts are exact, however they are written', () => {
		const item = read(
			change(
				FEL,
				['<dte:PrecioUnitario>125.000000', '<dte:PrecioUnitario> .1 '],
				['<dte:Cantidad>2', '<dte:Cantidad>+2.'],
				['<dte:GranTotal>285.000000', '<dte:GranTotal>9007199254740993.01'],
			),
		);
		expect(item.lines[0]).toMatchObject({ unitPrice: 0.1, quantity: 2 });
		expect(item.totals.gross).toBeNull();
		expect(codes(item)).toContain('amount-not-exact totals.gross');
	});

	test('what is no number is null, and reported', () => {
		const item = read(change(FEL, ['<dte:PrecioUnitario>125.000000', '<dte:PrecioUnitario>1,250.00']));
		expect(item.lines[0]).toMatchObject({ unitPrice: null, unitPriceIncludesTax: null });
		expect(codes(item)).toEqual(['amount-unknown lines[0].unitPrice']);
	});
});

describe('complements', () => {
	const instalment = (number: number, due: string, sum: string) =>
		`<c:Abono><c:NumeroAbono>${number}</c:NumeroAbono><c:FechaVencimiento>${due}</c:FechaVencimiento><c:MontoAbono>${sum}</c:MontoAbono></c:Abono>`;
	const credit = (...instalments: string[]) =>
		read(
			complement(
				`<c:AbonosFacturaCambiaria Version="1" xmlns:c="http://www.sat.gob.gt/dte/fel/CompCambiaria/0.1.0">${instalments.join('')}</c:AbonosFacturaCambiaria>`,
			),
		);

	test('one instalment is the due date', () => {
		expect(credit(instalment(1, '2026-03-11', '285.00'))).toMatchObject({
			dueDate: '2026-03-11',
			payment: null,
		});
	});

	test('those of a foreign namespace are none', () => {
		const foreign = '<o:Abono xmlns:o="urn:other"><o:MontoAbono>99</o:MontoAbono></o:Abono>';
		const inside = '<o:FechaVencimiento xmlns:o="urn:other">2027-01-01</o:FechaVencimiento>';
		const own = instalment(1, '2026-03-11', '285.00').replace(/<c:Abono[^>]*>/, `$&${inside}`);
		expect(own).toContain(inside);
		expect(credit(foreign, own)).toMatchObject({ dueDate: '2026-03-11', payment: null, issues: [] });
	});

	test('several are the terms', () => {
		const item = credit(instalment(1, '2026-03-11', '100.00'), instalment(2, '2026-04-11', '185'));
		expect(item.dueDate).toBeNull();
		expect(item.payment?.terms).toBe('1: 2026-03-11, 100; 2: 2026-04-11, 185');
	});

	test('none', () => {
		expect(credit()).toMatchObject({ dueDate: null, payment: null, issues: [] });
	});

	test.each([
		['one', [instalment(1, '2026-03-11', '28.50')], '2026-03-11', '1: 2026-03-11, 28.5'],
		[
			'two',
			[instalment(1, '2026-03-11', '100'), instalment(2, '2026-04-11', '1850')],
			null,
			'1: 2026-03-11, 100; 2: 2026-04-11, 1850',
		],
	])('%s that do not make up the total', (_name, instalments, dueDate, terms) => {
		const item = credit(...instalments);
		expect(item).toMatchObject({ dueDate, payment: { terms } });
		expect(codes(item)).toEqual(['sum-mismatch payment.terms']);
	});

	test('one whose date is none', () => {
		const item = credit(instalment(1, '11/03/2026', '285'));
		expect(item).toMatchObject({ dueDate: null, payment: { terms: '1: 11/03/2026, 285' } });
		expect(codes(item)).toEqual(['date-unknown dueDate']);
	});

	// The schema has Nota, some documents have Notas.
	test.each(['ComplementoReferenciaNota', 'ComplementoReferenciaNotas', 'Other'])(
		'what a note refers to, in the namespace %s',
		(namespace) => {
			const note = `<c:ReferenciasNota xmlns:c="http://www.sat.gob.gt/face2/${namespace}/0.1.0" Version="1" NumeroAutorizacionDocumentoOrigen="A1B2" MotivoAjuste="Devolución &amp; más" FechaEmisionDocumentoOrigen="2026-01-01" SerieDocumentoOrigen="A1" NumeroDocumentoOrigen="7"/>`;
			for (const [type, kind] of [
				['NCRE', 'creditNote'],
				['NABN', 'creditNote'],
				['NDEB', 'invoice'],
			]) {
				const item = read(change(complement(note), ['Tipo="FACT"', `Tipo="${type}"`]));
				expect(item).toMatchObject({
					kind,
					precedingInvoiceNumber: 'A1B2',
					note: 'Devolución & más',
					references: {
						precedingInvoiceDate: '2026-01-01',
						precedingInvoiceSeries: 'A1',
						precedingDocumentNumber: '7',
					},
					issues: [],
				});
				expect(item.references).not.toHaveProperty('furtherPrecedingInvoices');
			}
		},
	);

	test('several documents that a note refers to, one on paper', () => {
		const note = (id: string, more = '') =>
			`<c:ReferenciasNota xmlns:c="http://www.sat.gob.gt/face2/ComplementoReferenciaNota/0.1.0" NumeroAutorizacionDocumentoOrigen="${id}" MotivoAjuste="Error" FechaEmisionDocumentoOrigen="2026-01-0${id}"${more}/>`;
		const item = read(complement(note('1', ' RegimenAntiguo="Antiguo"') + note('2') + note('3')));
		expect(item).toMatchObject({
			precedingInvoiceNumber: '1',
			note: 'Error',
			references: {
				precedingInvoiceRegime: 'Antiguo',
				furtherPrecedingInvoices: '2, 3',
				furtherPrecedingInvoiceDates: '2026-01-02; 2026-01-03',
			},
			issues: [],
		});
		const many = read(complement(note('1').repeat(101)));
		expect(codes(many)).toEqual(['complement-unread references']);
	});
});

describe('annulment', () => {
	const XML = `<?xml version="1.0" encoding="UTF-8"?>
<ns:GTAnulacionDocumento xmlns:ns="http://www.sat.gob.gt/dte/fel/0.1.0" Version="0.1"><ns:SAT><ns:AnulacionDTE ID="DatosCertificados">
<ns:DatosGenerales FechaEmisionDocumentoAnular="2026-02-11T22:41:07-06:00" FechaHoraAnulacion="2026-02-12T23:30:00-06:00" ID="DatosAnulacion" IDReceptor="8888887K" MotivoAnulacion="Viaje cancelado" NITEmisor="99999981" NumeroDocumentoAAnular="7C3F91A2-5B1E-4D60-9A47-2E6C0F8B13D5"/>
<ns:Certificacion><ns:NITCertificador>12521337</ns:NITCertificador><ns:NombreCertificador>INFILE, S.A.</ns:NombreCertificador><ns:FechaHoraCertificacion>2026-02-12T23:30:01-06:00</ns:FechaHoraCertificacion></ns:Certificacion>
</ns:AnulacionDTE></ns:SAT></ns:GTAnulacionDocumento>`;

	test('says that a document is void, and nothing of its amounts', () => {
		const item = read(XML);
		expect(item).toMatchObject({
			kind: null,
			status: 'void',
			number: null,
			issueDate: '2026-02-12',
			note: 'Viaje cancelado',
			seller: { taxId: '99999981' },
			buyer: { taxId: '8888887K' },
			lines: [],
			taxes: [],
		});
		expect(item.references).toEqual({
			authorizationNumber: '7C3F91A2-5B1E-4D60-9A47-2E6C0F8B13D5',
			annulledIssueDate: '2026-02-11T22:41:07-06:00',
			certifierTaxId: '12521337',
			certifiedAt: '2026-02-12T23:30:01-06:00',
		});
		expect(Object.values(item.totals).every((value) => value === null)).toBe(true);
		expect(codes(item)).toEqual([]);
	});

	test('of a buyer without a tax number', () => {
		expect(read(change(XML, ['8888887K', 'CF'])).buyer).toBeNull();
	});
});

describe('checkAuthorization', () => {
	const AUTHORIZATION = 'BD2ECBAC-4B37-4760-8DD9-9D50C3C9B194';
	const check = (
		series: string | null,
		number: string | null,
		authorizationNumber: string | null = AUTHORIZATION,
	) => {
		const findings = new Findings();
		checkAuthorization({ authorizationNumber, series, number }, findings);
		return findings.issues.map(({ code, path }) => `${code} ${path}`);
	};

	test.each([
		['BD2ECBAC', '1261913952', []],
		['bd2ecbac', '1261913952', []],
		[null, null, []],
		['456889', '1261913952', ['series-mismatch references.series']],
		['BD2ECBAC', '1261913953', ['number-mismatch number']],
		['PRUEBAS', '1', []],
	])('series %s, number %s', (series, number, issues) => {
		expect(check(series, number)).toEqual(issues);
	});

	test('other authorizations say nothing', () => {
		expect(check('1', '2', '50614032600310199999900100001010000000123187654321')).toEqual([]);
		expect(check('1', '2', null)).toEqual([]);
		expect(check('bd2ecbac', '1261913952', AUTHORIZATION.toLowerCase())).toEqual([]);
	});

	test('in a document', () => {
		expect(codes(read(change(FEL, ['Serie="7C3F91A2"', 'Serie="00000000"'])))).toEqual([
			'series-mismatch references.series',
		]);
		const test_ = read(change(FEL, ['Serie="7C3F91A2"', 'Serie="**PRUEBAS**"']));
		expect([test_.references.series, codes(test_)]).toEqual(['PRUEBAS', []]);
	});
});

test('total: whatever is cut out or put in, there is an item', () => {
	const strict = invoiceSchema.strict();
	const pieces = FEL.match(/<[^>]+>|[^<]+/g)!;
	fc.assert(
		fc.property(
			fc.array(
				fc.tuple(fc.nat(pieces.length - 1), fc.constantFrom('', 'x', '-1', '1e99', 'constructor', ' ')),
				{
					maxLength: 6,
				},
			),
			(changes) => {
				const copy = [...pieces];
				// Change only texts and attribute values, so that it remains XML.
				for (const [at, text] of changes) {
					copy[at] = copy[at].startsWith('<') ? copy[at].replace(/="[^"]*"/, `="${text}"`) : text;
				}
				let item;
				try {
					item = read(copy.join(''));
				} catch (error) {
					expect(String(error)).toMatch(/The XML|no reader/);
					return;
				}
				expect(strict.safeParse(item).error).toBeUndefined();
			},
		),
		{ numRuns: 300 },
	);
	for (const root of ['GTDocumento', 'GTAnulacionDocumento']) {
		expect(strict.safeParse(read(`<${root}/>`)).error).toBeUndefined();
	}
});

describe('complements', () => {
	const FESP = `<c:RetencionesFacturaEspecial xmlns:c="http://www.sat.gob.gt/face2/ComplementoFacturaEspecial/0.1.0" Version="1"><c:RetencionISR>5</c:RetencionISR><c:RetencionIVA>12.5</c:RetencionIVA><c:TotalMenosRetenciones>267.5</c:TotalMenosRetenciones></c:RetencionesFacturaEspecial>`;

	test.each(['RetencionISR', 'TotalMenosRetenciones'])(
		'%s of a foreign namespace is named, and not read',
		(name) => {
			const item = read(
				complement(
					FESP.replace('<c:RetencionISR>', `<o:${name} xmlns:o="urn:other">99</o:${name}><c:RetencionISR>`),
				),
			);
			expect(item.totals).toMatchObject({ withheld: 17.5, due: 267.5 });
			expect(codes(item)).toEqual(['complement-unread references']);
			expect(item.issues[0]!.message).toContain(`${name} 99`);
		},
	);

	test('what is inside an element of a foreign namespace is not read either', () => {
		for (const name of ['c:RetencionISR', 'c:TotalMenosRetenciones', 'TotalMenosRetenciones']) {
			const inside = `<o:x xmlns:o="urn:other"><${name}>99</${name}></o:x><c:RetencionISR>`;
			const item = read(complement(FESP.replace('<c:RetencionISR>', inside)));
			expect(item.totals).toMatchObject({ withheld: 17.5, due: 267.5 });
			expect(item.issues[0]!.message).toContain(`${name.replace('c:', '')} 99`);
		}
	});

	test('only so much of one is looked at, and the rest is said to be there', () => {
		const many = FESP.replace('</c:Ret', `${'<c:x/>'.repeat(6000)}$&`);
		expect(many).not.toBe(FESP);
		const item = read(complement(many.replace('<c:RetencionISR>', `${'<c:x/>'.repeat(6000)}$&`)));
		expect(item.totals).toMatchObject({ withheld: null });
		expect(item.issues[0]!.message).toContain('RetencionesFacturaEspecial (has more inside)');
	});

	test('what is due follows where no complement says it, but not from one that cannot be read', () => {
		const sent = '<c:TotalMenosRetenciones>267.5</c:TotalMenosRetenciones>';
		expect(read(complement(change(FESP, [sent, '']))).totals).toMatchObject({ withheld: 17.5, due: 267.5 });
		const odd = read(complement(change(FESP, ['267.5', '267,5'])));
		expect([odd.totals.due, codes(odd)]).toEqual([null, ['amount-unknown totals.due']]);
	});

	test('one that is sent twice counts once, and is named', () => {
		const more = FESP.replace('>5<', '>6<');
		for (const second of [FESP, more]) {
			const item = read(complement(FESP + second));
			expect(item.totals).toMatchObject({ withheld: 17.5, due: 267.5 });
			expect(codes(item)).toEqual(['complement-unread references']);
			expect(item.issues[0]!.message).toContain(second === FESP ? 'RetencionISR 5;' : 'RetencionISR 6;');
		}
		// Those of another kind are others.
		const other = FESP.replaceAll('RetencionesFacturaEspecial', 'RetencionesNuevas');
		expect(read(complement(FESP + other)).totals.withheld).toBe(35);
	});

	test('what the buyer withholds, and what is due', () => {
		const item = read(complement(FESP));
		expect(item.totals).toMatchObject({ gross: 285, withheld: 17.5, due: 267.5 });
		expect(item.issues).toEqual([]);
		// Also for another complement, and for an unknown namespace.
		const other = FESP.replace('ComplementoFacturaEspecial', 'ComplementoNuevo');
		expect(read(complement(other)).totals).toEqual(item.totals);
	});

	test('an attribute of another namespace replaces no amount', () => {
		const evil = FESP.replace(' Version="1"', '$& xmlns:x="urn:other" x:TotalMenosRetenciones="1.00"');
		const item = read(complement(evil));
		expect(item.totals.due).toBe(267.5);
		expect(codes(item)).toEqual(['complement-unread references']);
		const own = FESP.replace(
			/ Version="1">(.+)<c:Total.+(<\/c:Ret)/,
			' c:TotalMenosRetenciones="267.5">$1$2',
		);
		expect(read(complement(own)).totals.due).toBe(267.5);
	});

	test('where an export goes', () => {
		const item = read(
			complement(
				`<c:Exportacion xmlns:c="http://www.sat.gob.gt/face2/ComplementoExportaciones/0.1.0" Version="1"><c:NombreConsignatarioODestinatario>Importer Inc.</c:NombreConsignatarioODestinatario><c:DireccionConsignatarioODestinatario>Miami</c:DireccionConsignatarioODestinatario><c:INCOTERM>FOB</c:INCOTERM><c:NombreExportador>Caf\u00e9 S.A.</c:NombreExportador><c:Nuevo>7</c:Nuevo></c:Exportacion>`,
			),
		);
		expect(item).toMatchObject({
			shipTo: { name: 'Importer Inc.', address: { street: 'Miami' } },
			references: { incoterm: 'FOB', exporter: 'Caf\u00e9 S.A.' },
			issues: [
				{
					code: 'complement-unread',
					path: 'references',
					message: 'The complement Exportacion says what has no field here: Nuevo 7',
				},
			],
		});
	});

	test('the rate of a foreign currency', () => {
		const item = read(
			complement(
				'<m:MonedaExtranjera xmlns:m="urn:x" TipoCambio="7.75"><m:Total>36.77</m:Total></m:MonedaExtranjera>',
			),
		);
		expect(item.exchangeRate).toBe(7.75);
		expect(item.issues.map(({ message }) => message)).toEqual([
			'The complement MonedaExtranjera says what has no field here: Total 36.77',
		]);
	});

	test('what has no place is named, however much it is', () => {
		const many = Array.from({ length: 500 }, (_, index) => `<a${index}>${'v'.repeat(200)}</a${index}>`).join(
			'',
		);
		const { issues } = read(complement(`<CobroXCuentaAjena>${many}</CobroXCuentaAjena>`.repeat(30)));
		expect(issues).toHaveLength(21);
		expect(issues[0].message).toMatch(/^The complement CobroXCuentaAjena says .*, and 475 more$/);
		expect(issues[0].message.length).toBeLessThan(2700);
		expect(issues[20].message).toBe('Only the first 20 of 30 complements were read');
	});

	test('what is collected for others, each in full', () => {
		const one = (id: number) =>
			`<c:ItemCuentaAjena><c:NITtercero>${id}</c:NITtercero><c:NumeroDocumento>D${id}</c:NumeroDocumento><c:FechaDocumento>2026-01-0${id}</c:FechaDocumento><c:Descripcion>DAI</c:Descripcion><c:BaseImponible>${id}00</c:BaseImponible><c:MontoCobroDAI>1</c:MontoCobroDAI><c:MontoCobroIVA>2</c:MontoCobroIVA><c:MontoCobroOtros>3</c:MontoCobroOtros><c:MontoCobroTotal>6.5${id}</c:MontoCobroTotal></c:ItemCuentaAjena>`;
		const item = read(
			complement(
				`<c:CobroXCuentaAjena xmlns:c="http://www.sat.gob.gt/face2/CobroXCuentaAjena/0.1.0" Version="1">${one(1)}${one(2)}</c:CobroXCuentaAjena>`,
			),
		);
		expect(item.totals.gross).toBe(285);
		expect(codes(item)).toEqual(['complement-unread references']);
		for (const part of ['NITtercero 1', 'MontoCobroTotal 6.51', 'NITtercero 2', 'MontoCobroTotal 6.52'])
			expect(item.issues[0].message).toContain(part);
	});

	test('what is nested deeply is named, too', () => {
		const nested = (depth: number) => complement(`${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`);
		for (const [depth, said] of [
			[11, 'a x'],
			[12, 'a (has more inside)'],
			[60, 'a (has more inside)'],
		] as const) {
			expect(read(nested(depth)).issues.map(({ message }) => message)).toEqual([
				`The complement a says what has no field here: ${said}`,
			]);
		}
	});

	test('a second value of one name is named: only the first is read', () => {
		const rate = (value: string) => `<Moneda><TipoCambio>${value}</TipoCambio></Moneda>`;
		const item = read(complement(rate('7.75') + rate('7.75') + rate('7.80')));
		expect(item.exchangeRate).toBe(7.75);
		expect(item.issues.map(({ message }) => message)).toEqual([
			'The complement Moneda says what has no field here: TipoCambio 7.80',
		]);
	});

	test('how it was paid', () => {
		const paid = (code: string) => `<m:TipoFormaPago>${code}</m:TipoFormaPago>`;
		const item = read(
			complement(
				`<m:MediosDePago xmlns:m="http://www.sat.gob.gt/face2/ComplementoMediosDePago/0.1.0" Version="1">${paid('TC')}${paid('EF')}<m:Monto>10</m:Monto></m:MediosDePago>`,
			),
		);
		expect(item.payment).toMatchObject({ method: 'TC, EF', terms: null });
		expect(item.issues.map(({ message }) => message)).toEqual([
			'The complement MediosDePago says what has no field here: Monto 10',
		]);
	});

	test('of a line', () => {
		const item = read(
			change(FEL, [
				'<dte:Total>225.000000</dte:Total>',
				'<dte:Total>225.000000</dte:Total><dte:ComplementosItem><dte:ComplementoItem NombreComplementoItem="n" URIComplementoItem="u"><c:ComplementoAlItem xmlns:c="urn:c" NoItem="1"><c:CodArancelario>0901</c:CodArancelario></c:ComplementoAlItem></dte:ComplementoItem></dte:ComplementosItem>',
			]),
		);
		expect(item.issues).toEqual([
			{
				code: 'complement-unread',
				path: 'lines[0]',
				message: 'The complement ComplementoItem says what has no field here: NoItem 1; CodArancelario 0901',
			},
		]);
	});

	test('a special invoice whose figures do not add up', async () => {
		const wrong = complement(FESP.replace('267.5', '276.5'));
		const read_ = await readEInvoice(Buffer.from(wrong));
		expect(read_.ok && codes(read_.value).filter((code) => code.startsWith('sum'))).toEqual([
			'sum-mismatch totals.due',
		]);
	});
});

test('a taxable amount that is no number has an issue', () => {
	const item = read(change(FEL, [/(<dte:MontoGravable>)\d+\.\d+/, '$1100,5']));
	expect(item.taxes[0]!.taxableAmount).toBeNull();
	expect(codes(item)).toContain('amount-unknown taxes[0].taxableAmount');
});
