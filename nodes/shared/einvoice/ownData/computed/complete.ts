import { isCollected } from '../../en16931/collected';
import { unitOfPerson } from '../../en16931/fromInvoice/units';
import type { Invoice } from '../../../invoice/schema';

/** UNTDID 4461 */
const SEPA_TRANSFER = '58';
const TRANSFER = '30';

/** Categories with a single exemption reason in the code lists of EN 16931. */
const REASONS: ReadonlyMap<string | null, string> = new Map([
	['AE', 'VATEX-EU-AE'],
	['G', 'VATEX-EU-G'],
	['K', 'VATEX-EU-IC'],
	['O', 'VATEX-EU-O'],
]);

/** Adds codes that follow from the other fields of a user's own invoice. */
export function withCodes(invoice: Invoice): Invoice {
	return {
		...invoice,
		lines: invoice.lines.map((line) => ({ ...line, unit: unitOfPerson(line.unit) })),
		payment: paymentOf(invoice),
		references: { ...referencesOf(invoice), ...sellerIdOf(invoice) },
	};
}

/**
 * BT-29: BR-CO-26 does not count the number of the tax office (BT-32), which is all that many small businesses have. It
 * identifies the seller as well as any other number.
 */
function sellerIdOf({ seller, references }: Invoice): Record<string, string> {
	const { sellerTaxNumber, sellerId } = references;
	const isIdentified =
		sellerId || seller?.registrationId || (seller?.taxId && seller.taxId !== sellerTaxNumber);
	return sellerTaxNumber && !isIdentified ? { sellerId: sellerTaxNumber } : {};
}

/** BT-81: payment to an account is by credit transfer, unless something says that the seller collects it. */
function paymentOf({ payment, currency, references }: Invoice): Invoice['payment'] {
	if (payment === null || payment.method !== null || isCollected(references)) return payment;
	if (payment.iban === null && payment.accountNumber === null) return payment;
	const method = payment.iban !== null && currency === 'EUR' ? SEPA_TRANSFER : TRANSFER;
	return { ...payment, method };
}

const ADDRESSES = ['sellerElectronicAddress', 'buyerElectronicAddress'];
const MAIL = /^[^\s:@]+@[^\s:@]+$/;

function referencesOf({ references, taxes }: Invoice): Invoice['references'] {
	const mails = ADDRESSES.filter((name) => MAIL.test(references[name] ?? ''));
	const addresses = mails.map((name) => [name, `EM:${references[name]}`] as const);
	// One reason per exempt category, in the order of the taxes.
	const exempt = taxes.filter(({ category }) => category === 'E' || REASONS.has(category));
	const codes = exempt.map(({ category }) => REASONS.get(category));
	const isSaid = references.taxExemptionReason ?? references.taxExemptionReasonCode;
	const { linePriceQuantities } = references;
	const isKnown = codes.length > 0 && codes.every((code) => code !== undefined);
	return {
		...references,
		...Object.fromEntries(addresses),
		...(linePriceQuantities ? { linePriceQuantities: withUnits(linePriceQuantities) } : {}),
		...(isKnown && !isSaid ? { taxExemptionReasonCode: codes.join(', ') } : {}),
	};
}

/** Such as `1: 100 STK`, with the units that the lines have. */
const withUnits = (priceQuantities: string): string =>
	priceQuantities
		.split('\n')
		.map((entry) => {
			const start = entry.lastIndexOf(' ') + 1;
			return entry.slice(0, start) + unitOfPerson(entry.slice(start));
		})
		.join('\n');
