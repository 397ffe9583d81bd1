/** Large files as real senders create them: they must be read and written. */
import { deflateSync } from 'node:zlib';
import type { Cases } from './bounds.mts';
import { cii, fel, hacienda } from './formats.mts';
import { pdfOf, stream } from './pdf.mts';
import { ubl } from './xml.mts';

const numbered = (count: number, piece: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => piece(i + 1)).join('');

const ublLine = (id: number) => `
  <cac:InvoiceLine>
    <cbc:ID>${id}</cbc:ID>
    <cbc:Note>Order 4711, position ${id}</cbc:Note>
    <cbc:InvoicedQuantity unitCode="H87">${id % 90}</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">${((id % 90) * 1.25).toFixed(2)}</cbc:LineExtensionAmount>
    <cac:AllowanceCharge>
      <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
      <cbc:Amount currencyID="EUR">0.00</cbc:Amount>
    </cac:AllowanceCharge>
    <cac:Item>
      <cbc:Description>Screw, zinc plated, thread M${id % 12}, in a box of one hundred</cbc:Description>
      <cbc:Name>Screw M${id % 12}</cbc:Name>
      <cac:SellersItemIdentification><cbc:ID>S-${id}</cbc:ID></cac:SellersItemIdentification>
      <cac:StandardItemIdentification><cbc:ID schemeID="0160">4012345678901</cbc:ID></cac:StandardItemIdentification>
      <cac:ClassifiedTaxCategory>
        <cbc:ID>S</cbc:ID><cbc:Percent>${id % 2 ? 19 : 7}</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">1.25</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>`;

const HEAD = `<cbc:IssueDate>2026-01-15</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>`;
const TAXES = `<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount>${[7, 19].map((percent) => `<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">1</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${percent}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>`).join('')}</cac:TaxTotal>`;

const ciiLine = (id: number) => `
  <ram:IncludedSupplyChainTradeLineItem>
    <ram:AssociatedDocumentLineDocument><ram:LineID>${id}</ram:LineID></ram:AssociatedDocumentLineDocument>
    <ram:SpecifiedTradeProduct><ram:SellerAssignedID>S-${id}</ram:SellerAssignedID><ram:Name>Screw M${id % 12}, in a box of one hundred</ram:Name></ram:SpecifiedTradeProduct>
    <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>1.25</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
    <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">4</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
    <ram:SpecifiedLineTradeSettlement>
      <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
      <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>5.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
    </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>`;

const haciendaLine = (id: number) =>
	`<LineaDetalle><NumeroLinea>${id}</NumeroLinea><CodigoCABYS>6411100000000</CodigoCABYS><Cantidad>1</Cantidad><UnidadMedida>Unid</UnidadMedida><Detalle>Boleto ${id}</Detalle><PrecioUnitario>100</PrecioUnitario><MontoTotal>100</MontoTotal><SubTotal>100</SubTotal><Impuesto><Codigo>01</Codigo><CodigoTarifaIVA>08</CodigoTarifaIVA><Tarifa>13</Tarifa><Monto>13</Monto></Impuesto><ImpuestoNeto>13</ImpuestoNeto><MontoTotalLinea>113</MontoTotalLinea></LineaDetalle>`;

const felItem = (id: number) =>
	`<dte:Item BienOServicio="S" NumeroLinea="${id}"><dte:Cantidad>1</dte:Cantidad><dte:UnidadMedida>UND</dte:UnidadMedida><dte:Descripcion>Boleto ${id}</dte:Descripcion><dte:PrecioUnitario>112</dte:PrecioUnitario><dte:Precio>112</dte:Precio><dte:Descuento>0</dte:Descuento><dte:Impuestos><dte:Impuesto><dte:NombreCorto>IVA</dte:NombreCorto><dte:CodigoUnidadGravable>1</dte:CodigoUnidadGravable><dte:MontoGravable>100</dte:MontoGravable><dte:MontoImpuesto>12</dte:MontoImpuesto></dte:Impuesto></dte:Impuestos><dte:Total>112</dte:Total></dte:Item>`;

