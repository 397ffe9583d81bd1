/** Documents in the supported formats with one list as long as a file allows, or an odd value in every line. */
import type { Cases } from './bounds.mts';
import { ubl } from './xml.mts';

const MB = 1024 * 1024;
/** Just below the limit of elements within one element. */
const MOST = 49_000;

/** A text of as many lines as one can have. */
const LINES = `a${'\n'.repeat(999_000)}`;

const numbered = (count: number, piece: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => piece(i)).join('');

const CII_NAMESPACES = [
	['rsm', 'CrossIndustryInvoice'],
	['ram', 'ReusableAggregateBusinessInformationEntity'],
	['udt', 'UnqualifiedDataType'],
]
	.map(([prefix, name]) => ` xmlns:${prefix}="urn:un:unece:uncefact:data:standard:${name}:100"`)
	.join('');

/** Puts the parts in schema order; `lines` before the agreement, the rest inside the settlement. */
export const cii = (lines: string, settlement = '', document = '', agreement = ''): Buffer =>
	Buffer.from(
		`<rsm:CrossIndustryInvoice${CII_NAMESPACES}><rsm:ExchangedDocument><ram:ID>1</ram:ID><ram:TypeCode>380</ram:TypeCode>${document}</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>${lines}<ram:ApplicableHeaderTradeAgreement>${agreement}</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>${settlement}</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`,
	);

export const hacienda = (lines: string, summary = '', rest = ''): Buffer =>
	Buffer.from(
		`<FacturaElectronica xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/facturaElectronica"><NumeroConsecutivo>1</NumeroConsecutivo>${rest}<DetalleServicio>${lines}</DetalleServicio><ResumenFactura>${summary}</ResumenFactura></FacturaElectronica>`,
	);

export const fel = (items: string, totals = '', complements = ''): Buffer =>
	Buffer.from(
		`<dte:GTDocumento xmlns:dte="http://www.sat.gob.gt/dte/fel/0.2.0" xmlns:cno="http://www.sat.gob.gt/face2/ComplementoReferenciaNotas/0.1.0" xmlns:cfc="http://www.sat.gob.gt/dte/fel/CompCambiaria/0.1.0"><dte:SAT><dte:DTE><dte:DatosEmision><dte:DatosGenerales CodigoMoneda="GTQ" Tipo="FCAM"/><dte:Items>${items}</dte:Items><dte:Totales><dte:TotalImpuestos>${totals}</dte:TotalImpuestos></dte:Totales><dte:Complementos>${complements}</dte:Complementos></dte:DatosEmision></dte:DTE></dte:SAT></dte:GTDocumento>`,
	);

const zugferd1 = (element: string): Buffer =>
	Buffer.from(
		`<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12">${`<a>${element.repeat(999)}</a>`.repeat(990)}</rsm:CrossIndustryDocument>`,
	);

/** `body` stands before the lines; `header` is what all invoices of a lot share. */
export const fatturapa = (lines: string, summaries = '', body = '', header = '', invoices = 1): Buffer =>
	Buffer.from(
		`<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"><FatturaElettronicaHeader>${header}</FatturaElettronicaHeader>${`<FatturaElettronicaBody><DatiGenerali>${body}</DatiGenerali><DatiBeniServizi>${lines}${summaries}</DatiBeniServizi></FatturaElettronicaBody>`.repeat(invoices)}</p:FatturaElettronica>`,
	);

const ublLine = (id: number, more = '', amount = '1') =>
	`<cac:InvoiceLine><cbc:ID>${id}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">${amount}</cbc:LineExtensionAmount>${more}</cac:InvoiceLine>`;
const subtotal = (percent: string) =>
	`<cac:TaxSubtotal><cbc:TaxableAmount>1</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${percent}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>`;
const item = (percent: string) =>
	`<cac:Item><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${percent}</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>`;
const ciiTax = (percent: string) =>
	`<ram:ApplicableTradeTax><ram:CalculatedAmount>0</ram:CalculatedAmount><ram:BasisAmount>1</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${percent}</ram:RateApplicablePercent></ram:ApplicableTradeTax>`;
