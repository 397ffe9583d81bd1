import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { Findings } from '../../../nodes/shared/invoice/findings';
import { finish } from '../../../nodes/shared/steps';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { localName, type XmlElement } from '../../../nodes/shared/xml/element';
import { change, FEL, HACIENDA } from '../../support/einvoice/documents.mts';

/** Every leaf of a document (`@` before attributes), and what changes with it; null: it stays in the document only. */
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
	'@Version': null,
	'@xsi:schemaLocation': null,
	'SAT/@ClaseDocumento': null,
	'SAT/DTE/@ID': null,
	[`${E}/@ID`]: null,
	[`${E}/DatosGenerales/@Tipo`]: 'kind',
	[`${E}/DatosGenerales/@FechaHoraEmision`]: 'issueDate',
	[`${E}/DatosGenerales/@CodigoMoneda`]: 'currency',
	[`${E}/DatosGenerales/@NumeroAcceso`]: 'references.accessNumber',
	[`${E}/DatosGenerales/@Exp`]: null,
	[`${E}/Emisor/@NITEmisor`]: 'seller.taxId',
	[`${E}/Emisor/@NombreEmisor`]: 'seller.companyName',
	[`${E}/Emisor/@NombreComercial`]: 'seller.name',
	[`${E}/Emisor/@CorreoEmisor`]: 'seller.email',
	[`${E}/Emisor/@CodigoEstablecimiento`]: 'references.sellerEstablishment',
	[`${E}/Emisor/@AfiliacionIVA`]: null,
	...FEL_ADDRESS(`${E}/Emisor/DireccionEmisor`, 'seller'),
	[`${E}/Receptor/@IDReceptor`]: 'buyer.taxId',
	[`${E}/Receptor/@TipoEspecial`]: null,
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
	[`${E}/Items/Item/ComplementosItem`]: null,
	[`${E}/Totales/TotalImpuestos/TotalImpuesto/@NombreCorto`]: null,
	[`${E}/Totales/TotalImpuestos/TotalImpuesto/@TotalMontoImpuesto`]: 'totals.tax',
	[`${E}/Totales/GranTotal`]: 'totals.gross',
	[`${E}/Complementos/Complemento/@IDComplemento`]: null,
	[`${E}/Complementos/Complemento/@NombreComplemento`]: null,
	[`${E}/Complementos/Complemento/@URIComplemento`]: null,
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/NumeroAbono`]: null,
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/FechaVencimiento`]: 'dueDate',
	[`${E}/Complementos/Complemento/AbonosFacturaCambiaria/Abono/MontoAbono`]: null,
	[`${E}/Complementos/Complemento/ReferenciasNota/@NumeroAutorizacionDocumentoOrigen`]:
		'precedingInvoiceNumber',
	[`${E}/Complementos/Complemento/ReferenciasNota/@MotivoAjuste`]: 'note',
	'SAT/DTE/Certificacion/NITCertificador': 'references.certifierTaxId',
	'SAT/DTE/Certificacion/NombreCertificador': null,
	'SAT/DTE/Certificacion/NumeroAutorizacion': 'references.authorizationNumber',
	'SAT/DTE/Certificacion/NumeroAutorizacion/@Serie': 'references.series',
	'SAT/DTE/Certificacion/NumeroAutorizacion/@Numero': 'number',
	'SAT/DTE/Certificacion/FechaHoraCertificacion': 'references.certifiedAt',
	'SAT/Adenda/Localizador': null,
	'Signature/@Id': null,
	'Signature/SignatureValue': null,
};

