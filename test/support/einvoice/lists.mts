/** Documents of each format that have every list which its reader knows. */
import { readFileSync } from 'node:fs';
import { CII, UBL } from '../validate/documents.mts';

const sample = (name: string) => readFileSync(`test/samples/einvoice/${name}`, 'utf8');

/** With further elements, each before what it is to stand in front of. */
function withElements(
	xml: string,
	added: ReadonlyArray<readonly [before: string, elements: string]>,
): string {
	return added.reduce((text, [before, elements]) => {
		if (!text.includes(before)) throw new Error(`The document has no ${before}`);
		return text.replace(before, elements + before);
	}, xml);
}

const FEL = withElements(sample('cases/fel-special-invoice-withheld.xml'), [
	['<dte:Items>', '<dte:Frases><dte:Frase TipoFrase="1" CodigoEscenario="1"/></dte:Frases>'],
	[
		'</dte:Complementos>',
		'<dte:Complemento><cfc:AbonosFacturaCambiaria xmlns:cfc="http://www.sat.gob.gt/dte/fel/CompCambiaria/0.1.0"><cfc:Abono><cfc:NumeroAbono>1</cfc:NumeroAbono><cfc:FechaVencimiento>2025-04-01</cfc:FechaVencimiento><cfc:MontoAbono>95</cfc:MontoAbono></cfc:Abono></cfc:AbonosFacturaCambiaria></dte:Complemento>',
	],
	[
		'<dte:Total>112.00</dte:Total>',
		'<dte:ComplementosItem><dte:ComplementoItem><a>1</a></dte:ComplementoItem></dte:ComplementosItem>',
	],
]);

const HACIENDA = withElements(sample('cases/hacienda-exoneracion-partial.xml'), [
	[
		'<Cantidad>',
		'<CodigoComercial><Tipo>04</Tipo><Codigo>A</Codigo></CodigoComercial><CodigoComercial><Tipo>01</Tipo><Codigo>B</Codigo></CodigoComercial>',
	],
	['<SubTotal>', '<Descuento><MontoDescuento>1</MontoDescuento></Descuento>'],
	[
		'<ResumenFactura>',
		'<OtrosCargos><TipoDocumento>06</TipoDocumento><MontoCargo>1</MontoCargo></OtrosCargos>',
	],
	[
		'<TotalImpuesto>',
		'<TotalDesgloseImpuesto><Codigo>01</Codigo><CodigoTarifaIVA>08</CodigoTarifaIVA><TotalMontoImpuesto>50</TotalMontoImpuesto></TotalDesgloseImpuesto>',
	],
	['<TotalComprobante>', '<MedioPago><TipoMedioPago>01</TipoMedioPago></MedioPago>'],
	[
		'</FacturaElectronica>',
		'<InformacionReferencia><TipoDoc>01</TipoDoc><Numero>1</Numero><FechaEmision>2025-01-01T00:00:00-06:00</FechaEmision><Codigo>01</Codigo><Razon>a</Razon></InformacionReferencia>',
	],
]);

const GENERAL = ['DatiContratto', 'DatiConvenzione', 'DatiRicezione', 'DatiFattureCollegate']
	.map((name) => `<${name}><IdDocumento>1</IdDocumento><CodiceCIG>1</CodiceCIG></${name}>`)
	.join('');

const FATTURAPA = withElements(sample('fatturapa.xml'), [['<DatiDDT>', GENERAL]]);

/** By format. */
export const DOCUMENTS = {
	UBL,
	'UBL with all terms': sample('all-terms.ubl.xml'),
	CII,
	'CII with all terms': sample('all-terms.cii.xml'),
	'ZUGFeRD 1.0': sample('cases/zugferd-1.xml'),
	FEL,
	Hacienda: HACIENDA,
	FatturaPA: FATTURAPA,
};