const ciiLine = (id: number, percent: string) =>
	`<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${id}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedLineTradeSettlement>${ciiTax(percent)}</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`;
const ofLine = (inside: string) => `<LineaDetalle><SubTotal>1</SubTotal>${inside}</LineaDetalle>`;
const ofItem = (inside: string) =>
	`<dte:Item><dte:Total>1</dte:Total><dte:Impuestos>${inside}</dte:Impuestos></dte:Item>`;
const dettaglio = (inside: string) =>
	`<DettaglioLinee><PrezzoUnitario>1</PrezzoUnitario><PrezzoTotale>1</PrezzoTotale>${inside}</DettaglioLinee>`;
const riepilogo = (rate: number) =>
	`<DatiRiepilogo><AliquotaIVA>${rate / 1000}</AliquotaIVA><ImponibileImporto>1.${rate}</ImponibileImporto><EsigibilitaIVA>S</EsigibilitaIVA></DatiRiepilogo>`;
const impuesto = (name: string) =>
	`<dte:Impuesto><dte:NombreCorto>${name}</dte:NombreCorto><dte:MontoImpuesto>1</dte:MontoImpuesto></dte:Impuesto>`;

/** Elements that a document may repeat, each in its place. */
const UBL_LISTS: Record<string, string> = {
	Note: '<cbc:Note>#AAA#a</cbc:Note>',
	BillingReference:
		'<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>',
	AdditionalDocumentReference:
		'<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID></cac:AdditionalDocumentReference>',
	PaymentMeans:
		'<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>1</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>1</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>',
	PaymentTerms: '<cac:PaymentTerms><cbc:Note>a</cbc:Note></cac:PaymentTerms>',
	AllowanceCharge:
		'<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:Amount>1</cbc:Amount></cac:AllowanceCharge>',
	TaxTotal: '<cac:TaxTotal><cbc:TaxAmount>1</cbc:TaxAmount></cac:TaxTotal>',
	Delivery: '<cac:Delivery/>',
	InvoiceLine: '<cac:InvoiceLine/>',
	CreditNoteLine: '<cac:CreditNoteLine/>',
	ID: '<cbc:ID>2</cbc:ID>',
};
const SUPPLIER_LISTS: Record<string, string> = {
	PartyIdentification:
		'<cac:PartyIdentification><cbc:ID schemeID="0088">1</cbc:ID></cac:PartyIdentification>',
	PartyTaxScheme:
		'<cac:PartyTaxScheme><cbc:CompanyID>1</cbc:CompanyID><cac:TaxScheme><cbc:ID>X</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>',
	AddressLine:
		'<cac:PostalAddress><cac:AddressLine><cbc:Line>a</cbc:Line></cac:AddressLine></cac:PostalAddress>',
};
const CII_LISTS: Record<string, string> = {
	SpecifiedTradeSettlementPaymentMeans:
		'<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>',
	SpecifiedTradePaymentTerms:
		'<ram:SpecifiedTradePaymentTerms><ram:Description>a</ram:Description></ram:SpecifiedTradePaymentTerms>',
	SpecifiedTradeAllowanceCharge:
		'<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>1</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>',
	InvoiceReferencedDocument:
		'<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>1</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>',
	ApplicableTradeTax: ciiTax('1'),
};

const lists = (format: string, all: Record<string, string>, document: (list: string) => Buffer): Cases =>
	Object.fromEntries(
		Object.entries(all).map(([name, element]) => [
			`${format}: ${name} as often as it can stand`,
			() => document(element.repeat(MOST)),
		]),
	);

