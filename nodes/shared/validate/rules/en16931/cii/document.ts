import { add, equals } from '../../../../values/decimal';
import { normalizeSpace } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { exists, notBlank } from '../../../tests';
import { toCents } from '../amounts';
import { BUYER, CURRENCY, DELIVERY, SELLER, SETTLEMENT, TOTALS } from './paths';

const SPECIFICATION = 'rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID';
const ISSUED = 'rsm:ExchangedDocument/ram:IssueDateTime';

/** What the document as a whole must have. */
export const documentRules: readonly Rule[] = [
	fatal('BR-01', notBlank(SPECIFICATION), SPECIFICATION),
	fatal('BR-02', notBlank('rsm:ExchangedDocument/ram:ID'), 'rsm:ExchangedDocument'),
	fatal('BR-03', (at) => dateText(at, `${ISSUED}/udt:DateTimeString`) !== '', ISSUED),
	fatal('BR-04', notBlank('rsm:ExchangedDocument/ram:TypeCode'), 'rsm:ExchangedDocument'),
	fatal('BR-05', notBlank(CURRENCY), CURRENCY),
	fatal('BR-06', notBlank(`${SELLER}/ram:Name`), SELLER),
	fatal('BR-07', notBlank(`${BUYER}/ram:Name`), BUYER),
	fatal('BR-08', exists(`${SELLER}/ram:PostalTradeAddress`), SELLER),
	fatal('BR-09', notBlank(`${SELLER}/ram:PostalTradeAddress/ram:CountryID`), SELLER),
	fatal('BR-10', exists(`${BUYER}/ram:PostalTradeAddress`), BUYER),
	fatal('BR-11', notBlank(`${BUYER}/ram:PostalTradeAddress/ram:CountryID`), BUYER),
	fatal('BR-16', exists('//ram:IncludedSupplyChainTradeLineItem')),
	fatal('BR-62', hasAddressScheme(SELLER), SELLER),
	fatal('BR-63', hasAddressScheme(BUYER), BUYER),
	fatal('BR-CO-15', addsUpWithTax, `${SETTLEMENT}/${TOTALS}`),
];

/** The one date in the form YYYYMMDD, as text. */
function dateText(at: Node, path: string): string {
	const dates = at.all(path).filter((date) => date.attribute('format') === '102');
	if (dates.length > 1) at.document.stop('XPTY0004', dates[1]!);
	return normalizeSpace(dates[0]?.value ?? '');
}

/** Of several electronic addresses, the first of the party counts. */
function hasAddressScheme(party: string): (at: Node) => boolean {
	return (at) => {
		const parties = at.all(party);
		if (!parties.some((node) => node.has('ram:URIUniversalCommunication'))) return true;
		const schemes = parties.flatMap(
			(node) => node.all('ram:URIUniversalCommunication')[0]?.values('ram:URIID/@schemeID') ?? [],
		);
		if (schemes.length > 1) at.document.stop('XPTY0004', parties[0]!);
		return normalizeSpace(schemes[0] ?? '') !== '';
	};
}

/** An invoice without tax adds up even if it says nothing of a total tax. */
function addsUpWithTax(at: Node): boolean {
	return at.values(CURRENCY).every((currency) => {
		const grosses = at.decimals(`//${TOTALS}`, 'ram:GrandTotalAmount');
		const nets = at.decimals(`//${TOTALS}`, 'ram:TaxBasisTotalAmount');
		const isNet = () => grosses.some((gross) => nets.some((net) => equals(gross, net)));
		const taxes = at
			.all(`${SETTLEMENT}/${TOTALS}/ram:TaxTotalAmount`)
			.filter((tax) => tax.attribute('currencyID') === currency);
		const [tax] = taxes;
		if (taxes.length !== 1 || tax === undefined) return isNet();
		const [net] = nets;
		if (nets.length > 1) at.document.stop('XPTY0004', at.all(`//${TOTALS}`)[1]!);
		const amount = tax.decimal('.');
		if (net === undefined || amount === null) return isNet();
		const expected = toCents(add(net, amount));
		return grosses.some((gross) => equals(gross, expected)) || isNet();
	});
}

/** Supporting documents, cards and accounts to pay to. */
export const firstContexts: readonly Context[] = [
	context('ram:DesignatedProductClassification', [
		fatal(
			'BR-65',
			(at) => !at.has('ram:ClassCode') || at.normal('ram:ClassCode/@listID') !== '',
			'ram:ClassCode',
		),
	]),
	context('ram:AdditionalReferencedDocument', [
		fatal('BR-52', notBlank('ram:IssuerAssignedID'), 'ram:IssuerAssignedID'),
	]),
	context('ram:ApplicableTradeSettlementFinancialCard', [
		fatal('BR-51', (at) => at.text('ram:ID').length <= MAX_CARD_DIGITS, 'ram:ID'),
	]),
	contextWhen(
		'ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount',
		(at) => at.equals('../ram:TypeCode', '30', '58'),
		[
			fatal('BR-50', exists('ram:IBANID', 'ram:ProprietaryID')),
			fatal('BR-61', exists('ram:IBANID', 'ram:ProprietaryID')),
		],
	),
	context(DELIVERY, [
		fatal(
			'BR-57',
			(at) =>
				!at.has('ram:ShipToTradeParty/ram:PostalTradeAddress') ||
				at.normal('ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID') !== '',
			'ram:ShipToTradeParty/ram:PostalTradeAddress',
		),
	]),
];

/** The most that the Payment Card Industry allows to show: the first six and the last four. */
const MAX_CARD_DIGITS = 10;

export const laterContexts: readonly Context[] = [
	context('ram:SpecifiedTradeSettlementPaymentMeans', [fatal('BR-49', exists('ram:TypeCode'))]),
	context(`${SETTLEMENT}/ram:InvoiceReferencedDocument`, [
		fatal('BR-55', notBlank('ram:IssuerAssignedID'), 'ram:IssuerAssignedID'),
	]),
];
