import { equals, subtract } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { lineOf } from '../../../invoice/build';
import type { Line, Tax } from '../../../invoice/schema';
import { amount, sumOfAll } from '../../../values/money';
import { mapInSteps, type Steps } from '../../../steps';
import { childrenOf, hasChild, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';

/** `Codigo` of a tax: the value added tax, that with a special calculation, and that of used goods. */
const IVA = ['01', '07', '08'];
const SELLERS_CODE = '01';

/** UNTDID 5305 by `CodigoTarifaIVA`: taxed, at a rate of zero, exempt. */
const CATEGORIES: ReadonlyMap<string | null, string> = new Map([
	...['02', '03', '04', '06', '07', '08', '09'].map((code) => [code, 'S'] as const),
	...['01', '05', '11'].map((code) => [code, 'Z'] as const),
	['10', 'E'],
]);

interface TaxKind {
	code: string | null;
	/** 4.4 calls it `CodigoTarifaIVA`, 4.3 `CodigoTarifa`. */
	rateCode: string | null;
}

const kindOfTax = (tax: XmlElement): TaxKind => ({
	code: valueOf(tax, 'cr:Codigo'),
	rateCode: valueOf(tax, 'cr:CodigoTarifaIVA') ?? valueOf(tax, 'cr:CodigoTarifa'),
});

const isIva = ({ code }: TaxKind) => code !== null && IVA.includes(code);
const categoryOf = (kind: TaxKind) => (isIva(kind) ? (CATEGORIES.get(kind.rateCode) ?? null) : null);

export function linesOf(lines: readonly XmlElement[], findings: Findings): Steps<Line[]> {
	return mapInSteps(lines, (line, index) => {
		const path = `lines[${index}]`;
		const read = (name: string, field: string) =>
			readNumber(findings, `${path}.${field}`, valueOf(line, name));
		const iva = childrenOf(line, 'cr:Impuesto').find((tax) => isIva(kindOfTax(tax)));
		const quantity = read('cr:Cantidad', 'quantity');
		const unitPrice = read('cr:PrecioUnitario', 'unitPrice');
		const net = read('cr:SubTotal', 'net');
		const gross = read('cr:MontoTotalLinea', 'gross');
		// Optional before 4.4; what the line costs beyond its subtotal is the tax.
		const tax = read('cr:ImpuestoNeto', 'tax') ?? (gross && net ? subtract(gross, net) : null);
		return lineOf({
			id: valueOf(line, 'cr:NumeroLinea'),
			sku: skuOf(line),
			description: textOf(line, 'cr:Detalle'),
			quantity: findings.amount(`${path}.quantity`, quantity),
			unit: valueOf(line, 'cr:UnidadMedida'),
			unitPrice: findings.amount(`${path}.unitPrice`, unitPrice),
			unitPriceIncludesTax: unitPrice === null ? null : false,
			discount: findings.amount(`${path}.discount`, discountOf(line, `${path}.discount`, findings)),
			net: findings.amount(`${path}.net`, net),
			tax: findings.amount(`${path}.tax`, tax),
			taxRate: iva
				? findings.amount(
						`${path}.taxRate`,
						readNumber(findings, `${path}.taxRate`, valueOf(iva, 'cr:Tarifa')),
					)
				: null,
			taxCategory: iva ? categoryOf(kindOfTax(iva)) : null,
			gross: findings.amount(`${path}.gross`, gross),
		});
	});
}

/** The seller's own code, else the one of the official catalogue (CABYS). */
function skuOf(line: XmlElement): string | null {
	// 4.2 calls the seller's codes `Codigo`, 4.3 the catalogue's.
	const codes = [...childrenOf(line, 'cr:CodigoComercial'), ...childrenOf(line, 'cr:Codigo')];
	const own = codes.find((code) => valueOf(code, 'cr:Tipo') === SELLERS_CODE);
	return (
		valueOf(own, 'cr:Codigo') ?? valueOf(line, 'cr:CodigoCABYS') ?? valueOf(childrenOf(line, 'cr:Codigo')[0])
	);
}

/** 4.2 has the amount in the line itself. */
function discountOf(line: XmlElement, path: string, findings: Findings) {
	return sumOfAll(
		[line, ...childrenOf(line, 'cr:Descuento')]
			.filter((place) => hasChild(place, 'cr:MontoDescuento'))
			.map((place) => readNumber(findings, path, valueOf(place, 'cr:MontoDescuento'))),
	);
}

/**
 * One entry a tax and rate code.
 * @param totals the elements `TotalDesgloseImpuesto`, which 4.4 has: their amount goes before the sum of the lines
 */
export function* taxesOf(
	lines: readonly XmlElement[],
	totals: readonly XmlElement[],
	findings: Findings,
): Steps<Tax[]> {
	const groups = new Map<string, Array<{ line: XmlElement; tax: XmlElement }>>();
	const keyOf = ({ code, rateCode }: TaxKind) => `${code} ${rateCode}`;
	for (const line of lines) {
		for (const tax of childrenOf(line, 'cr:Impuesto')) {
			const key = keyOf(kindOfTax(tax));
			const group = groups.get(key);
			if (group) group.push({ line, tax });
			else groups.set(key, [{ line, tax }]);
		}
	}
	// Of several for one tax the first.
	const totalOf = new Map(totals.toReversed().map((total) => [keyOf(kindOfTax(total)), total]));
	return yield* mapInSteps([...groups], ([key, entries], index): Tax => {
		const path = `taxes[${index}]`;
		const kind = entries[0] ? kindOfTax(entries[0].tax) : { code: null, rateCode: null };
		const total = totalOf.get(key);
		const sent = readNumber(findings, `${path}.taxAmount`, valueOf(total, 'cr:TotalMontoImpuesto'));
		const read = (name: string, place: XmlElement, field: string) =>
			readNumber(findings, `${path}.${field}`, valueOf(place, name));
		const base = sumOfAll(entries.map(({ line }) => read('cr:BaseImponible', line, 'taxableAmount')));
		const tax = sent ?? sumOfAll(entries.map((entry) => read('cr:Monto', entry.tax, 'taxAmount')));
		return {
			category: categoryOf(kind),
			name: isIva(kind) ? 'IVA' : kind.code,
			rate: rateOf(
				entries.map((entry) => amount(valueOf(entry.tax, 'cr:Tarifa'))),
				path,
				findings,
			),
			taxableAmount: findings.amount(`${path}.taxableAmount`, base),
			taxAmount: findings.amount(`${path}.taxAmount`, tax),
		};
	});
}

/** The rate of a group, where all of it has the same. */
function rateOf(
	rates: ReadonlyArray<ReturnType<typeof amount>>,
	path: string,
	findings: Findings,
): number | null {
	const [first] = rates;
	const isCommon = first && rates.every((rate) => rate !== null && equals(rate, first));
	return isCommon ? findings.amount(`${path}.rate`, first) : null;
}