/** The sample, with every optional field that it lacks. */
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
		'<dte:Total>225.000000</dte:Total><dte:ComplementosItem>x</dte:ComplementosItem>',
	],
	[
		'</dte:Totales>',
		'</dte:Totales><dte:Complementos><dte:Complemento IDComplemento="1" NombreComplemento="n" URIComplemento="u"><AbonosFacturaCambiaria xmlns="http://www.sat.gob.gt/dte/fel/CompCambiaria/0.1.0"><Abono><NumeroAbono>1</NumeroAbono><FechaVencimiento>2026-03-01</FechaVencimiento><MontoAbono>285</MontoAbono></Abono></AbonosFacturaCambiaria><ReferenciasNota xmlns="http://www.sat.gob.gt/face2/ComplementoReferenciaNotas/0.1.0" NumeroAutorizacionDocumentoOrigen="A" MotivoAjuste="B"/></dte:Complemento></dte:Complementos>',
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
	// Only where the seller has no code of its own.
	[`${L}/CodigoCABYS`]: null,
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
		'ImpuestoAsumidoEmisorFabrica',
	),
	[`${L}/PrecioUnitario`]: 'lines.0.unitPrice',
	[`${L}/Descuento/MontoDescuento`]: 'lines.0.discount',
	...none(`${L}/Descuento/`, 'CodigoDescuento', 'CodigoDescuentoOTRO', 'NaturalezaDescuento'),
	[`${L}/SubTotal`]: 'lines.0.net',
	[`${L}/BaseImponible`]: 'taxes.0.taxableAmount',
	[`${L}/Impuesto/Codigo`]: 'taxes.0.name',
	[`${L}/Impuesto/CodigoTarifaIVA`]: 'lines.0.taxCategory',
	[`${L}/Impuesto/Tarifa`]: 'lines.0.taxRate',
	// Only where the document has no total of the tax.
	[`${L}/Impuesto/Monto`]: null,
	...none(
		`${L}/Impuesto/`,
		'CodigoImpuestoOTRO',
		'FactorCalculoIVA',
		'DatosImpuestoEspecifico',
		'Exoneracion',
	),
	[`${L}/ImpuestoNeto`]: 'lines.0.tax',
	[`${L}/MontoTotalLinea`]: 'lines.0.gross',
	...none(
		'OtrosCargos/',
		'TipoDocumentoOC',
		'TipoDocumentoOTROS',
		'IdentificacionTercero',
		'NombreTercero',
		'Detalle',
		'PorcentajeOC',
		'MontoCargo',
	),
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
	...none(
		'InformacionReferencia/',
		'TipoDocIR',
		'TipoDocRefOTRO',
		'FechaEmisionIR',
		'Codigo',
		'CodigoReferenciaOTRO',
	),
	...none('Otros/', 'OtroTexto', 'OtroTexto/@codigo', 'OtroContenido'),
	...none('Signature/', '@Id', 'SignatureValue'),
};

const elements = (...names: string[]) => names.map((name) => `<${name}>1</${name}>`).join('');

/** A credit note, since only notes refer to another document; the total of a tax differs from the line's. */
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
		`</Tarifa>${elements('CodigoImpuestoOTRO', 'FactorCalculoIVA', 'DatosImpuestoEspecifico', 'Exoneracion')}`,
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
	DetalleMensaje: null,
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
	// As text, so that a figure that became null differs from one that was never there.
	return { ...(JSON.parse(JSON.stringify(item)) as object), issues: findings.issues.length };
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

/** A copy with another value at the first place that the path leads to. */
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

describe.each([
	['FEL document', FULL_FEL, FEL_FIELDS],
	['FEL annulment', ANNULMENT, ANNULMENT_FIELDS],
	['Hacienda document', FULL_HACIENDA, HACIENDA_FIELDS],
	['Hacienda answer', MESSAGE, MESSAGE_FIELDS],
] as const)('%s', (_name, xml, fields) => {
	const root = rootOf(xml);
	const before = itemOf(root);

	test.each(Object.entries(fields))('%s → %s', (from, to) => {
		const now = itemOf(changed(root, from.split('/')));
		if (to === null) expect({ ...now, issues: 0 }).toEqual({ ...before, issues: 0 });
		else expect(at(now, to)).not.toEqual(at(before, to));
	});

	test('every field is in the list', () => {
		expect([...new Set(leavesOf(root))].filter((leaf) => !(leaf in fields))).toEqual([]);
	});
});
