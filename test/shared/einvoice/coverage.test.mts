/**
 * Every field of documents from Guatemala and Costa Rica, and the field of the item that it affects. What is not read
 * is the list in docs/reading.md.
 */
import { readFileSync } from 'node:fs';
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { Findings } from '../../../nodes/shared/invoice/findings';
import { finish } from '../../../nodes/shared/steps';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { localName, type XmlElement } from '../../../nodes/shared/xml/element';
import { change, FEL, HACIENDA } from '../../support/einvoice/documents.mts';

/** Used in other documents, where a preferred field is missing. */
const OTHERWISE = 'otherwise';
/** An issue mentions it. */
const NAMED = 'named';
/** Structure or signature, not content. */
const FORM = 'form';

/** Every leaf of a document (attributes with `@`), and what it affects; null: only kept in the document. */
type Table = Record<string, string | null>;

const FEL_ADDRESS = (where: string, to: string): Table => ({
	[`${where}/Direccion`]: `${to}.address.street`,
	[`${where}/CodigoPostal`]: `${to}.address.postalCode`,
	[`${where}/Municipio`]: `${to}.address.city`,
	[`${where}/Departamento`]: `${to}.address.region`,
	[`${where}/Pais`]: `${to}.address.countryCode`,
});
const E = 'SAT/DTE/DatosEmision';