export const formats: Cases = {
	...lists('ubl', UBL_LISTS, ubl),
	...lists('ubl seller', SUPPLIER_LISTS, (list) =>
		ubl(`<cac:AccountingSupplierParty><cac:Party>${list}</cac:Party></cac:AccountingSupplierParty>`),
	),
	...lists('cii', CII_LISTS, (list) => cii('', list)),
	'ubl: every line with all that is read': () =>
		ubl(
			numbered(MOST, (i) =>
				ublLine(
					i,
					`<cac:Item><cbc:Name>a</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount>1</cbc:PriceAmount></cac:Price>`,
				),
			),
		),
	'ubl: every line and tax with another rate': () =>
		ubl(
			`<cac:TaxTotal>${numbered(30_000, (i) => subtotal(String(i / 1000)))}</cac:TaxTotal>${numbered(30_000, (i) => ublLine(i, item(String(i / 1000))))}`,
		),
	'ubl: every line and tax with another category': () =>
		ubl(
			`<cac:TaxTotal>${numbered(30_000, (i) => subtotal('1').replace('>S<', `>S${i}<`))}</cac:TaxTotal>${numbered(30_000, (i) => ublLine(i, item('1').replace('>S<', `>S${i}<`)))}`,
		),
	'ubl: taxes of one category without a rate': () =>
		ubl(
			`<cac:TaxTotal>${subtotal('').repeat(MOST)}</cac:TaxTotal>${numbered(MOST / 2, (i) => ublLine(i, item('')))}`,
		),
	'ubl: every line with a word for an amount': () => ubl(numbered(MOST, (i) => ublLine(i, '', 'a word'))),
	'ubl: every line with an amount of 60 digits': () =>
		ubl(numbered(MOST, (i) => ublLine(i, '', `${'9'.repeat(30)}.${'9'.repeat(30)}`))),
	'ubl: amounts of 900,000 digits': () =>
		ubl(numbered(9, (i) => ublLine(i, '', `${'9'.repeat(450_000)}.${'9'.repeat(450_000)}`))),
	'ubl: an amount of 900,000 zeros': () => ubl(ublLine(1, '', `1.${'0'.repeat(900_000)}`)),
	'ubl: an amount of 900,000 digits and a letter': () => ubl(ublLine(1, '', `${'1'.repeat(900_000)}x`)),
	'ubl: an amount that ends in 900,000 blanks': () => ubl(ublLine(1, '', `1${' '.repeat(900_000)}x`)),
	'ubl: a line with as many charges as it can have': () =>
		ubl(ublLine(1, UBL_LISTS.AllowanceCharge!.repeat(MOST))),
	'ubl: lines with ten charges each': () =>
		ubl(numbered(20_000, (i) => ublLine(i, UBL_LISTS.AllowanceCharge!.repeat(10)))),
	'ubl: six lines, each with as many charges as it can have': () =>
		ubl(numbered(6, (i) => ublLine(i, UBL_LISTS.AllowanceCharge!.repeat(MOST)))),
	'ubl: twenty lines, each with as many empty charges as it can have': () =>
		ubl(numbered(20, (i) => ublLine(i, '<cac:AllowanceCharge/>'.repeat(MOST)))),
	'ubl: lines with descriptions of 400 characters': () =>
		ubl(
			numbered(20_000, (i) =>
				ublLine(i, `<cac:Item><cbc:Description>${'word '.repeat(80)}</cbc:Description></cac:Item>`),
			),
		),
	'ubl: lines with control characters to leave out': () =>
		ubl(numbered(MOST, (i) => ublLine(i, '<cac:Item><cbc:Name>&#x85;&#x80;a</cbc:Name></cac:Item>'))),
	'ubl: foreign elements between the lines': () =>
		ubl(`${'<x:a xmlns:x="u"/>'.repeat(MOST / 2)}${numbered(MOST / 2, (i) => ublLine(i))}`),
	'ubl: signs of a kind of note': () => ubl('<cbc:Note>'.concat('#AAA#'.repeat(180_000), '</cbc:Note>')),
	'ubl: nine notes of 999,000 lines': () => ubl(`<cbc:Note>${LINES}</cbc:Note>`.repeat(9)),
	'ubl: nine notes of 999,000 lines, every other one with a subject': () =>
		ubl(numbered(9, (i) => `<cbc:Note>${i % 2 ? '' : '#AAI#'}${LINES}</cbc:Note>`)),
	'ubl: notes of 999,000 lines in nine lines': () =>
		ubl(numbered(9, (i) => ublLine(i, `<cbc:Note>${LINES}</cbc:Note>`))),
	'ubl: nine payment terms of 999,000 lines': () =>
		ubl(`<cac:PaymentTerms><cbc:Note>${LINES}</cbc:Note></cac:PaymentTerms>`.repeat(9)),
	'ubl: payment terms of a million lines about discounts': () =>
		ubl(
			`<cac:PaymentTerms><cbc:Note>${'#SKONTO#\n'.repeat(110_000)}</cbc:Note></cac:PaymentTerms>`.repeat(9),
		),
	'ubl: a line with a number of a million characters and thousands of properties': () =>
		ubl(
			ublLine(
				0,
				`<cac:Item>${'<cac:AdditionalItemProperty><cbc:Name>a</cbc:Name><cbc:Value>b</cbc:Value></cac:AdditionalItemProperty>'.repeat(4000)}</cac:Item>`,
			).replace('<cbc:ID>0<', `<cbc:ID>${'A'.repeat(1_000_000)}<`),
		),
	'ubl: total taxes in long currencies of the same length, and in none': () => {
		const long = (index: number) => 'a'.repeat(16_394) + String(index).padStart(6, '0');
		const total = (attribute: string) =>
			`<cac:TaxTotal><cbc:TaxAmount${attribute}>1</cbc:TaxAmount></cac:TaxTotal>`;
		return ubl(
			`<cbc:DocumentCurrencyCode>${long(0)}</cbc:DocumentCurrencyCode>${total('')}${numbered(580, (i) => total(` currencyID="${long(i + 1)}"`))}${total('').repeat(48_000)}`,
		);
	},
	'ubl: identifiers of quotation marks': () =>
		ubl(
			`<cac:AccountingSupplierParty><cac:Party>${numbered(10, (i) => `<cac:PartyIdentification><cbc:ID>${'"'.repeat(980_000 - i)}</cbc:ID></cac:PartyIdentification>`)}</cac:Party></cac:AccountingSupplierParty>`,
		),
	'ubl: properties of equals signs': () =>
		ubl(
			ublLine(
				1,
				`<cac:Item>${numbered(9, () => `<cac:AdditionalItemProperty><cbc:Name>${'='.repeat(980_000)}</cbc:Name><cbc:Value>1</cbc:Value></cac:AdditionalItemProperty>`)}</cac:Item>`,
			),
		),
	'ubl: long numbers of lines of the same length': () =>
		ubl(
			numbered(590, (i) =>
				ublLine(0).replace('<cbc:ID>0<', `<cbc:ID>${'a'.repeat(16_394)}${String(i).padStart(6, '0')}<`),
			),
		),
	'cii: payment terms of half a million lines with a number sign': () =>
		cii(
			'',
			`<ram:SpecifiedTradePaymentTerms><ram:Description>${'#\n'.repeat(499_000)}</ram:Description></ram:SpecifiedTradePaymentTerms>`,
		),
	'cii: every line and tax with another rate': () =>
		cii(
			numbered(20_000, (i) => ciiLine(i, String(i / 1000))),
			numbered(20_000, (i) => ciiTax(String(i / 1000))),
		),
	'cii: as many lines as there can be': () => cii(numbered(MOST, (i) => ciiLine(i, '1'))),
	'cii: empty lines': () => cii('<ram:IncludedSupplyChainTradeLineItem/>'.repeat(MOST)),
	'cii: four lines, each with as many charges as it can have': () =>
		cii(
			`<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement>${CII_LISTS.SpecifiedTradeAllowanceCharge!.repeat(MOST)}</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`.repeat(
				4,
			),
		),
	'cii: notes': () =>
		cii('', '', '<ram:IncludedNote><ram:Content>a</ram:Content></ram:IncludedNote>'.repeat(MOST)),
	'cii: identifiers of the seller': () =>
		cii('', '', '', `<ram:SellerTradeParty>${'<ram:ID>1</ram:ID>'.repeat(MOST)}</ram:SellerTradeParty>`),
	'cii: a date of 900,000 digits': () =>
		cii(
			'',
			'',
			`<ram:IssueDateTime><udt:DateTimeString format="102">${'2'.repeat(900_000)}</udt:DateTimeString></ram:IssueDateTime>`,
		),
	'hacienda: one line with all taxes': () => hacienda(ofLine('<Impuesto/>'.repeat(MOST))),
	'hacienda: six lines, each with as many taxes as it can have': () =>
		hacienda(ofLine('<Impuesto><Codigo>01</Codigo><Monto>1</Monto></Impuesto>'.repeat(MOST)).repeat(6)),
	'hacienda: as many lines as there can be': () =>
		hacienda(ofLine('<Impuesto><Codigo>01</Codigo><Monto>1</Monto></Impuesto>').repeat(MOST)),
	'hacienda: lines with ten taxes each': () =>
		hacienda(ofLine('<Impuesto><Codigo>01</Codigo></Impuesto>'.repeat(8)).repeat(40_000)),
	'hacienda: kinds of tax and their sums, all different': () =>
		hacienda(
			ofLine(numbered(MOST, (i) => `<Impuesto><Codigo>a${i}</Codigo></Impuesto>`)),
			numbered(MOST, (i) => `<TotalDesgloseImpuesto><Codigo>b${i}</Codigo></TotalDesgloseImpuesto>`),
		),
	'hacienda: 900 kinds of tax, each in 499 lines': () =>
		hacienda(ofLine(numbered(900, (i) => `<Impuesto><Codigo>a${i}</Codigo></Impuesto>`)).repeat(499)),
	'hacienda: rates that differ within a kind': () =>
		hacienda(numbered(MOST, (i) => ofLine(`<Impuesto><Codigo>01</Codigo><Tarifa>${i}</Tarifa></Impuesto>`))),
	'hacienda: discounts of one line': () =>
		hacienda(ofLine('<Descuento><MontoDescuento>1</MontoDescuento></Descuento>'.repeat(MOST))),
	'hacienda: codes of one line': () =>
		hacienda(ofLine('<CodigoComercial><Tipo>04</Tipo></CodigoComercial>'.repeat(MOST))),
	'hacienda: means of payment': () => hacienda('', '', '<MedioPago>01</MedioPago>'.repeat(MOST)),
	'hacienda: words for amounts': () =>
		hacienda('<LineaDetalle><SubTotal>a</SubTotal><Cantidad>b</Cantidad></LineaDetalle>'.repeat(MOST)),
	'fel: as many lines as there can be': () => fel(ofItem(impuesto('IVA')).repeat(MOST)),
	'fel: one line with all taxes': () => fel(ofItem(impuesto('IVA').repeat(MOST))),
	'fel: six lines, each with as many taxes as it can have': () =>
		fel(ofItem(impuesto('IVA').repeat(MOST)).repeat(6)),
	'fel: kinds of tax and their totals, all different': () =>
		fel(
			ofItem(numbered(MOST, (i) => impuesto(`a${i}`))),
			numbered(MOST, (i) => `<dte:TotalImpuesto NombreCorto="a${i}" TotalMontoImpuesto="2"/>`),
		),
	'fel: one total as often as it can stand, with all kinds of tax': () =>
		fel(
			ofItem(
				numbered(MOST, (i) =>
					impuesto('IVA')
						.replace('</dte:N', `</dte:N`)
						.replace('<dte:M', `<dte:CodigoUnidadGravable>${i}</dte:CodigoUnidadGravable><dte:M`),
				),
			),
			'<dte:TotalImpuesto NombreCorto="IVA" TotalMontoImpuesto="2"/>'.repeat(MOST),
		),
	'fel: instalments': () =>
		fel(
			'',
			'',
			`<dte:Complemento><cfc:AbonosFacturaCambiaria>${'<cfc:Abono><cfc:NumeroAbono>1</cfc:NumeroAbono><cfc:MontoAbono>1</cfc:MontoAbono></cfc:Abono>'.repeat(MOST)}</cfc:AbonosFacturaCambiaria></dte:Complemento>`,
		),
	'fel: 98,000 instalments in a long namespace': () => {
		const part = '<Abono><NumeroAbono>1</NumeroAbono><FechaVencimiento/><MontoAbono>1</MontoAbono></Abono>';
		return fel(
			'',
			'',
			`<dte:Complemento>${`<AbonosFacturaCambiaria xmlns="${'x'.repeat(970)}">${part.repeat(49_000)}</AbonosFacturaCambiaria>`.repeat(2)}</dte:Complemento>`,
		);
	},
	'fel: complements': () =>
		fel('', '', '<dte:Complemento><cno:ReferenciasNota/></dte:Complemento>'.repeat(MOST)),
	'fel: words for amounts': () =>
		fel('<dte:Item><dte:Total>a</dte:Total><dte:Cantidad>b</dte:Cantidad></dte:Item>'.repeat(MOST)),
	'fel: lines with numbers of 240 characters': () =>
		fel(
			`<dte:Item NumeroLinea="${'1'.repeat(240)}"><dte:Total>1</dte:Total></dte:Item>`.repeat(
				(24 * MB) / 300,
			),
		),
	'fatturapa: every line and tax with another rate': () =>
		fatturapa(
			numbered(20_000, (i) => dettaglio(`<AliquotaIVA>${i / 1000}</AliquotaIVA>`)),
			numbered(20_000, riepilogo),
		),
	'fatturapa: discounts of one line, each of what is left': () =>
		fatturapa(
			dettaglio(
				'<ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>0.01</Percentuale></ScontoMaggiorazione>'.repeat(
					MOST,
				),
			),
		),
	'fatturapa: ten lines, each with as many discounts of what is left as it can have': () =>
		fatturapa(
			dettaglio(
				'<ScontoMaggiorazione><Percentuale>0.0123456789</Percentuale></ScontoMaggiorazione>'.repeat(MOST),
			).repeat(10),
		),
	'fatturapa: surcharges of one line, each of the last one': () =>
		fatturapa(
			dettaglio(
				`<ScontoMaggiorazione><Tipo>MG</Tipo><Percentuale>${'9'.repeat(58)}</Percentuale></ScontoMaggiorazione>`.repeat(
					MOST,
				),
			),
		),
	'fatturapa: documents that it refers to, all different': () =>
		fatturapa(
			'',
			'',
			numbered(
				MOST,
				(i) =>
					`<DatiOrdineAcquisto><IdDocumento>a${i}</IdDocumento><CodiceCIG>b${i}</CodiceCIG></DatiOrdineAcquisto>`,
			),
		),
	'fatturapa: empty details of lines with a long number': () =>
		fatturapa(
			`<DettaglioLinee><NumeroLinea>${'1'.repeat(100)}</NumeroLinea>${'<AltriDatiGestionali/>'.repeat(MOST)}</DettaglioLinee>`.repeat(
				19,
			),
		),
	'fatturapa: instalments beside a large first one': () =>
		fatturapa(
			'',
			`</DatiBeniServizi><DatiPagamento><DettaglioPagamento>${'<x/>'.repeat(MOST)}</DettaglioPagamento>${'<DettaglioPagamento/>'.repeat(MOST)}</DatiPagamento><DatiBeniServizi>`,
		),
	'fatturapa: as many invoices as are read, under the largest header that is': () =>
		fatturapa('<DettaglioLinee/>', '', '', '<a/>'.repeat(990), 1000),
	'zugferd 1: as many elements as a document can have': () => zugferd1('<b/>'),
	'zugferd 1: as many elements as a document can have, each with another name in CII': () =>
		zugferd1('<ApplicablePercent/>'),
	'fatturapa: as many invoices and lines as are read, with discounts': () =>
		fatturapa(
			dettaglio(
				'<ScontoMaggiorazione><Tipo>x</Tipo><Importo>x</Importo></ScontoMaggiorazione>'.repeat(5),
			).repeat(50),
			'',
			'',
			'',
			1000,
		),
	'fatturapa: more lines in all invoices than are read': () =>
		fatturapa('<DettaglioLinee/>'.repeat(580), '', '', '', 1000),
	'fatturapa: more invoices than are read': () => fatturapa('', '', '', '', MOST),
};
