import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Context, type Pattern, type Rule } from '../../../rule';
import { isWithin } from '../../../tests';
import {
	EXTENSION_MIME_TYPES,
	hasScheme,
	isAddressScheme,
	isExtension,
	isIdentifierScheme,
} from '../specifications';

// XRechnung's extension for CII: sub-lines, further schemes and file types.

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isExtension(at) && isMore(at), rules);

export const extension: Pattern = [
	when('ram:IncludedSupplyChainTradeLineItem/ram:AssociatedDocumentLineDocument', [
		warning('BR-DEX-15', (at) => at.document.named('ram:ParentLineID').length === 0),
	]),
	when(
		'ram:GlobalID',
		[fatal('BR-DEX-04', isIdentifierScheme)],
		(at) => hasScheme(at) && !isWithin(at, 'ram:SpecifiedTradeProduct', 'ram:ShipToTradeParty'),
	),
	when(
		'ram:ID',
		[fatal('BR-DEX-05', isIdentifierScheme)],
		(at) => hasScheme(at) && !isWithin(at, 'ram:SpecifiedTaxRegistration'),
	),
	when('ram:SpecifiedTradeProduct/ram:GlobalID', [fatal('BR-DEX-06', isIdentifierScheme)], hasScheme),
	when('ram:URIUniversalCommunication/ram:URIID', [fatal('BR-DEX-07', isAddressScheme)], hasScheme),
	when(
		'ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID',
		[fatal('BR-DEX-08', isIdentifierScheme)],
		hasScheme,
	),
	when('ram:AttachmentBinaryObject', [
		fatal('BR-DEX-01', (at) => EXTENSION_MIME_TYPES.has(at.attribute('mimeCode') ?? '')),
	]),
];
