import { abs, compare, ofDigits, subtract, toText, type Decimal } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { addressOf, partyOf, paymentOf, referencesOf } from '../../../invoice/build';
import type { Address, Invoice } from '../../../invoice/schema';
import { amount, sumOfAll } from '../../../values/money';
import type { Steps } from '../../../steps';
import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { atOnce, readNumber, type EInvoice, type Reader } from '../../reader';
import { complementsOf } from './readComplements';
import { instalmentsOf } from './readInstalments';
import { linesOf, taxesOf } from './readItems';
import { noteOf } from './readNote';

/** Factura Electrónica en Línea of Guatemala (SAT, XSD 0.1.0 and 0.2.0): documents and annulments. */
export const felReaders: Record<string, Reader> = {
	'dte:GTDocumento': readDocument,
	'dte:GTAnulacionDocumento': atOnce(readAnnulment),
};

/** Values of `Tipo`. Donations and receipts (RDON, RECI) are neither invoice nor credit note. */
const INVOICES = [
	...['FACT', 'FCAM', 'FPEQ', 'FCAP', 'FESP', 'FEPE', 'NDEB'],
	...['FACA', 'FCCA', 'FAPE', 'FCPE', 'FAAE', 'FCAE'],
	// Regimes for farmers and breeders.
	...['FARP', 'FCRP', 'FAPC', 'FCPC'],
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
	const type = attributeOf(general, 'Tipo');
	const items = childrenOf(childOf(emission, 'dte:Items'), 'dte:Item');
	const lines = yield* linesOf(items, findings);
	const totals = childOf(emission, 'dte:Totales');
	const total = amount(valueOf(totals, 'dte:GranTotal'));
	const { withheld, due, exchangeRate, method, shipTo, references } = complementsOf(
		complements,
		total,
		findings,
	);
	const note = noteOf(complements, findings);
	const { dueDate, terms } = yield* instalmentsOf(complements, total, findings);
	const receptor = childOf(emission, 'dte:Receptor');
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
		dueDate,
		currency: findings.currency('currency', attributeOf(general, 'CodigoMoneda')),
		...note.known,
		seller: partyOf({
			name: attributeOf(seller, 'NombreComercial'),
			companyName: attributeOf(seller, 'NombreEmisor'),
			taxId: attributeOf(seller, 'NITEmisor'),
			email: attributeOf(seller, 'CorreoEmisor'),
			address: addressAt(childOf(seller, 'dte:DireccionEmisor'), 'seller', findings),
		}),
		buyer: buyerOf(receptor, findings),
		exchangeRate,
		shipTo,
		totals: { ...totalsOf(totals, lines, findings), withheld, due },
		taxes: yield* taxesOf(
			items,
			childrenOf(childOf(totals, 'dte:TotalImpuestos'), 'dte:TotalImpuesto'),
			findings,
		),
		lines,
		payment: paymentOf({ terms, method }),
		references: referencesOf({
			...references,
			...note.references,
			documentType: type,
			export: attributeOf(general, 'Exp'),
			// `CUI`: a person, `EXT`: a foreigner; without it, the ID is a NIT.
			buyerIdType: attributeOf(receptor, 'TipoEspecial'),
			authorizationNumber: certified.authorizationNumber,
			series: certified.series,
			certifierTaxId: valueOf(certification, 'dte:NITCertificador'),
			certifiedAt: valueOf(certification, 'dte:FechaHoraCertificacion'),
			accessNumber: attributeOf(general, 'NumeroAcceso'),
			sellerEstablishment: attributeOf(seller, 'CodigoEstablecimiento'),
		}),
	};
}

/** An annulment has no amounts and does not give the kind of the document that it voids. */
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

/** A series without the asterisks that mark a test document (`**PRUEBAS**`). */
export const seriesOf = (text: string | null): string | null => text?.replaceAll('*', '') || null;

/**
 * In an authorization (a UUID), the first eight hex digits are the series and the next eight the number (SAT's rule for
 * FEL). Adds an issue when they do not match, except in test mode, in which the series is a word.
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

/** The date as written: it is Guatemalan time, and the zone may be missing. */
const dateOf = (text: string | null, path: string, findings: Findings) =>
	findings.date(path, text?.trim().slice(0, 10));

/** `CF` (consumidor final) means a buyer without a tax number. */
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

/** `GranTotal` is the sum of the lines, which have more digits. */
function checkTotal(total: Decimal | null, sum: Decimal | null, findings: Findings) {
	if (total === null || sum === null || compare(abs(subtract(total, sum)), ofDigits(1, 2)) <= 0) return;
	findings.add(
		'sum-mismatch',
		'totals.gross',
		`${toText(total)} was sent, but the sum of the lines is ${toText(sum)}`,
	);
}

function totalsOf(element: XmlElement | null, lines: Invoice['lines'], findings: Findings) {
	const gross = readNumber(findings, 'totals.gross', valueOf(element, 'dte:GranTotal'));
	const taxes = childrenOf(childOf(element, 'dte:TotalImpuestos'), 'dte:TotalImpuesto');
	const tax =
		sumOfAll(
			taxes.map((entry) => readNumber(findings, 'totals.tax', attributeOf(entry, 'TotalMontoImpuesto'))),
		) ?? (taxes.length === 0 ? sumOfAll(lines.map((line) => amount(line.tax))) : null);
	// If there are taxes, the net total is compared instead.
	if (tax === null) checkTotal(gross, sumOfAll(lines.map((line) => amount(line.gross))), findings);
	return {
		lines: findings.amount('totals.lines', sumOfAll(lines.map(({ net }) => amount(net)))),
		net: gross && tax ? findings.amount('totals.net', subtract(gross, tax)) : null,
		tax: findings.amount('totals.tax', tax),
		gross: findings.amount('totals.gross', gross),
	};
}
