/** Documents of Costa Rica with correct sums, and the item that Read returns for one. */
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import type { Invoice } from '../../../nodes/shared/invoice/schema';

interface HaciendaLine {
	net: number;
	/** The content of each `Impuesto`. */
	taxes?: readonly string[];
	/** After the taxes: `ImpuestoAsumidoEmisorFabrica` and `ImpuestoNeto`. */
	after?: string;
	tax: number;
	/** The taxable amount if it is not the net, as with gifts. */
	base?: number;
	discount?: number;
}

export interface HaciendaDocument {
	root?: string;
	version?: '4.3' | '4.4';
	lines: readonly HaciendaLine[];
	/** XML between the lines and the summary. */
	others?: string;
	charges?: number;
	returned?: number;
	currency?: string;
	/** XML in the summary, before the total of taxes. */
	breakdown?: string;
	/** XML after the summary. */
	end?: string;
	/** Replaces the buyer. */
	buyer?: string;
	due?: number;
}

export const iva = (rate: number, amount: number, more = '', code = '08', version: '4.3' | '4.4' = '4.4') =>
	`<Codigo>01</Codigo><${version === '4.4' ? 'CodigoTarifaIVA' : 'CodigoTarifa'}>${code}</${version === '4.4' ? 'CodigoTarifaIVA' : 'CodigoTarifa'}><Tarifa>${rate}</Tarifa><Monto>${amount}</Monto>${more}`;

const PARTY = (name: string, id: string) =>
	`<Nombre>${name}</Nombre><Identificacion><Tipo>02</Tipo><Numero>${id}</Numero></Identificacion>`;
const sum = (figures: readonly number[]) => Number(figures.reduce((all, one) => all + one, 0).toFixed(5));

function haciendaXml(document: HaciendaDocument): string {
	const {
		root = 'FacturaElectronica',
		version = '4.4',
		lines,
		others = '',
		breakdown = '',
		end = '',
	} = document;
	const {
		charges,
		returned,
		currency = '',
		buyer = `<Receptor>${PARTY('Cliente SRL', '3102000000')}</Receptor>`,
	} = document;
	const [net, tax] = [sum(lines.map((line) => line.net)), sum(lines.map((line) => line.tax))];
	const due = document.due ?? sum([net, tax, charges ?? 0, -(returned ?? 0)]);
	const rows = lines.map((line, index) => {
		const { net: subtotal, taxes = [], after = '', base, discount = 0 } = line;
		const before = subtotal + discount;
		return `<LineaDetalle><NumeroLinea>${index + 1}</NumeroLinea><Cantidad>1</Cantidad><UnidadMedida>Unid</UnidadMedida><Detalle>Cosa</Detalle><PrecioUnitario>${before}</PrecioUnitario><MontoTotal>${before}</MontoTotal>${discount ? `<Descuento><MontoDescuento>${discount}</MontoDescuento></Descuento>` : ''}<SubTotal>${subtotal}</SubTotal>${base === undefined ? '' : `<BaseImponible>${base}</BaseImponible>`}${taxes.map((content) => `<Impuesto>${content}</Impuesto>`).join('')}${after}<MontoTotalLinea>${sum([subtotal, line.tax])}</MontoTotalLinea></LineaDetalle>`;
	});
	const name = `${root[0]!.toLowerCase()}${root.slice(1)}`;
	return `<${root} xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v${version}/${name}"><Clave>50601032500310112345600100001010000000007199999999</Clave><NumeroConsecutivo>00100001010000000007</NumeroConsecutivo><FechaEmision>2025-03-01T10:00:00-06:00</FechaEmision><Emisor>${PARTY('Taller SA', '3101123456')}</Emisor>${buyer}<CondicionVenta>01</CondicionVenta><DetalleServicio>${rows.join('')}</DetalleServicio>${others}<ResumenFactura>${currency}<TotalVentaNeta>${net}</TotalVentaNeta>${breakdown}<TotalImpuesto>${tax}</TotalImpuesto>${returned === undefined ? '' : `<TotalIVADevuelto>${returned}</TotalIVADevuelto>`}${charges === undefined ? '' : `<TotalOtrosCargos>${charges}</TotalOtrosCargos>`}<TotalComprobante>${due}</TotalComprobante></ResumenFactura>${end}</${root}>`;
}

export async function readHacienda(document: HaciendaDocument): Promise<Invoice> {
	const read = await readEInvoice(Buffer.from(haciendaXml(document)));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}