const FEL_FIELDS: Table = {
	'@Version': FORM,
	'@xsi:schemaLocation': FORM,
	'SAT/@ClaseDocumento': FORM,
	'SAT/DTE/@ID': FORM,
	[`${E}/@ID`]: FORM,
	[`${E}/DatosGenerales/@Tipo`]: 'kind',
	[`${E}/DatosGenerales/@FechaHoraEmision`]: 'issueDate',
	[`${E}/DatosGenerales/@CodigoMoneda`]: 'currency',
	[`${E}/DatosGenerales/@NumeroAcceso`]: 'references.accessNumber',
	[`${E}/DatosGenerales/@Exp`]: 'references.export',
	[`${E}/Emisor/@NITEmisor`]: 'seller.taxId',
	[`${E}/Emisor/@NombreEmisor`]: 'seller.companyName',
	[`${E}/Emisor/@NombreComercial`]: 'seller.name',
	[`${E}/Emisor/@CorreoEmisor`]: 'seller.email',
	[`${E}/Emisor/@CodigoEstablecimiento`]: 'references.sellerEstablishment',
	[`${E}/Emisor/@AfiliacionIVA`]: null,
	...FEL_ADDRESS(`${E}/Emisor/DireccionEmisor`, 'seller'),
	[`${E}/Receptor/@IDReceptor`]: 'buyer.taxId',
	[`${E}/Receptor/@TipoEspecial`]: 'references.buyerIdType',
	[`${E}/Receptor/@NombreReceptor`]: 'buyer.name',
	[`${E}/Receptor/@CorreoReceptor`]: 'buyer.email',
	...FEL_ADDRESS(`${E}/Receptor/DireccionReceptor`, 'buyer'),
	[`${E}/Frases/Frase/@TipoFrase`]: null,
	[`${E}/Frases/Frase/@CodigoEscenario`]: null,
	[`${E}/Frases/Frase/@NumeroResolucion`]: null,
	[`${E}/Frases/Frase/@FechaResolucion`]: null,
	[`${E}/Items/Item/@NumeroLinea`]: 'lines.0.id',
	[`${E}/Items/Item/@BienOServicio`]: null,
	[`${E}/Items/Item/Cantidad`]: 'lines.0.quantity',
	[`${E}/Items/Item/UnidadMedida`]: 'lines.0.unit',
	[`${E}/Items/Item/Descripcion`]: 'lines.0.description',
	[`${E}/Items/Item/PrecioUnitario`]: 'lines.0.unitPrice',
	[`${E}/Items/Item/Precio`]: null,
	[`${E}/Items/Item/Descuento`]: 'lines.0.discount',
	[`${E}/Items/Item/Impuestos/Impuesto/NombreCorto`]: 'taxes.0.name',
	[`${E}/Items/Item/Impuestos/Impuesto/CodigoUnidadGravable`]: 'lines.0.taxRate',
	[`${E}/Items/Item/Impuestos/Impuesto/MontoGravable`]: 'taxes.0.taxableAmount',
	[`${E}/Items/Item/Impuestos/Impuesto/CantidadUnidadesGravables`]: null,
	[`${E}/Items/Item/Impuestos/Impuesto/MontoImpuesto`]: 'lines.0.tax',
	[`${E}/Items/Item/Total`]: 'lines.0.gross',
	[`${E}/Items/Item/ComplementosItem/ComplementoItem/@NombreComplementoItem`]: FORM,
	[`${E}/Items/Item/ComplementosItem/ComplementoItem/@URIComplementoItem`]: FORM,
	[`${E}/Items/Item/ComplementosItem/ComplementoItem/Nuevo/@Valor`]: NAMED,
	// Causes an issue if the sum of the lines differs.
	[`${E}/Totales/TotalImpuestos/TotalImpuesto/@NombreCorto`]: OTHERWISE,
	[`${E}/Totales/TotalImpuestos/TotalImpuesto/@TotalMontoImpuesto`]: 'totals.tax',
	[`${E}/Totales/GranTotal`]: 'totals.gross',
	[`${E}/Complementos/Complemento/@IDComplemento`]: FORM,
	[`${E}/Complementos/Complemento/@NombreComplemento`]: FORM,
	[`${E}/Complementos/Complemento/@URIComplemento`]: FORM,
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/NumeroAbono`]: OTHERWISE,
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/FechaVencimiento`]: 'dueDate',
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/MontoAbono`]: 'payment',
	[`${E}/Complementos/Complemento/ReferenciasNota/@NumeroAutorizacionDocumentoOrigen`]:
		'precedingInvoiceNumber',
	[`${E}/Complementos/Complemento/ReferenciasNota/@MotivoAjuste`]: 'note',
	[`${E}/Complementos/Complemento/ReferenciasNota/@FechaEmisionDocumentoOrigen`]:
		'references.precedingInvoiceDate',
	[`${E}/Complementos/Complemento/ReferenciasNota/@SerieDocumentoOrigen`]:
		'references.precedingInvoiceSeries',
	[`${E}/Complementos/Complemento/ReferenciasNota/@NumeroDocumentoOrigen`]:
		'references.precedingDocumentNumber',
	[`${E}/Complementos/Complemento/ReferenciasNota/@RegimenAntiguo`]: 'references.precedingInvoiceRegime',
	[`${E}/Complementos/Complemento/RetencionesFacturaEspecial/RetencionISR`]: 'totals.withheld',
	[`${E}/Complementos/Complemento/RetencionesFacturaEspecial/RetencionIVA`]: 'totals.withheld',
	[`${E}/Complementos/Complemento/RetencionesFacturaEspecial/TotalMenosRetenciones`]: 'totals.due',
	[`${E}/Complementos/Complemento/Exportacion/NombreConsignatarioODestinatario`]: 'shipTo.name',
	[`${E}/Complementos/Complemento/Exportacion/DireccionConsignatarioODestinatario`]: 'shipTo.address.street',
	[`${E}/Complementos/Complemento/Exportacion/CodigoConsignatarioODestinatario`]: 'references.consigneeCode',
	[`${E}/Complementos/Complemento/Exportacion/NombreComprador`]: 'references.exportBuyer',
	[`${E}/Complementos/Complemento/Exportacion/DireccionComprador`]: 'references.exportBuyerAddress',
	[`${E}/Complementos/Complemento/Exportacion/CodigoComprador`]: 'references.exportBuyerCode',
	[`${E}/Complementos/Complemento/Exportacion/OtraReferencia`]: 'references.exportReference',
	[`${E}/Complementos/Complemento/Exportacion/INCOTERM`]: 'references.incoterm',
	[`${E}/Complementos/Complemento/Exportacion/NombreExportador`]: 'references.exporter',
	[`${E}/Complementos/Complemento/Exportacion/CodigoExportador`]: 'references.exporterCode',
	[`${E}/Complementos/Complemento/Exportacion/LugarExpedicion`]: 'references.placeOfIssue',
	[`${E}/Complementos/Complemento/Exportacion/fechaExportacion`]: 'references.exportDate',
	[`${E}/Complementos/Complemento/Exportacion/viaTransporte`]: 'references.exportTransport',
	[`${E}/Complementos/Complemento/Exportacion/aduanaSalida`]: 'references.exportCustomsOffice',
	[`${E}/Complementos/Complemento/MediosDePago/TipoFormaPago`]: 'payment.method',
	[`${E}/Complementos/Complemento/MediosDePago/NumeroTransaccion`]: NAMED,
	[`${E}/Complementos/Complemento/MediosDePago/Monto`]: NAMED,
	[`${E}/Complementos/Complemento/CobroXCuentaAjena/ItemCuentaAjena/NITtercero`]: NAMED,
	[`${E}/Complementos/Complemento/CobroXCuentaAjena/ItemCuentaAjena/MontoCobroTotal`]: NAMED,
	[`${E}/Complementos/Complemento/MonedaExtranjera/TipoCambio`]: 'exchangeRate',
	'SAT/DTE/Certificacion/NITCertificador': 'references.certifierTaxId',
	'SAT/DTE/Certificacion/NombreCertificador': null,
	'SAT/DTE/Certificacion/NumeroAutorizacion': 'references.authorizationNumber',
	'SAT/DTE/Certificacion/NumeroAutorizacion/@Serie': 'references.series',
	'SAT/DTE/Certificacion/NumeroAutorizacion/@Numero': 'number',
	'SAT/DTE/Certificacion/FechaHoraCertificacion': 'references.certifiedAt',
	'SAT/Adenda/Localizador': null,
	'Signature/@Id': FORM,
	'Signature/SignatureValue': FORM,
};

const SAT = 'http://www.sat.gob.gt/face2';
const EXPORT = [
	...['NombreConsignatarioODestinatario', 'DireccionConsignatarioODestinatario'],
	...['CodigoConsignatarioODestinatario', 'NombreComprador', 'DireccionComprador', 'CodigoComprador'],
	...['OtraReferencia', 'INCOTERM', 'NombreExportador', 'CodigoExportador', 'LugarExpedicion'],
	...['fechaExportacion', 'viaTransporte', 'aduanaSalida'],
];
const elements = (...names: string[]) => names.map((name) => `<${name}>1</${name}>`).join('');
const FURTHER_COMPLEMENTS = [
	`<RetencionesFacturaEspecial xmlns="${SAT}/ComplementoFacturaEspecial/0.1.0">${elements('RetencionISR', 'RetencionIVA', 'TotalMenosRetenciones')}</RetencionesFacturaEspecial>`,
	`<Exportacion xmlns="${SAT}/ComplementoExportaciones/0.1.0">${elements(...EXPORT)}</Exportacion>`,
	`<MediosDePago xmlns="${SAT}/ComplementoMediosDePago/0.1.0">${elements('TipoFormaPago', 'NumeroTransaccion', 'Monto')}</MediosDePago>`,
	`<CobroXCuentaAjena xmlns="${SAT}/CobroXCuentaAjena/0.1.0"><ItemCuentaAjena>${elements('NITtercero', 'MontoCobroTotal')}</ItemCuentaAjena></CobroXCuentaAjena>`,
	`<MonedaExtranjera xmlns="${SAT}/MonedaExtranjera/0.1.0">${elements('TipoCambio')}</MonedaExtranjera>`,
].join('');

/** The sample with all missing optional fields added. */
const FULL_FEL = change(
	FEL,
	['CodigoMoneda="GTQ"', 'CodigoMoneda="GTQ" NumeroAcceso="123456789" Exp="SI"'],
	['IDReceptor=', 'TipoEspecial="EXT" IDReceptor='],
	['TipoFrase="1"', 'TipoFrase="1" NumeroResolucion="7" FechaResolucion="2026-01-01"'],
	[
		'</dte:MontoGravable>',
		'</dte:MontoGravable><dte:CantidadUnidadesGravables>2</dte:CantidadUnidadesGravables>',
	],
	[
		'<dte:Total>225.000000</dte:Total>',
		'<dte:Total>225.000000</dte:Total><dte:ComplementosItem><dte:ComplementoItem NombreComplementoItem="n" URIComplementoItem="u"><Nuevo Valor="7"/></dte:ComplementoItem></dte:ComplementosItem>',
	],
	[
		'</dte:Totales>',
		`</dte:Totales><dte:Complementos><dte:Complemento IDComplemento="1" NombreComplemento="n" URIComplemento="u"><AbonosFacturaCambiaria xmlns="http://www.sat.gob.gt/dte/fel/CompCambiaria/0.1.0"><Abono><NumeroAbono>1</NumeroAbono><FechaVencimiento>2026-03-01</FechaVencimiento><MontoAbono>285</MontoAbono></Abono></AbonosFacturaCambiaria><ReferenciasNota xmlns="http://www.sat.gob.gt/face2/ComplementoReferenciaNota/0.1.0" RegimenAntiguo="Antiguo" NumeroAutorizacionDocumentoOrigen="A" FechaEmisionDocumentoOrigen="2026-01-01" MotivoAjuste="B" SerieDocumentoOrigen="C" NumeroDocumentoOrigen="7"/>${FURTHER_COMPLEMENTS}</dte:Complemento></dte:Complementos>`,
	],
);

const PLACE = (where: string, to: string): Table => ({
	[`${where}/Provincia`]: `${to}.address.region`,
	[`${where}/Canton`]: `references.${to}Location`,
	[`${where}/Distrito`]: `references.${to}Location`,
	[`${where}/Barrio`]: `${to}.address.additional`,
	[`${where}/OtrasSenas`]: `${to}.address.street`,
});
const HACIENDA_PARTY = (where: string, to: string): Table => ({
	[`${where}/Nombre`]: `${to}.companyName`,
	[`${where}/Identificacion/Tipo`]: `references.${to}IdType`,
	[`${where}/Identificacion/Numero`]: `${to}.taxId`,
	[`${where}/NombreComercial`]: `${to}.name`,
	...PLACE(`${where}/Ubicacion`, to),
	[`${where}/Telefono/CodigoPais`]: `${to}.phone`,
	[`${where}/Telefono/NumTelefono`]: `${to}.phone`,
	[`${where}/CorreoElectronico`]: `${to}.email`,
});
const none = (where: string, ...names: string[]): Table =>
	Object.fromEntries(names.map((name) => [`${where}${name}`, null]));
const L = 'DetalleServicio/LineaDetalle';

const HACIENDA_FIELDS: Table = {
	Clave: 'references.authorizationNumber',
	...none('', 'ProveedorSistemas', 'CodigoActividadEmisor', 'CodigoActividadReceptor', 'CondicionVentaOtros'),
	NumeroConsecutivo: 'number',
	FechaEmision: 'issueDate',
	...HACIENDA_PARTY('Emisor', 'seller'),
	'Emisor/Registrofiscal8707': null,
	...HACIENDA_PARTY('Receptor', 'buyer'),
	CondicionVenta: 'payment.terms',
	PlazoCredito: 'dueDate',
	[`${L}/NumeroLinea`]: 'lines.0.id',
	// Read only if the seller has no code of its own.
	[`${L}/CodigoCABYS`]: OTHERWISE,
	[`${L}/CodigoComercial/Tipo`]: 'lines.0.sku',
	[`${L}/CodigoComercial/Codigo`]: 'lines.0.sku',
	[`${L}/Cantidad`]: 'lines.0.quantity',
	[`${L}/UnidadMedida`]: 'lines.0.unit',
	[`${L}/Detalle`]: 'lines.0.description',
	...none(
		`${L}/`,
		'TipoTransaccion',
		'UnidadMedidaComercial',
		'NumeroVINoSerie',
		'RegistroMedicamento',
		'FormaFarmaceutica',
		'DetalleSurtido',
		'MontoTotal',
		'IVACobradoFabrica',
	),
	[`${L}/ImpuestoAsumidoEmisorFabrica`]: 'taxes.0.taxAmount',
	[`${L}/PrecioUnitario`]: 'lines.0.unitPrice',
	[`${L}/Descuento/MontoDescuento`]: 'lines.0.discount',
	...none(`${L}/Descuento/`, 'CodigoDescuento', 'CodigoDescuentoOTRO', 'NaturalezaDescuento'),
	[`${L}/SubTotal`]: 'lines.0.net',
	[`${L}/BaseImponible`]: 'taxes.0.taxableAmount',
	[`${L}/Impuesto/Codigo`]: 'taxes.0.name',
	[`${L}/Impuesto/CodigoTarifaIVA`]: 'lines.0.taxCategory',
	[`${L}/Impuesto/Tarifa`]: 'lines.0.taxRate',
	// Read only if the document has no total of the tax.
	[`${L}/Impuesto/Monto`]: OTHERWISE,
	...none(`${L}/Impuesto/`, 'CodigoImpuestoOTRO', 'FactorCalculoIVA', 'DatosImpuestoEspecifico'),
	[`${L}/Impuesto/MontoExportacion`]: OTHERWISE,
	// A share of zero.
	[`${L}/Impuesto/Exoneracion/TarifaExonerada`]: OTHERWISE,
	[`${L}/Impuesto/Exoneracion/MontoExoneracion`]: 'taxes.0.taxAmount',
	[`${L}/Impuesto/Exoneracion/NumeroDocumento`]: 'references.taxExemptionReason',
	[`${L}/Impuesto/Exoneracion/NombreInstitucion`]: 'references.taxExemptionReason',
	[`${L}/Impuesto/Exoneracion/NombreInstitucionOtros`]: 'references.taxExemptionReason',
	...none(
		`${L}/Impuesto/Exoneracion/`,
		'TipoDocumentoEX1',
		'TipoDocumentoOTRO',
		'Articulo',
		'Inciso',
		'FechaEmisionEX',
	),
	[`${L}/ImpuestoNeto`]: 'lines.0.tax',
	[`${L}/MontoTotalLinea`]: 'lines.0.gross',
	...none(
		'OtrosCargos/',
		'TipoDocumentoOC',
		'TipoDocumentoOTROS',
		'IdentificacionTercero',
		'NombreTercero',
		'PorcentajeOC',
	),
	'OtrosCargos/Detalle': 'references.otherCharges',
	'OtrosCargos/MontoCargo': 'references.otherCharges',
	'ResumenFactura/CodigoTipoMoneda/CodigoMoneda': 'currency',
	'ResumenFactura/CodigoTipoMoneda/TipoCambio': 'exchangeRate',
	...none(
		'ResumenFactura/',
		'TotalServGravados',
		'TotalServExentos',
		'TotalGravado',
		'TotalExento',
		'TotalExonerado',
		'TotalNoSujeto',
		'TotalVenta',
		'TotalDescuentos',
		'TotalImpAsumEmisorFabrica',
	),
	'ResumenFactura/TotalVentaNeta': 'totals.lines',
	'ResumenFactura/TotalDesgloseImpuesto/Codigo': 'taxes.0.taxAmount',
	'ResumenFactura/TotalDesgloseImpuesto/CodigoTarifaIVA': 'taxes.0.taxAmount',
	'ResumenFactura/TotalDesgloseImpuesto/TotalMontoImpuesto': 'taxes.0.taxAmount',
	'ResumenFactura/TotalImpuesto': 'totals.tax',
	'ResumenFactura/TotalIVADevuelto': 'totals.withheld',
	'ResumenFactura/TotalOtrosCargos': 'totals.charges',
	'ResumenFactura/MedioPago/TipoMedioPago': 'payment.method',
	...none('ResumenFactura/MedioPago/', 'MedioPagoOtros', 'TotalMedioPago'),
	'ResumenFactura/TotalComprobante': 'totals.gross',
	'InformacionReferencia/Numero': 'precedingInvoiceNumber',
	'InformacionReferencia/Razon': 'note',
	'InformacionReferencia/FechaEmisionIR': 'references.precedingInvoiceDate',
	'InformacionReferencia/Codigo': 'references.correctionCode',
	...none('InformacionReferencia/', 'TipoDocIR', 'TipoDocRefOTRO', 'CodigoReferenciaOTRO'),
	...none('Otros/', 'OtroTexto', 'OtroTexto/@codigo', 'OtroContenido'),
	'Signature/@Id': FORM,
	'Signature/SignatureValue': FORM,
};

/** A credit note, because only notes refer to another document; the total of a tax differs from the line's. */
const FULL_HACIENDA = change(
	HACIENDA.replaceAll('FacturaElectronica', 'NotaCreditoElectronica'),
	['</CodigoActividadEmisor>', `</CodigoActividadEmisor>${elements('CodigoActividadReceptor')}`],
	['</CondicionVenta>', `</CondicionVenta>${elements('CondicionVentaOtros')}`],
	['</NombreComercial>', `</NombreComercial>${elements('Registrofiscal8707')}`],
	[/(<Receptor>[^]*?<\/Identificacion>)/, '$1<NombreComercial>Hotel</NombreComercial>'],
	[/(<Provincia>5[^]*?<\/Distrito>)/, '$1<Barrio>Centro</Barrio>'],
	[
		'</Detalle>',
		`</Detalle>${elements('TipoTransaccion', 'UnidadMedidaComercial', 'NumeroVINoSerie', 'RegistroMedicamento', 'FormaFarmaceutica', 'DetalleSurtido', 'IVACobradoFabrica')}`,
	],
	['</CodigoDescuento>', `</CodigoDescuento>${elements('CodigoDescuentoOTRO')}`],
	[
		'</Tarifa>',
		`</Tarifa>${elements('CodigoImpuestoOTRO', 'FactorCalculoIVA', 'DatosImpuestoEspecifico')}<MontoExportacion>0</MontoExportacion><Exoneracion>${elements('TipoDocumentoEX1', 'TipoDocumentoOTRO', 'NumeroDocumento', 'Articulo', 'Inciso', 'NombreInstitucion', 'NombreInstitucionOtros', 'FechaEmisionEX', 'TarifaExonerada')}<MontoExoneracion>0</MontoExoneracion></Exoneracion>`,
	],
	[
		'</TipoDocumentoOTROS>',
		`</TipoDocumentoOTROS>${elements('IdentificacionTercero', 'NombreTercero', 'PorcentajeOC')}`,
	],
	['</TotalExento>', `</TotalExento>${elements('TotalExonerado', 'TotalNoSujeto')}`],
	['</TotalImpuesto>', `</TotalImpuesto>${elements('TotalImpAsumEmisorFabrica', 'TotalIVADevuelto')}`],
	['</TipoMedioPago>', `</TipoMedioPago>${elements('MedioPagoOtros')}`],
	[
		'<Otros>',
		`<InformacionReferencia>${elements('TipoDocIR', 'TipoDocRefOTRO', 'Numero', 'FechaEmisionIR', 'Codigo', 'CodigoReferenciaOTRO', 'Razon')}</InformacionReferencia><Otros>${elements('OtroContenido')}`,
	],
	['<TotalMontoImpuesto>4212.00000', '<TotalMontoImpuesto>4212.01'],
);

const MESSAGE_FIELDS: Table = {
	Clave: 'references.authorizationNumber',
	NombreEmisor: 'seller.name',
	TipoIdentificacionEmisor: 'references.sellerIdType',
	NumeroCedulaEmisor: 'seller.taxId',
	NombreReceptor: 'buyer.name',
	TipoIdentificacionReceptor: 'references.buyerIdType',
	NumeroCedulaReceptor: 'buyer.taxId',
	Mensaje: 'status',
	EstadoMensaje: null,
	// Used in the issue of a rejected document.
	DetalleMensaje: OTHERWISE,
	MontoTotalImpuesto: 'totals.tax',
	TotalFactura: 'totals.gross',
};
const MESSAGE = `<MensajeHacienda>${elements(...Object.keys(MESSAGE_FIELDS))}</MensajeHacienda>`;

const A = 'SAT/AnulacionDTE';
const ANNULMENT_FIELDS: Table = {
	[`${A}/DatosGenerales/@NumeroDocumentoAAnular`]: 'references.authorizationNumber',
	[`${A}/DatosGenerales/@NITEmisor`]: 'seller.taxId',
	[`${A}/DatosGenerales/@IDReceptor`]: 'buyer.taxId',
	[`${A}/DatosGenerales/@FechaEmisionDocumentoAnular`]: 'references.annulledIssueDate',
	[`${A}/DatosGenerales/@FechaHoraAnulacion`]: 'issueDate',
	[`${A}/DatosGenerales/@MotivoAnulacion`]: 'note',
	[`${A}/Certificacion/NITCertificador`]: 'references.certifierTaxId',
	[`${A}/Certificacion/NombreCertificador`]: null,
	[`${A}/Certificacion/FechaHoraCertificacion`]: 'references.certifiedAt',
};
const ANNULMENT = `<GTAnulacionDocumento><SAT><AnulacionDTE><DatosGenerales NumeroDocumentoAAnular="A" NITEmisor="1" IDReceptor="2" FechaEmisionDocumentoAnular="2026-01-01" FechaHoraAnulacion="2026-01-02T00:00:00" MotivoAnulacion="x"/><Certificacion>${elements('NITCertificador', 'NombreCertificador', 'FechaHoraCertificacion')}</Certificacion></AnulacionDTE></SAT></GTAnulacionDocumento>`;

// ---------------------------------------------------------------------------------------------------------------

const rootOf = (xml: string): XmlElement => {
	const parsed = finish(xmlInSteps(Buffer.from(xml)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return parsed.value;
};

const itemOf = (root: XmlElement) => {
	const findings = new Findings();
	const item = finish(readDocument(root, findings));
	// As text, to distinguish a null amount from an absent one.
	return {
		...(JSON.parse(JSON.stringify(item)) as object),
		issues: findings.issues.map(({ message }) => message),
	};
};

const leavesOf = (element: XmlElement, where: string[] = []): string[] => [
	...[...element.attributes.keys()].map((name) => [...where, `@${name}`].join('/')),
	...(element.children.length === 0 && element.text !== '' ? [where.join('/')] : []),
	...element.children.flatMap((child) => leavesOf(child, [...where, localName(child.name)])),
];

const other = (value: string): string => {
	if (/^\d{4}-\d\d-\d\d/.test(value)) return `2025-12-24${value.slice(10)}`;
	if (value === 'GTQ' || value === 'CRC') return 'USD';
	if (value === 'GT') return 'MX';
	if (value === 'FACT') return 'NCRE';
	if (/^0\d$/.test(value)) return '10';
	return /^[\d.]+$/.test(value) ? String(Number(value) + 1) : `${value} changed`;
};

/** A copy with another value at the first place that matches the path. */
function changed(element: XmlElement, [step, ...rest]: string[]): XmlElement {
	if (step === undefined) return { ...element, text: other(element.text) };
	if (step.startsWith('@')) {
		const name = step.slice(1);
		return {
			...element,
			attributes: new Map([...element.attributes, [name, other(element.attributes.get(name)!)]]),
		};
	}
	const index = element.children.findIndex((child) => localName(child.name) === step);
	expect(`${step} is ${index === -1 ? 'not there' : 'there'}`).toBe(`${step} is there`);
	return {
		...element,
		children: element.children.map((child, at) => (at === index ? changed(child, rest) : child)),
	};
}

const at = (value: unknown, where: string): unknown =>
	where
		.split('.')
		.reduce<unknown>((one, key) => (one as Record<string, unknown> | null | undefined)?.[key], value);

/** Containers for program-specific data. */
const WHOLE = ['Adenda', 'Otros'];

/** The fields that are not read, by their element. */
function sentenceOf(name: string, fields: Table): string {
	const unread = new Map<string, string[]>();
	for (const [path, to] of Object.entries(fields)) {
		if (to !== null) continue;
		const steps = path.replaceAll('@', '').split('/');
		const whole = steps.find((step) => WHOLE.includes(step));
		const parent = whole === undefined ? (steps.at(-2) ?? '') : '';
		const names = unread.get(parent) ?? [];
		unread.set(parent, [...new Set([...names, whole ?? steps.at(-1)!])]);
	}
	const parts = [...unread].map(([parent, names]) => {
		const listed = names.map((one) => `\`${one}\``).join(', ');
		return parent === '' ? listed : `in \`${parent}\` ${listed}`;
	});
	return `Not read of the ${name}: ${parts.length === 0 ? 'nothing' : parts.join('; ')}.`;
}

