import { subtract, toText } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { addressOf, partyOf, paymentOf, referencesOf } from '../../../invoice/build';
import type { Address, Invoice } from '../../../invoice/schema';
import { amount, sumOfAll } from '../../../values/money';
import type { Steps } from '../../../steps';
import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { atOnce, readNumber, type EInvoice, type Reader } from '../../reader';
import { complementsOf } from './readComplements';
import { linesOf, taxesOf } from './readItems';

/** Factura Electrónica en Línea of Guatemala (SAT, XSD 0.1.0 and 0.2.0): documents and their annulments. */
export const felReaders: Record<string, Reader> = {
	'dte:GTDocumento': readDocument,
	'dte:GTAnulacionDocumento': atOnce(readAnnulment),
};

/** Values of `Tipo`. Donations and receipts (RDON, RECI) are neither invoice nor credit note. */
const INVOICES = [
	...['FACT', 'FCAM', 'FPEQ', 'FCAP', 'FESP', 'NDEB'],
	...['FACA', 'FCCA', 'FAPE', 'FCPE', 'FAAE', 'FCAE'],
];
const CREDIT_NOTES = ['NCRE', 'NABN'];

function* readDocument(root: XmlElement, findings: Findings): Steps<EInvoice> {
	const dte = childOf(root, 'dte:SAT', 'dte:DTE');
	const emission = childOf(dte, 'dte:DatosEmision');
	const general = childOf(emission, 'dte:DatosGenerales');
	const certification = childOf(dte, 'dte:Certificacion');
	const authorization = childOf(certification, 'dte:NumeroAutorizacion');
	const seller = childOf(emission, 'dte:Emisor');
	const complements = childrenOf(childOf(emission, 'dte:Complementos'), 'dte:Complemento').flatMap(
		(complement) => complement.children,
	);
	const origin = complements.find(({ name }) => name === 'cno:ReferenciasNota');
	const type = attributeOf(general, 'Tipo');
	const items = childrenOf(childOf(emission, 'dte:Items'), 'dte:Item');
	const lines = yield* linesOf(items, findings);
	const totals = childOf(emission, 'dte:Totales');
	const { withheld, due, exchangeRate, shipTo, references } = complementsOf(complements, findings);
	const certified = {
		authorizationNumber: valueOf(authorization),
		series: seriesOf(attributeOf(authorization, 'Serie')),
		number: attributeOf(authorization, 'Numero'),
	};
	checkAuthorization(certified, findings);
	return {
		number: certified.number,
		kind: kindOf(type, findings),
		...(certification === null ? {} : { status: 'issued' }),
		issueDate: dateOf(attributeOf(general, 'FechaHoraEmision'), 'issueDate', findings),
		...creditTermsOf(complements, findings),
		currency: findings.currency('currency', attributeOf(general, 'CodigoMoneda')),
		precedingInvoiceNumber: attributeOf(origin, 'NumeroAutorizacionDocumentoOrigen'),
		note: attributeOf(origin, 'MotivoAjuste'),
		seller: partyOf({
			name: attributeOf(seller, 'NombreComercial'),
			companyName: attributeOf(seller, 'NombreEmisor'),
			taxId: attributeOf(seller, 'NITEmisor'),
			email: attributeOf(seller, 'CorreoEmisor'),
			address: addressAt(childOf(seller, 'dte:DireccionEmisor'), 'seller', findings),
		}),
		buyer: buyerOf(childOf(emission, 'dte:Receptor'), findings),
		exchangeRate,
		shipTo,
		totals: { ...totalsOf(totals, lines, findings), withheld, due },
		taxes: yield* taxesOf(
			items,
			childrenOf(childOf(totals, 'dte:TotalImpuestos'), 'dte:TotalImpuesto'),
			findings,
		),
		lines,
		references: referencesOf({
			...references,
			precedingInvoiceDate: attributeOf(origin, 'FechaEmisionDocumentoOrigen'),
			precedingInvoiceSeries: attributeOf(origin, 'SerieDocumentoOrigen'),
			precedingDocumentNumber: attributeOf(origin, 'NumeroDocumentoOrigen'),
			documentType: type,
			authorizationNumber: certified.authorizationNumber,
			series: certified.series,
			certifierTaxId: valueOf(certification, 'dte:NITCertificador'),
			certifiedAt: valueOf(certification, 'dte:FechaHoraCertificacion'),
			accessNumber: attributeOf(general, 'NumeroAcceso'),
			sellerEstablishment: attributeOf(seller, 'CodigoEstablecimiento'),
		}),
	};
}

/** An annulment does not say what kind of document it voids, and has no amounts. */
function readAnnulment(root: XmlElement, findings: Findings): EInvoice {
	const annulment = childOf(root, 'dte:SAT', 'dte:AnulacionDTE');
	const general = childOf(annulment, 'dte:DatosGenerales');
	const certification = childOf(annulment, 'dte:Certificacion');
	return {
		kind: null,
		status: 'void',
		issueDate: dateOf(attributeOf(general, 'FechaHoraAnulacion'), 'issueDate', findings),
		note: attributeOf(general, 'MotivoAnulacion'),
		seller: partyOf({ taxId: attributeOf(general, 'NITEmisor') }),
		buyer: partyOf({ taxId: taxIdOf(attributeOf(general, 'IDReceptor')) }),
		references: referencesOf({
			authorizationNumber: attributeOf(general, 'NumeroDocumentoAAnular'),
			annulledIssueDate: attributeOf(general, 'FechaEmisionDocumentoAnular'),
			certifierTaxId: valueOf(certification, 'dte:NITCertificador'),
			certifiedAt: valueOf(certification, 'dte:FechaHoraCertificacion'),
		}),
	};
}