/** Base64 of a file of the given megabytes, in lines of 76 characters. */
const base64 = (megabytes: number) =>
	Buffer.alloc(megabytes * 1024 * 1024, 'Some file.')
		.toString('base64')
		.replace(/.{76}/g, '$&\n');

export const legitimate: Cases = {
	'legitimate: UBL with 20,000 lines': () => ubl(HEAD + TAXES + numbered(20_000, ublLine)),
	'legitimate: CII with 20,000 lines': () => cii(numbered(20_000, ciiLine)),
	'legitimate: FEL with 20,000 lines': () => fel(numbered(20_000, felItem)),
	'legitimate: Hacienda with 20,000 lines': () => hacienda(numbered(20_000, haciendaLine)),
	'legitimate: UBL with a file of 20 MB': () =>
		ubl(
			`${HEAD}<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${base64(20)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>${ublLine(1)}`,
		),
	'legitimate: CII with a file of 20 MB': () =>
		cii(
			ciiLine(1),
			'',
			'',
			`<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>1</ram:IssuerAssignedID><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="a.pdf">${base64(20)}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`,
		),
	'legitimate: a PDF of 40 MB with an invoice': () => largePdf(pages(40)),
	'legitimate: a PDF of 40 MB with an invoice whose cross references are wrong': () =>
		Buffer.concat([largePdf(pages(40)).subarray(0, -40), Buffer.from('startxref\n7\n%%EOF')]),
	'legitimate: a PDF of 100,000 objects with an invoice at its last page': () =>
		largePdf(annotations(100_000)),
};

/** Scanned pages: pictures of one megabyte each, which do not compress. */
function pages(megabytes: number): Buffer[] {
	let seed = 1;
	const picture = Buffer.from(
		Array.from({ length: 1024 * 1024 }, () => (seed = (seed * 48271) % 2147483647) & 0xff),
	);
	return Array.from({ length: megabytes }, (_, page) =>
		stream(page + 10, '/Type/XObject/Subtype/Image/Filter/DCTDecode', picture),
	);
}

const annotations = (count: number): Buffer[] =>
	Array.from({ length: count }, (_, i) =>
		Buffer.from(
			`${i + 10} 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 ${i} 10]/A<</S/GoTo/D[3 0 R/Fit]>>>>endobj\n`,
		),
	);

/** A PDF in the form of PDF/A-3: a cross-reference table, and the invoice associated with the last object. */
function largePdf(parts: Buffer[]): Buffer {
	const last = parts.length + 10;
	const objects = [
		pdfOf('1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'),
		Buffer.from(`2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n`),
		Buffer.from(
			`3 0 obj<</Type/Page/Parent 2 0 R/Resources[${parts.map((_, i) => `${i + 10} 0 R `).join('')}]/AF[4 0 R]>>endobj\n`,
		),
		Buffer.from(`4 0 obj<</Type/Filespec/UF(factur-x.xml)/EF<</F ${last} 0 R>>>>endobj\n`),
		...parts,
		stream(last, '/Type/EmbeddedFile/Filter/FlateDecode', deflateSync(cii(ciiLine(1)))),
	];
	let at = 0;
	const entries = objects.map((object, index) => {
		// The file's header precedes the first object.
		const start = index === 0 ? object.indexOf('1 0 obj') : at;
		at += object.length;
		return `${String(start).padStart(10, '0')} 00000 n\r\n`;
	});
	const table = `xref\n1 4\n${entries.slice(0, 4).join('')}10 ${entries.length - 4}\n${entries.slice(4).join('')}`;
	const trailer = `trailer<</Root 1 0 R/Size ${last + 1}>>\nstartxref\n${at}\n%%EOF`;
	return Buffer.concat([...objects, Buffer.from(table + trailer)]);
}