describe.each([
	['FEL document', FULL_FEL, FEL_FIELDS],
	['FEL annulment', ANNULMENT, ANNULMENT_FIELDS],
	['Hacienda document', FULL_HACIENDA, HACIENDA_FIELDS],
	['Hacienda answer', MESSAGE, MESSAGE_FIELDS],
] as const)('%s', (name, xml, fields) => {
	const root = rootOf(xml);
	const before = itemOf(root);

	test.each(Object.entries(fields))('%s → %s', (from, to) => {
		const now = itemOf(changed(root, from.split('/')));
		if (to === NAMED) expect(now.issues).not.toEqual(before.issues);
		if (to === null || [OTHERWISE, NAMED, FORM].includes(to))
			expect({ ...now, issues: [] }).toEqual({ ...before, issues: [] });
		else expect(at(now, to)).not.toEqual(at(before, to));
	});

	test('docs/reading.md lists what is not read', () => {
		const [, listed] =
			new RegExp(`<!-- ${name} -->\\n+([^]*?)\\n+<!-- /${name} -->`).exec(
				readFileSync('docs/reading.md', 'utf8'),
			) ?? [];
		expect(listed?.replace(/\s+/g, ' ')).toBe(sentenceOf(name, fields));
	});

	test('every field is in the list', () => {
		expect([...new Set(leavesOf(root))].filter((leaf) => !(leaf in fields))).toEqual([]);
	});
});
