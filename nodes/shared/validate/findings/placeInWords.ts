import { perElement } from '../document';
import type { Node } from '../xpath/node';
import { inOneLine, ownWords, plainOrQuoted, quoted } from '../oneLine';
import { positionOf } from './place';

/** Describes an element in words; null when its name would add nothing. */
type Words = (at: Node, parent: Node) => string | null;

const textIn = (at: Node, ...names: string[]): string => {
	let found: Node | undefined = at;
	for (const name of names) found = found?.childrenNamed(name)[0];
	return found === undefined ? '' : inOneLine(found.element.text, MAX_NAME);
};
const MAX_NAME = 40;

const line =
	(...number: string[]): Words =>
	(at, parent) => {
		const written = textIn(at, ...number);
		if (written === '') return `line ${positionOf(at, parent).number} of the file`;
		return `line ${plainOrQuoted(written)}`;
	};

/** Describes an element by its identifier in the file, or else by its position among siblings of the same name. */
const named =
	(what: string, ...name: string[]): Words =>
	(at, parent) => {
		const written = textIn(at, ...name);
		if (written !== '') return `${what} ${quoted(written)}`;
		const { number, count } = positionOf(at, parent);
		return count > 1 ? `${what} ${number}` : null;
	};

const breakdown =
	(code: readonly string[], rate: readonly string[]): Words =>
	(at) => {
		const percent = textIn(at, ...rate);
		const category = textIn(at, ...code);
		const words = [category && plainOrQuoted(category), percent && `${plainOrQuoted(percent)} %`].filter(
			Boolean,
		);
		return words.length === 0 ? 'VAT breakdown' : `VAT breakdown ${words.join(', ')}`;
	};

/**
 * Position of an element among the siblings with the same indicator; 0 if it is the only one. Computed once for all
 * siblings.
 */
const numbersBeside = (indicator: readonly string[]) =>
	perElement((parent) => {
		const byKind = new Map<string, Node[]>();
		for (const item of parent.children) {
			if (!item.name.endsWith('AllowanceCharge')) continue;
			const kind = `${item.name} ${kindOf(item, indicator)}`;
			const beside = byKind.get(kind);
			if (beside === undefined) byKind.set(kind, [item]);
			else beside.push(item);
		}
		const numbers = new Map<Node, number>();
		for (const items of byKind.values())
			items.forEach((item, index) => numbers.set(item, items.length > 1 ? index + 1 : 0));
		return numbers;
	});

const allowance = (indicator: readonly string[], amount: string): Words => {
	const numbersIn = numbersBeside(indicator);
	return (at, parent) => {
		const what = kindOf(at, indicator);
		const written = textIn(at, amount);
		const number = numbersIn(parent).get(at);
		return `${what}${number ? ` ${number}` : ''}${written && ` (${plainOrQuoted(written)})`}`;
	};
};

const kindOf = (at: Node, indicator: readonly string[]): string =>
	KINDS.get(textIn(at, ...indicator).toLowerCase()) ?? 'allowance or charge';

const KINDS: ReadonlyMap<string, string> = new Map([
	['true', 'charge'],
	['1', 'charge'],
	['false', 'allowance'],
	['0', 'allowance'],
]);

const ofUbl = allowance(['cbc:ChargeIndicator'], 'cbc:Amount');
const ofCii = allowance(['ram:ChargeIndicator', '*'], 'ram:ActualAmount');
const vatOfUbl = breakdown(['cac:TaxCategory', 'cbc:ID'], ['cac:TaxCategory', 'cbc:Percent']);
const vatOfCii = breakdown(['ram:CategoryCode'], ['ram:RateApplicablePercent']);

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
	['cac:InvoiceLine', line('cbc:ID')],
	['cac:CreditNoteLine', line('cbc:ID')],
	['cac:SubInvoiceLine', line('cbc:ID')],
	['ram:IncludedSupplyChainTradeLineItem', line('ram:AssociatedDocumentLineDocument', 'ram:LineID')],
	['cac:AllowanceCharge', ofUbl],
	['ram:SpecifiedTradeAllowanceCharge', ofCii],
	['ram:AppliedTradeAllowanceCharge', () => 'discount of the price'],
	['cac:TaxSubtotal', vatOfUbl],
	[
		'ram:ApplicableTradeTax',
		(at, parent) => (parent.name === 'ram:ApplicableHeaderTradeSettlement' ? vatOfCii(at, parent) : null),
	],
	['cac:PaymentMeans', named('payment', 'cbc:ID')],
	['ram:SpecifiedTradeSettlementPaymentMeans', named('payment')],
	['cac:AdditionalDocumentReference', named('document', 'cbc:ID')],
	['ram:AdditionalReferencedDocument', named('document', 'ram:IssuerAssignedID')],
	['cac:BillingReference', named('preceding invoice', 'cac:InvoiceDocumentReference', 'cbc:ID')],
	['ram:InvoiceReferencedDocument', named('preceding invoice', 'ram:IssuerAssignedID')],
	['cac:AdditionalItemProperty', named('attribute', 'cbc:Name')],
	['ram:ApplicableProductCharacteristic', named('attribute', 'ram:Description')],
	['cbc:Note', named('note')],
	['ram:IncludedNote', named('note')],
]);

/** Parties are named only in messages that do not say which party they mean. */
const PARTIES: ReadonlyMap<string, string> = new Map([
	['cac:AccountingSupplierParty', 'seller'],
	['ram:SellerTradeParty', 'seller'],
	['cac:AccountingCustomerParty', 'buyer'],
	['ram:BuyerTradeParty', 'buyer'],
	['cac:PayeeParty', 'payee'],
	['ram:PayeeTradeParty', 'payee'],
	['cac:TaxRepresentativeParty', 'tax representative'],
	['ram:SellerTaxRepresentativeTradeParty', 'tax representative'],
	['cac:Delivery', 'delivery'],
	['ram:ShipToTradeParty', 'delivery'],
]);

/** Lines may have lines inside, but no known invoice has so many levels of them. */
const MAX_PARTS = 8;

/** Puts the part of the invoice in front of the message: `Line 2: The unit is missing`. */
export function withPlace(message: string, at: Node): string {
	const parts: string[] = [];
	const own = ownWords(message);
	for (let node = at; node.parent !== null && parts.length < MAX_PARTS; node = node.parent) {
		const party = PARTIES.get(node.name);
		const words = party === undefined ? WORDS.get(node.name)?.(node, node.parent) : party;
		if (words && (party === undefined || (node !== at && !own.includes(party)))) parts.push(words);
	}
	if (parts.length === 0) return message;
	const place = parts.reverse().join(', ');
	return `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${message}`;
}
