import { lineOf } from '../../../invoice/build';
import { addNetMismatch } from '../../../invoice/checkDocument';
import type { Findings } from '../../../invoice/findings';
import type { Line } from '../../../invoice/schema';
import type { Steps } from '../../../steps';
import {
	abs,
	add,
	compare,
	isZero,
	multiply,
	negate,
	ofDigits,
	ONE,
	roundTo,
	subtract,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { percentOf } from '../../../values/money';
import {
	childOf,
	childrenOf,
	hasChild,
	mapElements,
	textOf,
	valueOf,
	type XmlElement,
} from '../../../xml/element';
import { readNumber } from '../../reader';
import { lineKeys, textOfEntries } from '../../en16931/entries';
import { textOfAttribute } from '../../en16931/lineDetails';
import { categoryOf } from './codes';

/** FatturaPA allows eight decimals in prices and quantities. */
const MOST_DECIMALS = 8;

/** @param isSplit whether the rate has split payment, see {@link categoryOf} */
export function linesOf(
	lines: readonly XmlElement[],
	isSplit: (rate: string | null) => boolean,
	findings: Findings,
): Steps<Line[]> {
	return mapElements(lines, (line, index) => {
		const read = (name: string, field: string) =>
			readNumber(findings, `lines[].${field}`, valueOf(line, name), index);
		const amount = (field: string, value: Decimal | null) =>
			findings.amount(`lines[].${field}`, value, index);
		const quantity = read('fpa:Quantita', 'quantity');
		const price = read('fpa:PrezzoUnitario', 'unitPrice');
		const nature = valueOf(line, 'fpa:Natura');
		const date = (name: string, field: string) =>
			findings.date(`lines[].${field}`, valueOf(line, name)?.slice(0, 10), index);
		const net = read('fpa:PrezzoTotale', 'net');
		const discount = discountOf(line, price, quantity, findings, index);
		if (quantity === null && price && net && !hasChild(line, 'fpa:Quantita')) {
			// Without a quantity the line is one of what the price is of.
			const priced = { quantity: ONE, price, base: ONE, discount: discount ?? ZERO, net };
			addNetMismatch(priced, null, findings, index);
		}
		return lineOf({
			id: valueOf(line, 'fpa:NumeroLinea'),
			sku: valueOf(childrenOf(line, 'fpa:CodiceArticolo')[0], 'fpa:CodiceValore'),
			description: textOf(line, 'fpa:Descrizione'),
			quantity: amount('quantity', quantity),
			unit: valueOf(line, 'fpa:UnitaMisura'),
			unitPrice: amount('unitPrice', price),
			unitPriceIncludesTax: price === null ? null : false,
			discount: amount('discount', discount),
			net: amount('net', net),
			taxRate: amount('taxRate', read('fpa:AliquotaIVA', 'taxRate')),
			taxCategory: natureOr(nature, isSplit(valueOf(line, 'fpa:AliquotaIVA')), findings, index),
			periodStart: date('fpa:DataInizioPeriodo', 'periodStart'),
			periodEnd: date('fpa:DataFinePeriodo', 'periodEnd'),
		});
	});
}

function natureOr(nature: string | null, isSplit: boolean, findings: Findings, index: number): string | null {
	const category = categoryOf(nature, isSplit);
	if (category === null) {
		findings.add(
			'tax-category-unknown',
			'lines[].taxCategory',
			`${nature?.slice(0, 20)} is not a Natura of FatturaPA`,
			index,
		);
	}
	return category;
}

/** Of more digits than a number of a document may have. Each surcharge of the last one would multiply them. */
const HIGHEST_PRICE = ofDigits(10n ** 60n);

/**
 * Discounts minus surcharges of the line. Each applies to the unit price that is left after the previous ones (control
 * 00423 of the Sistema di Interscambio). Null when there are none.
 */
function discountOf(
	line: XmlElement,
	price: Decimal | null,
	quantity: Decimal | null,
	findings: Findings,
	index: number,
): Decimal | null {
	const entries = childrenOf(line, 'fpa:ScontoMaggiorazione');
	if (entries.length === 0 || price === null) return null;
	let left = price;
	for (const entry of entries) {
		const read = (name: string) => readNumber(findings, 'lines[].discount', valueOf(entry, name), index);
		const amount = amountOf(read('fpa:Importo'));
		const percent = read('fpa:Percentuale');
		// Every percentage makes the price longer: limit its decimals to more than any document can mean.
		const change = amount ?? (percent && roundTo(percentOf(left, percent), 2 * MOST_DECIMALS));
		if (change === null) continue;
		left = valueOf(entry, 'fpa:Tipo') === 'MG' ? add(left, change) : subtract(left, change);
		if (compare(abs(left), HIGHEST_PRICE) < 0) continue;
		findings.add(
			'amount-not-exact',
			'lines[].discount',
			'Its surcharges make the price longer than any number of a document; none was read',
			index,
		);
		return null;
	}
	const discount = roundTo(multiply(subtract(price, left), quantity ?? ONE), MOST_DECIMALS);
	return isZero(discount) ? null : discount;
}

/** `Tipo` says which way an amount goes. Some programs write a discount as a negative one all the same. */
const amountOf = (amount: Decimal | null): Decimal | null => amount && abs(amount);

/** Details of lines without fields in the item, by the reference names that UBL and CII use for the same. */
export function* lineReferences(lines: readonly XmlElement[]): Steps<Record<string, string>> {
	const keys = lineKeys(lines.map((line) => ({ id: valueOf(line, 'fpa:NumeroLinea') })));
	const attributes: string[] = [];
	const accounts: string[] = [];
	const kinds: string[] = [];
	yield* mapElements(lines, (line, index) => {
		const key = keys[index]!;
		const account = valueOf(line, 'fpa:RiferimentoAmministrazione');
		if (account !== null) accounts.push(`${key}: ${account}`);
		const kind = valueOf(line, 'fpa:TipoCessionePrestazione');
		if (kind !== null) kinds.push(`${key}: ${kind}`);
		for (const entry of childrenOf(line, 'fpa:AltriDatiGestionali')) {
			const values = ['fpa:RiferimentoTesto', 'fpa:RiferimentoNumero', 'fpa:RiferimentoData']
				.map((name) => textOf(entry, name))
				.filter((value) => value !== null);
			const name = valueOf(entry, 'fpa:TipoDato') ?? '';
			if (name === '' && values.length === 0) continue;
			attributes.push(`${key}: ${textOfAttribute({ name, value: values.join(' ') })}`);
		}
	});
	return {
		lineAttributes: textOfEntries(attributes),
		lineAccountingReferences: textOfEntries(accounts),
		lineKinds: textOfEntries(kinds),
	};
}

/** The sum of discounts and surcharges on the whole document, surcharges being positive; null without an amount. */
export function documentChange(
	general: XmlElement | null,
	base: Decimal,
	findings: Findings,
): Decimal | null {
	let sum: Decimal | null = null;
	for (const entry of childrenOf(general, 'fpa:ScontoMaggiorazione')) {
		const read = (name: string) => readNumber(findings, 'totals.discount', valueOf(entry, name));
		const amount = amountOf(read('fpa:Importo'));
		const percent = read('fpa:Percentuale');
		const change = amount ?? (percent && roundTo(percentOf(base, percent), 2));
		if (change === null) continue;
		sum = add(sum ?? ZERO, valueOf(entry, 'fpa:Tipo') === 'MG' ? change : negate(change));
	}
	return sum;
}

/** The element with the general data of a document. */
export const generalOf = (body: XmlElement | null): XmlElement | null =>
	childOf(body, 'fpa:DatiGenerali', 'fpa:DatiGeneraliDocumento');
