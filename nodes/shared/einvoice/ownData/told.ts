import { lettersOf } from './headings';
import { yesOrNo } from './values/values';

/** What an item says of the whole document in words, under names that are none of its fields. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** By their letters. */
const PAID =
	words(`paid fullypaid paidinfull settled bezahlt vollstandigbezahlt gezahlt beglichen paye payee regle reglee
	acquitte acquittee soldee pagado pagada pagato pagata saldato saldata betaald voldaan`);
const VOID = words(
	'void voided cancelled canceled storniert annule annulee anulado anulada annullato annullata geannuleerd',
);
const STATUS =
	/status$|^(?:statut|estado|stato)(?:de|del|di)?(?:paiement|pago|pagamento|facture|factura|fattura|pedido|ordine)?$/;

/** Whether a status is that of a paid invoice, in the languages of this package. */
export const isPaid = (status: string): boolean => PAID.has(lettersOf(status));

/** Whether a status is that of a void invoice. */
export const isVoid = (status: string): boolean => VOID.has(lettersOf(status));

/** Whether a name such as `Payment Status` or `Zahlungsstatus` says that the invoice is paid. */
export const saysPaid = (letters: string, value: unknown): boolean =>
	STATUS.test(letters) && typeof value === 'string' && isPaid(value);

/**
 * Headings of anything, some of whose values say that the document is no invoice. The whole value counts, unlike under a
 * name of `kind`: a ticket may be of the type Non-refundable.
 */
const TYPES = words('type typ tipo soort art belegtyp transactiontype');
const NO_INVOICE = words(
	`creditnote creditmemo creditinvoice refund gutschrift rechnungskorrektur stornorechnung avoir facturedavoir abono
	notadecredito facturarectificativa notadicredito creditnota creditfactuur`,
);
const IS_NO_INVOICE =
	/^(?:is)?(?:creditnote|creditmemo|refund|gutschrift|storno|avoir|abono|notadicredito|creditnota)$/;

/** Whether a name such as `Type`, or a yes under one such as `is_credit_note`, says that it is a credit note. */
export function saysNoInvoice(letters: string, value: unknown): boolean {
	if (TYPES.has(letters)) return NO_INVOICE.has(lettersOf(String(value)));
	const answer = IS_NO_INVOICE.test(letters) ? yesOrNo(value, '') : { value: false };
	return 'value' in answer && answer.value === true;
}
