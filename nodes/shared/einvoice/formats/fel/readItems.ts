import { toleranceOf } from '../../../invoice/checkDocument';
import {
	abs,
	add,
	compare,
	equals,
	isZero,
	multiply,
	subtract,
	sum,
	toText,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import type { Line, Tax } from '../../../invoice/schema';
import { addToGroup, groupedBy, keyPart } from '../../../values/groups';
import { amount, sumOfAll } from '../../../values/money';
import { mapInSteps, type Steps } from '../../../steps';
import {
	attributeOf,
	childOf,
	childrenOf,
	mapElements,
	textOf,
	valueOf,
	type XmlElement,
} from '../../../xml/element';
import { readNumber } from '../../reader';
import { nameComplementOfLine } from './readComplements';

/** IVA by `CodigoUnidadGravable`: taxed at Guatemala's only rate, or not taxed. */
const IVA: ReadonlyMap<string | null, { rate: number; category: string }> = new Map([
	['1', { rate: 12, category: 'S' }],
	['2', { rate: 0, category: 'Z' }],
]);

const kindOfTax = (tax: XmlElement) => {
	const name = valueOf(tax, 'dte:NombreCorto');
	const code = valueOf(tax, 'dte:CodigoUnidadGravable');
	return { name, code, iva: name === 'IVA' ? IVA.get(code) : undefined };
};

const impuestosOf = (item: XmlElement) => childrenOf(childOf(item, 'dte:Impuestos'), 'dte:Impuesto');

/** The wrappers of an item's complements, which may contain anything. */
const complementsOf = (item: XmlElement) =>
	childrenOf(childOf(item, 'dte:ComplementosItem'), 'dte:ComplementoItem');

/** More than an item has. */
const MOST_COMPLEMENTS = 100;

interface Figures {
	quantity: Decimal | null;
	unitPrice: Decimal | null;
	discount: Decimal | null;
	gross: Decimal | null;
	/** Taxes other than IVA; some are added to the price. */
	others: ReadonlyArray<Decimal | null>;
}

/** The total of an item is quantity × price − discount. */
function checkTotal(figures: Figures, index: number, findings: Findings) {
	const { quantity, unitPrice, discount, gross } = figures;
	if (!quantity || !unitPrice || !gross) return;
	const expected = subtract(multiply(quantity, unitPrice), discount ?? ZERO);
	const others = sum(figures.others.filter((other) => other !== null));
	const tolerance = toleranceOf(unitPrice, quantity);
	const isNear = (value: Decimal) => compare(abs(subtract(gross, value)), tolerance) <= 0;
	if (isNear(expected) || isNear(add(expected, others))) return;
	const less = discount && !isZero(discount) ? ` less ${toText(discount)}` : '';
	findings.add(
		'line-mismatch',
		'lines[].gross',
		`${toText(gross)} was sent, but ${toText(quantity)} at ${toText(unitPrice)}${less} is ${toText(expected)}`,
		index,
	);
}

/** The lines. Prices, discounts and totals of FEL include tax. */
export function linesOf(items: readonly XmlElement[], findings: Findings): Steps<Line[]> {
	return mapElements(items, (item, index) => {
		const read = (element: XmlElement, name: string, path: string) =>
			readNumber(findings, path, valueOf(element, name), index);
		const taxes = impuestosOf(item);
		const iva = taxes.map((tax) => kindOfTax(tax).iva).find((known) => known !== undefined);
		const quantity = read(item, 'dte:Cantidad', 'lines[].quantity');
		const unitPrice = read(item, 'dte:PrecioUnitario', 'lines[].unitPrice');
		const discount = read(item, 'dte:Descuento', 'lines[].discount');
		const gross = read(item, 'dte:Total', 'lines[].gross');
		const amounts = taxes.map((entry) => read(entry, 'dte:MontoImpuesto', 'lines[].tax'));
		const tax = sumOfAll(amounts);
		const others = amounts.filter((_, at) => kindOfTax(taxes[at]!).name !== 'IVA');
		checkTotal({ quantity, unitPrice, discount, gross, others }, index, findings);
		for (const complement of complementsOf(item).slice(0, MOST_COMPLEMENTS))
			nameComplementOfLine(complement, index, findings);
		return {
			id: attributeOf(item, 'NumeroLinea'),
			sku: null,
			description: textOf(item, 'dte:Descripcion'),
			quantity: findings.amount('lines[].quantity', quantity, index),
			unit: textOf(item, 'dte:UnidadMedida'),
			unitPrice: findings.amount('lines[].unitPrice', unitPrice, index),
			unitPriceIncludesTax: unitPrice === null ? null : true,
			discount: discount && !isZero(discount) ? findings.amount('lines[].discount', discount, index) : null,
			net: gross && tax ? findings.amount('lines[].net', subtract(gross, tax), index) : null,
			tax: findings.amount('lines[].tax', tax, index),
			taxRate: iva?.rate ?? null,
			taxCategory: iva?.category ?? null,
			gross: findings.amount('lines[].gross', gross, index),
			periodStart: null,
			periodEnd: null,
		};
	});
}

/**
 * One entry per tax and code. Adds an issue when their sum differs from the document's total of that tax.
 * @param totals the elements `TotalImpuesto`
 */
export function* taxesOf(
	items: readonly XmlElement[],
	totals: readonly XmlElement[],
	findings: Findings,
): Steps<Tax[]> {
	const groups = new Map<string, [XmlElement, ...XmlElement[]]>();
	yield* mapElements(items, (item) => {
		for (const tax of impuestosOf(item)) {
			const { name, code } = kindOfTax(tax);
			addToGroup(groups, `${keyPart(name)} ${keyPart(code)}`, tax);
		}
	});
	const entryOf = (taxes: readonly [XmlElement, ...XmlElement[]], index: number) => {
		const { name, code, iva } = kindOfTax(taxes[0]);
		const path = `taxes[${index}]`;
		const bases = taxes.map((tax) =>
			readNumber(findings, `${path}.taxableAmount`, valueOf(tax, 'dte:MontoGravable')),
		);
		// Text that is not a number has been reported for its line.
		const tax = sumOfAll(taxes.map((entry) => amount(valueOf(entry, 'dte:MontoImpuesto'))));
		return { name, code, iva, base: sumOfAll(bases), tax, path };
	};
	const entries = yield* mapInSteps([...groups.values()], entryOf, (taxes) => taxes.length);
	const sums = new Map(
		[...groupedBy(entries, ({ name }) => name)].map(([name, [first, ...others]]) => [
			name,
			{ path: first.path, tax: sumOfAll([first, ...others].map(({ tax }) => tax)) },
		]),
	);
	for (const total of totals) {
		const name = attributeOf(total, 'NombreCorto');
		const sent = amount(attributeOf(total, 'TotalMontoImpuesto'));
		compareWithTotal(sent, sums.get(name), name, findings);
	}
	for (const { name, code, iva, path } of entries) {
		if (name === 'IVA' && iva === undefined) nameUnknownIva(code, path, findings);
	}
	return entries.map(({ name, iva, base, tax, path }) => ({
		category: iva?.category ?? null,
		name,
		rate: iva?.rate ?? null,
		taxableAmount: findings.amount(`${path}.taxableAmount`, base),
		taxAmount: findings.amount(`${path}.taxAmount`, tax),
	}));
}

/** Lines of such a tax have no category either; one issue for all of them will do. */
function nameUnknownIva(code: string | null, path: string, findings: Findings) {
	const what =
		code === null
			? 'The IVA has no CodigoUnidadGravable'
			: `${code.slice(0, 20)} is not a CodigoUnidadGravable of IVA`;
	findings.add('tax-category-unknown', `${path}.category`, `${what}: 1 is taxed, 2 is not`);
}

function compareWithTotal(
	total: Decimal | null,
	found: { tax: Decimal | null; path: string } | undefined,
	name: string | null,
	findings: Findings,
) {
	if (total === null || !found?.tax || equals(total, found.tax)) return;
	findings.add(
		'sum-mismatch',
		`${found.path}.taxAmount`,
		`${toText(found.tax)} is the sum of the lines, but ${toText(total)} was sent as the total of ${name ?? 'the tax'}`,
	);
}