/** A series without the asterisks that mark a test (`**PRUEBAS**`). */
export const seriesOf = (text: string | null): string | null => text?.replaceAll('*', '') || null;

/**
 * Of an authorization (a UUID), the first eight hex digits are the series, and the next eight the number (SAT's rule for
 * FEL). An issue where they are not, except in test mode, whose series is a word.
 */
export function checkAuthorization(
	known: { authorizationNumber: string | null; series: string | null; number: string | null },
	findings: Findings,
): void {
	const match = /^([\dA-F]{8})-([\dA-F]{4})-([\dA-F]{4})-/.exec(
		known.authorizationNumber?.toUpperCase() ?? '',
	);
	if (match === null || known.series === 'PRUEBAS') return;
	const [, series = '', high = '', low = ''] = match;
	const number = String(parseInt(high + low, 16));
	const differs = (code: string, path: string, sent: string, expected: string) =>
		findings.add(code, path, `${sent.slice(0, 40)} was sent, but the authorization says ${expected}`);
	if (known.series !== null && known.series.toUpperCase() !== series) {
		differs('series-mismatch', 'references.series', known.series, series);
	}
	if (known.number !== null && known.number !== number)
		differs('number-mismatch', 'number', known.number, number);
}

function kindOf(type: string | null, findings: Findings): Invoice['kind'] {
	if (type !== null && INVOICES.includes(type)) return 'invoice';
	if (type !== null && CREDIT_NOTES.includes(type)) return 'creditNote';
	const shown = type === null ? 'that is missing' : type.slice(0, 20);
	findings.add(
		'kind-unknown',
		'kind',
		`The type ${shown} is neither that of an invoice nor of a credit note`,
	);
	return null;
}

/** The date as it stands: it is Guatemala's, and the zone may be missing. */
const dateOf = (text: string | null, path: string, findings: Findings) =>
	findings.date(path, text?.trim().slice(0, 10));

/** `CF` (consumidor final) stands for a buyer without a tax number. */
const taxIdOf = (id: string | null) => (id === 'CF' ? null : id);

function buyerOf(receptor: XmlElement | null, findings: Findings) {
	return partyOf({
		name: attributeOf(receptor, 'NombreReceptor'),
		taxId: taxIdOf(attributeOf(receptor, 'IDReceptor')),
		email: attributeOf(receptor, 'CorreoReceptor'),
		address: addressAt(childOf(receptor, 'dte:DireccionReceptor'), 'buyer', findings),
	});
}

function addressAt(element: XmlElement | null, path: string, findings: Findings): Address | null {
	return addressOf({
		street: textOf(element, 'dte:Direccion'),
		postalCode: textOf(element, 'dte:CodigoPostal'),
		city: textOf(element, 'dte:Municipio'),
		region: textOf(element, 'dte:Departamento'),
		countryCode: findings.country(`${path}.address.countryCode`, valueOf(element, 'dte:Pais')),
	});
}

function totalsOf(element: XmlElement | null, lines: Invoice['lines'], findings: Findings) {
	const gross = readNumber(findings, 'totals.gross', valueOf(element, 'dte:GranTotal'));
	const taxes = childrenOf(childOf(element, 'dte:TotalImpuestos'), 'dte:TotalImpuesto');
	const tax = sumOfAll(
		taxes.map((entry) => readNumber(findings, 'totals.tax', attributeOf(entry, 'TotalMontoImpuesto'))),
	);
	return {
		lines: findings.amount('totals.lines', sumOfAll(lines.map(({ net }) => amount(net)))),
		net: gross && tax ? findings.amount('totals.net', subtract(gross, tax)) : null,
		tax: findings.amount('totals.tax', tax),
		gross: findings.amount('totals.gross', gross),
	};
}

/** The instalments of a factura cambiaria: a single one has a due date, several are the terms. */
function creditTermsOf(complements: readonly XmlElement[], findings: Findings): EInvoice {
	const instalments = complements
		.filter(({ name }) => name === 'cfc:AbonosFacturaCambiaria')
		.flatMap((complement) => childrenOf(complement, 'cfc:Abono'));
	const [first] = instalments;
	if (instalments.length <= 1) {
		return { dueDate: dateOf(valueOf(first, 'cfc:FechaVencimiento'), 'dueDate', findings) };
	}
	const terms = instalments.map((instalment) => {
		const [number, due, sum] = ['cfc:NumeroAbono', 'cfc:FechaVencimiento', 'cfc:MontoAbono'].map(
			(name) => valueOf(instalment, name) ?? '?',
		);
		const figure = amount(sum);
		return `${number}: ${due}, ${figure ? toText(figure) : sum}`;
	});
	return { payment: paymentOf({ terms: terms.join('; ') }) };
}
