import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context } from '../../../rule';
import { exists } from '../../../tests';
import { isNamedPayee } from '../norm/parties';
import { normRules } from '../norm/rules';
import { present, ruleOn } from '../norm/terms';
import { VAT_PREFIXES } from '../norm/vatPrefixes';

export const payeeContexts: readonly Context[] = [
	context('ram:PayeeTradeParty', [
		fatal(
			'BR-17',
			isNamedPayee('ram:Name', '../../ram:ApplicableHeaderTradeAgreement/ram:SellerTradeParty', [
				'ram:Name',
				'ram:ID',
				'ram:SpecifiedLegalOrganization/ram:ID',
			]),
		),
	]),
];

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
		ruleOn('BR-18', present('BT-62'), { 'BT-62': 'ram:Name' }),
		...normRules(
			{ 'BG-12': 'ram:PostalTradeAddress', 'BT-69': 'ram:PostalTradeAddress/ram:CountryID' },
			'BR-19',
			'BR-20',
		),
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
