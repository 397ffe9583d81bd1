import { add, equals, isZero, toText, type Decimal } from '../../../values/decimal';
import { sumOfAll } from '../../../values/money';
import { addDays } from '../../../values/dates';
import type { Findings } from '../../../invoice/findings';
import { partyOf, paymentOf, referencesOf } from '../../../invoice/build';
import type { Invoice } from '../../../invoice/schema';
import { childOf, childrenOf, localName, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { atOnce, readNumber, type EInvoice, type Reader } from '../../reader';
import { linesOf } from './readLines';
import { taxesOf } from './readTaxes';
import { locationOf, partyAt } from './readParty';
import { exemptionReasonsOf, otherChargesOf, referencesAt } from './readReferences';

/**
 * Comprobantes electrónicos of Costa Rica (Ministerio de Hacienda, XSD 4.2 to 4.4), and Hacienda's response to them.
 */
export const haciendaReaders: Record<string, Reader> = {
	'cr:FacturaElectronica': reader('invoice'),
	'cr:TiqueteElectronico': reader('invoice'),
	'cr:NotaDebitoElectronica': reader('invoice'),
	'cr:FacturaElectronicaExportacion': reader('invoice'),
	'cr:FacturaElectronicaCompra': reader('invoice'),
	'cr:NotaCreditoElectronica': reader('creditNote'),
	'cr:ReciboElectronicoPago': reader(null),
	'cr:MensajeHacienda': atOnce(readMessage),
};

const NOTES = ['NotaCreditoElectronica', 'NotaDebitoElectronica'];

/** `CondicionVenta`: on credit, services to the state on credit, and payable within 90 days. */
const ON_CREDIT = ['02', '08', '10'];

function reader(kind: Invoice['kind']): Reader {
	return function* (root, findings) {
		const documentType = localName(root.name);
		const summary = childOf(root, 'cr:ResumenFactura');
		const seller = childOf(root, 'cr:Emisor');
		const buyer = childOf(root, 'cr:Receptor');
		const terms = valueOf(root, 'cr:CondicionVenta');
		// 4.2 and 4.3 have the code next to the terms, 4.4 in the summary.
		const methods = [
			...childrenOf(summary, 'cr:MedioPago').map((method) => valueOf(method, 'cr:TipoMedioPago')),
			...childrenOf(root, 'cr:MedioPago').map((method) => valueOf(method)),
		].filter((code) => code !== null);
		const issueDate = findings.date('issueDate', valueOf(root, 'cr:FechaEmision')?.slice(0, 10));
		const lines = childrenOf(childOf(root, 'cr:DetalleServicio'), 'cr:LineaDetalle');
		const otherCharges = childrenOf(root, 'cr:OtrosCargos');
		const referred = referencesAt(root, NOTES.includes(documentType));
		if (kind === null) {
			findings.add('kind-unknown', 'kind', `A ${documentType} is neither an invoice nor a credit note`);
		}
		checkKey(root, findings);
		return {
			number: valueOf(root, 'cr:NumeroConsecutivo'),
			kind,
			issueDate,
			dueDate: dueDateOf(issueDate, terms, valueOf(root, 'cr:PlazoCredito'), findings),
			...currencyOf(summary, findings),
			...referred.known,
			seller: partyAt(seller),
			buyer: partyAt(buyer),
			totals: totalsOf(summary, otherCharges, findings),
			taxes: yield* taxesOf(lines, childrenOf(summary, 'cr:TotalDesgloseImpuesto'), findings),
			lines: yield* linesOf(lines, findings),
			payment: paymentOf({ terms, method: methods.length > 0 ? methods.join(', ') : null }),
			references: referencesOf({
				authorizationNumber: valueOf(root, 'cr:Clave'),
				documentType,
				sellerIdType: valueOf(seller, 'cr:Identificacion', 'cr:Tipo'),
				buyerIdType: valueOf(buyer, 'cr:Identificacion', 'cr:Tipo'),
				sellerLocation: locationOf(seller),
				buyerLocation: locationOf(buyer),
				otherCharges: otherChargesOf(otherCharges),
				taxExemptionReason: exemptionReasonsOf(lines),
				...referred.references,
			}),
		};
	};
}

/** The key contains country, date and issuer, then the number at positions 22 to 41. */
function checkKey(root: XmlElement, findings: Findings) {
	const [key, number] = [valueOf(root, 'cr:Clave'), valueOf(root, 'cr:NumeroConsecutivo')];
	if (key === null || number === null || key.slice(21, 41) === number) return;
	findings.add(
		'number-mismatch',
		'number',
		`${number.slice(0, 40)} was sent, but the key holds ${key.slice(21, 41)}`,
	);
}

function dueDateOf(
	issueDate: string | null,
	terms: string | null,
	period: string | null,
	findings: Findings,
): string | null {
	if (issueDate === null || period === null || terms === null || !ON_CREDIT.includes(terms)) return null;
	if (/^\d{1,5}$/.test(period)) return addDays(issueDate, Number(period));
	// Before 4.4, it may be any text.
	findings.add('date-unknown', 'dueDate', `${period.slice(0, 100)} is not a number of days (PlazoCredito)`);
	return null;
}

/** 4.4 and 4.3 have it in `CodigoTipoMoneda`, 4.2 next to the totals; the default is the colón. */
function currencyOf(summary: XmlElement | null, findings: Findings): EInvoice {
	if (summary === null) return {};
	const place = childOf(summary, 'cr:CodigoTipoMoneda') ?? summary;
	const rate = readNumber(findings, 'exchangeRate', valueOf(place, 'cr:TipoCambio'));
	return {
		currency: findings.currency('currency', valueOf(place, 'cr:CodigoMoneda') ?? 'CRC'),
		exchangeRate: findings.amount('exchangeRate', rate),
	};
}

/** `TotalDescuentos` is not read, because the lines already include the discounts. */
function totalsOf(
	summary: XmlElement | null,
	others: readonly XmlElement[],
	findings: Findings,
): EInvoice['totals'] {
	const read = (name: string, field: string) =>
		readNumber(findings, `totals.${field}`, valueOf(summary, name));
	const lines = read('cr:TotalVentaNeta', 'lines');
	const charges = chargesOf(read('cr:TotalOtrosCargos', 'charges'), others, findings);
	const tax = read('cr:TotalImpuesto', 'tax');
	// Refunded to the buyer immediately, for medical services paid by card. TotalComprobante is TotalVentaNeta +
	// TotalImpuesto + TotalOtrosCargos − TotalIVADevuelto (Anexos y Estructuras 4.3 and 4.4, resumen), so it is the
	// amount that remains to be paid.
	const returned = read('cr:TotalIVADevuelto', 'withheld');
	const isReturned = returned !== null && !isZero(returned);
	const total = read('cr:TotalComprobante', 'gross');
	return {
		lines: findings.amount('totals.lines', lines),
		charges: findings.amount('totals.charges', charges),
		net: findings.amount('totals.net', lines && charges ? add(lines, charges) : lines),
		tax: findings.amount('totals.tax', tax),
		gross: findings.amount('totals.gross', total && isReturned ? add(total, returned) : total),
		...(isReturned
			? {
					withheld: findings.amount('totals.withheld', returned),
					due: findings.amount('totals.due', total),
				}
			: {}),
	};
}

/** The total of other charges, such as the service charge of a restaurant; their sum if it is missing. */
function chargesOf(total: Decimal | null, others: readonly XmlElement[], findings: Findings): Decimal | null {
	const sum = sumOfAll(
		others.map((charge) => readNumber(findings, 'totals.charges', valueOf(charge, 'cr:MontoCargo'))),
	);
	if (total !== null && sum !== null && !equals(total, sum)) {
		findings.add(
			'sum-mismatch',
			'totals.charges',
			`${toText(total)} was sent, but the sum of the other charges is ${toText(sum)}`,
		);
	}
	return total ?? sum;
}

/** `MensajeHacienda`: the tax authority's response, which has little more than parties and totals. */
function readMessage(root: XmlElement, findings: Findings): EInvoice {
	const verdict = valueOf(root, 'cr:Mensaje');
	const read = (name: string, field: string) =>
		findings.amount(`totals.${field}`, readNumber(findings, `totals.${field}`, valueOf(root, name)));
	if (verdict === '3') {
		findings.add(
			'rejected-by-tax-authority',
			'status',
			`Hacienda rejected the document: ${textOf(root, 'cr:DetalleMensaje')?.slice(0, 300) ?? 'no reason is given'}`,
		);
	} else if (verdict !== '1') {
		findings.add(
			'status-unknown',
			'status',
			`The message code ${verdict?.slice(0, 20) ?? '(none)'} is not known`,
		);
	}
	return {
		kind: null,
		status: verdict === '1' ? 'issued' : null,
		seller: partyOf({ name: textOf(root, 'cr:NombreEmisor'), taxId: valueOf(root, 'cr:NumeroCedulaEmisor') }),
		buyer: partyOf({
			name: textOf(root, 'cr:NombreReceptor'),
			taxId: valueOf(root, 'cr:NumeroCedulaReceptor'),
		}),
		totals: { tax: read('cr:MontoTotalImpuesto', 'tax'), gross: read('cr:TotalFactura', 'gross') },
		references: referencesOf({
			authorizationNumber: valueOf(root, 'cr:Clave'),
			documentType: localName(root.name),
			sellerIdType: valueOf(root, 'cr:TipoIdentificacionEmisor'),
			buyerIdType: valueOf(root, 'cr:TipoIdentificacionReceptor'),
		}),
	};
}
