import { normalizeSpace } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context } from '../../../rule';
import { exists, notBlank } from '../../../tests';
import { VAT_PREFIXES } from '../vatPrefixes';

export const payeeContexts: readonly Context[] = [
	context('ram:PayeeTradeParty', [fatal('BR-17', isNamedPayee)]),
];

/** BG-10 is for a payee who is not the seller. */
function isNamedPayee(at: Node): boolean {
	const isSellers = (path: string) =>
		at.isAmong(path, at.values(`../../ram:ApplicableHeaderTradeAgreement/ram:SellerTradeParty/${path}`));
	return (
		at.has('ram:Name') &&
		!isSellers('ram:Name') &&
		!isSellers('ram:ID') &&
		!isSellers('ram:SpecifiedLegalOrganization/ram:ID')
	);
}

export const isVatId = (id: Node): boolean => id.attribute('schemeID') === 'VA';
const vatIds = (at: Node) => at.all('ram:SpecifiedTaxRegistration/ram:ID').filter(isVatId);

export const partyContexts: readonly Context[] = [
	context('ram:SellerTradeParty', [
		fatal(
			'BR-CO-26',
			(at) =>
				exists('ram:ID', 'ram:GlobalID', 'ram:SpecifiedLegalOrganization/ram:ID')(at) ||
				vatIds(at).length > 0,
		),
	]),
	context('ram:SellerTaxRepresentativeTradeParty', [
		fatal('BR-18', exists('ram:Name')),
		fatal('BR-19', exists('ram:PostalTradeAddress')),
		fatal('BR-20', notBlank('ram:PostalTradeAddress/ram:CountryID'), 'ram:PostalTradeAddress'),
		fatal('BR-56', hasOneVatId),
	]),
];

function hasOneVatId(at: Node): boolean {
	const [id, second] = vatIds(at);
	if (second !== undefined) at.document.stop('XPTY0004', second);
	return id !== undefined && normalizeSpace(id.value) !== '';
}

export const vatIdContexts: readonly Context[] = [
	contextWhen('ram:SpecifiedTaxRegistration/ram:ID', isVatId, [
		fatal('BR-CO-09', (at) => VAT_PREFIXES.includes(` ${at.value.slice(0, 2)} `)),
	]),
];
