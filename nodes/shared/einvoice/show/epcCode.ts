import type { Invoice } from '../../invoice/schema';
import { normalized } from '../../unicode';
import { compare, decimal, fractionDigits, toText, type Decimal } from '../../values/decimal';
import { hasCheckDigits, ibanOf } from '../../values/iban';
import { isCollected } from '../en16931/collected';

// EPC069-12, "Quick Response Code: Guidelines to Enable Data Capture for the Initiation of a SEPA Credit Transfer",
// version 002, in which the BIC is optional.

const MAX_BYTES = 331;
const MAX_NAME = 70;
const MAX_REMITTANCE = 140;
const MAX_AMOUNT = decimal('999999999.99');

/** Statuses in which nobody needs to pay any more. */
const SETTLED: ReadonlyArray<Invoice['status']> = ['paid', 'credited', 'void'];

/**
 * UNTDID 4461 for cards and direct debits, with which the seller collects, and for what was agreed or is set off (57, 97):
 * a transfer would pay twice.
 */
const COLLECTED = ['48', '49', '54', '55', '57', '59', '97'];

/**
 * The text of the QR code for banking apps: a SEPA credit transfer of the amount due. Null when the invoice lacks
 * something that it needs, when a value does not fit the format, or when nothing has to be transferred.
 */
export function epcText(invoice: Invoice): string | null {
	const { payment, references, seller } = invoice;
	const iban = ibanOf(payment?.iban ?? '');
	const amount = amountOf(invoice);
	const name = oneLine(
		references.paymentAccountName || references.payeeName || seller?.companyName || seller?.name,
	);
	const reference = oneLine(payment?.reference || invoice.number);
	if (iban === null || amount === null || !isTransferred(invoice)) return null;
	if (name === '' || name.length > MAX_NAME || reference.length > MAX_REMITTANCE) return null;
	const bic = /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.exec(payment?.bic?.replace(/\s/g, '') ?? '')?.[0] ?? '';
	const creditorReference = creditorReferenceOf(reference);
	const text = [
		...['BCD', '002', '1', 'SCT'],
		bic,
		name,
		iban,
		`EUR${toText(amount)}`,
		'', // The purpose.
		creditorReference ?? '',
		creditorReference === null ? reference : '',
	].join('\n');
	return Buffer.byteLength(text) > MAX_BYTES ? null : text.trimEnd();
}

/** Such words in the languages of this package. */
const IN_WORDS =
	/card|karte|\bcart[ae]s?\b|tarjeta|kaart|\b(?:visa|amex|sdd|rid)\b|debit(?!or)|lastschrift|einzug|abbuch|abgebucht|adeudo|prelev|incasso|domicili|addebito/i;
const withoutAccents = (text: string): string => normalized(text, 'NFD').replace(/\p{M}/gu, '');

function isTransferred({ kind, status, payment, references }: Invoice): boolean {
	const method = payment?.method ?? '';
	return (
		kind !== 'creditNote' &&
		!SETTLED.includes(status) &&
		!COLLECTED.includes(method) &&
		!IN_WORDS.test(withoutAccents(`${method} ${references.paymentMethodText ?? ''}`)) &&
		!isCollected(references)
	);
}

function amountOf({ currency, totals }: Invoice): Decimal | null {
	const due = totals.due === null ? null : decimal(totals.due);
	if (due === null || MAX_AMOUNT === null || currency !== 'EUR') return null;
	return due.digits > 0 && fractionDigits(due) <= 2 && compare(due, MAX_AMOUNT) <= 0 ? due : null;
}

/** Removes line ends and control characters, which would start another element of the code. */
const oneLine = (text: string | null | undefined): string =>
	(text ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** ISO 11649, with its check digits verified; text that only looks like one is remittance text. */
function creditorReferenceOf(reference: string): string | null {
	const compact = reference.replace(/ /g, '').toUpperCase();
	return /^RF\d{2}[A-Z0-9]{1,21}$/.test(compact) && hasCheckDigits(compact) ? compact : null;
}
