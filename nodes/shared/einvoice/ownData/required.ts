import type { Invoice } from '../../invoice/schema';
import { PEPPOL, XRECHNUNG } from '../en16931/specifications';
import type { Gap } from '../gap';

type Ask = (isThere: unknown, rule: string, path: string, message: string) => void;

/**
 * What every invoice of a specification needs, although the rules only report it once something else is present: they
 * require the country only of an existing address. Reporting it at once saves the user a second attempt.
 */
export function required(invoice: Invoice, specification: string): Gap[] {
	const gaps: Gap[] = [];
	const ask: Ask = (isThere, rule, path, message) => {
		if (!isThere) gaps.push({ rule, path, message, isTolerated: false });
	};
	askForNorm(invoice, ask);
	if (specification === PEPPOL || specification === XRECHNUNG)
		askForAddresses(invoice, specification === XRECHNUNG, ask);
	if (specification === XRECHNUNG) askForGermany(invoice, ask);
	return gaps;
}

function askForNorm({ seller, buyer, lines, dueDate, payment, totals, references }: Invoice, ask: Ask): void {
	const country = (party: string, term: string) =>
		`The country of the ${party} (${term}), such as DE, is missing`;
	ask(seller?.address?.countryCode, 'BR-09', 'seller.address.countryCode', country('seller', 'BT-40'));
	ask(buyer?.address?.countryCode, 'BR-11', 'buyer.address.countryCode', country('buyer', 'BT-55'));
	ask(
		seller?.taxId ?? seller?.registrationId ?? references.sellerId ?? references.sellerTaxNumber,
		'BR-CO-26',
		'seller.taxId',
		'The VAT ID of the seller (BT-31) is missing; without one, fill in seller.registrationId or seller.taxNumber',
	);
	const isToPay = totals.due === null || totals.due > 0;
	ask(
		(dueDate ?? payment?.terms ?? payment?.discounts[0]) || !isToPay,
		'BR-CO-25',
		'dueDate',
		'The due date (BT-9), such as 2026-01-31, or payment.terms is missing',
	);
	ask(
		lines[0],
		'BR-16',
		'lines',
		'The invoice has no line (BG-25): fill in description, quantity, unitPrice and taxRate',
	);
}

function askForAddresses({ references }: Invoice, mayBeMail: boolean, ask: Ask): void {
	const message = (party: string, term: string) =>
		`The electronic address of the ${party} (${term}), such as 0088:4304171000002${mayBeMail ? ' or an email address' : ''}, is missing`;
	const { sellerElectronicAddress, buyerElectronicAddress } = references;
	const [seller, buyer] = ['references.sellerElectronicAddress', 'references.buyerElectronicAddress'];
	ask(sellerElectronicAddress, 'PEPPOL-EN16931-R020', seller, message('seller', 'BT-34'));
	ask(buyerElectronicAddress, 'PEPPOL-EN16931-R010', buyer, message('buyer', 'BT-49'));
}

function askForGermany({ seller, buyer, references }: Invoice, ask: Ask): void {
	const contact = references.sellerContact ?? (seller?.firstName || seller?.lastName);
	ask(contact, 'BR-DE-5', 'references.sellerContact', 'The contact person of the seller (BT-41) is missing');
	ask(seller?.phone, 'BR-DE-6', 'seller.phone', 'The phone number of the seller (BT-42) is missing');
	ask(seller?.email, 'BR-DE-7', 'seller.email', 'The email address of the seller (BT-43) is missing');
	const town = (party: string, term: string) => `The town of the ${party} (${term}) is missing`;
	const code = (party: string, term: string) => `The postal code of the ${party} (${term}) is missing`;
	ask(seller?.address?.city, 'BR-DE-3', 'seller.address.city', town('seller', 'BT-37'));
	ask(seller?.address?.postalCode, 'BR-DE-4', 'seller.address.postalCode', code('seller', 'BT-38'));
	ask(buyer?.address?.city, 'BR-DE-8', 'buyer.address.city', town('buyer', 'BT-52'));
	ask(buyer?.address?.postalCode, 'BR-DE-9', 'buyer.address.postalCode', code('buyer', 'BT-53'));
}
