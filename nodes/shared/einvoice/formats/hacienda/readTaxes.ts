import { equals, toText } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import type { Tax } from '../../../invoice/schema';
import { addToGroup, keyPart } from '../../../values/groups';
import { amount, sumOfAll } from '../../../values/money';
import { ENTRIES_PER_STEP, mapInSteps, type Steps } from '../../../steps';
import { mapElements, valueOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';
import { isRoundedTaxOf, netTaxOf } from './exemption';
import {
	baseOf,
	CATEGORIES,
	categoryOf,
	isIva,
	kindOfTax,
	rateOfEntry,
	taxesOfLine,
	type TaxedLine,
	type TaxKind,
} from './taxesOfLine';

/**
 * One entry per tax, rate code and exempt part of the rate.
 * @param totals the elements `TotalDesgloseImpuesto` of 4.4: their amounts take precedence over the sums of the lines
 */
export function* taxesOf(
	lines: readonly XmlElement[],
	totals: readonly XmlElement[],
	findings: Findings,
): Steps<Tax[]> {
	const groups = new Map<string, [TaxedLine, ...TaxedLine[]]>();
	const exempted = new Set<string>();
	yield* mapElements(lines, (line) => {
		const base = baseOf(line);
		const { all, exemptions } = taxesOfLine(line);
		for (const tax of all) {
			const exemption = exemptions.get(tax) ?? null;
			const entry: TaxedLine = { base, tax, exemption };
			const kind = keyOf(kindOfTax(tax));
			if (exemption) exempted.add(kind);
			// Partial exemption results in another rate.
			const exempt = exemption && `${exemption.points ? toText(exemption.points) : ''} exempt`;
			const key = `${kind} ${exempt ?? ''}`;
			addToGroup(groups, key, entry);
		}
	});
	// If a tax has several totals, the first counts.
	const totalOf = new Map(totals.toReversed().map((total) => [keyOf(kindOfTax(total)), total]));
	const taxes: Tax[] = [];
	let size = 0;
	for (const group of groups.values()) {
		size += group.length;
		if (size >= ENTRIES_PER_STEP) {
			yield;
			size = 0;
		}
		const key = keyOf(kindOfTax(group[0].tax));
		// A total that mixes exempt and taxed amounts cannot be split by rate.
		const total = exempted.has(key) ? undefined : totalOf.get(key);
		taxes.push(yield* taxOfGroup(group, total, `taxes[${taxes.length}]`, findings));
	}
	return taxes;
}

/** In steps, because all lines may have the same tax. */
function* taxOfGroup(
	group: readonly [TaxedLine, ...TaxedLine[]],
	total: XmlElement | undefined,
	path: string,
	findings: Findings,
): Steps<Tax> {
	const [first] = group;
	const kind = kindOfTax(first.tax);
	nameUnknownRate(kind, `${path}.category`, findings);
	const sent = readNumber(findings, `${path}.taxAmount`, valueOf(total, 'cr:TotalMontoImpuesto'));
	const read = (field: string, text: string | null) => readNumber(findings, `${path}.${field}`, text);
	const base = sumOfAll(yield* mapInSteps(group, (entry) => read('taxableAmount', taxableOf(entry))));
	const paidOf = ({ tax, exemption }: TaxedLine) =>
		netTaxOf(read('taxAmount', valueOf(tax, 'cr:Monto')), exemption);
	const tax = sent ?? sumOfAll(yield* mapInSteps(group, paidOf));
	return {
		category: categoryOf(kind, first.exemption, tax),
		name: isIva(kind) ? 'IVA' : kind.code,
		rate: rateOf(yield* mapInSteps(group, rateOfEntry), path, findings),
		taxableAmount: findings.amount(`${path}.taxableAmount`, base),
		taxAmount: findings.amount(`${path}.taxAmount`, tax),
	};
}

/** 4.2 has no codes of rates. Lines of such a tax have no category either; one issue for all of them will do. */
function nameUnknownRate(kind: TaxKind, path: string, findings: Findings) {
	if (!isIva(kind) || kind.rateCode === null || CATEGORIES.has(kind.rateCode)) return;
	findings.add(
		'tax-category-unknown',
		path,
		`${kind.rateCode.slice(0, 20)} is no CodigoTarifaIVA of Hacienda: they are 01 to 11`,
	);
}

/**
 * The taxable amount. `BaseImponible` is optional before 4.4: the default is the subtotal, except when another tax of
 * the line is added to the base or a factor replaces the rate.
 */
function taxableOf({ base: { taxable, net }, tax }: TaxedLine): string | null {
	if (taxable !== null) return taxable;
	const [base, rate, sent] = [net, valueOf(tax, 'cr:Tarifa'), valueOf(tax, 'cr:Monto')].map(amount);
	return base && rate && sent && isRoundedTaxOf(base, rate, sent) ? net : null;
}

const keyOf = ({ code, rateCode }: TaxKind) => `${keyPart(code)} ${keyPart(rateCode)}`;

/** The rate of a group, if it is the same in all entries. */
function rateOf(
	rates: ReadonlyArray<ReturnType<typeof amount>>,
	path: string,
	findings: Findings,
): number | null {
	const [first] = rates;
	const isCommon = first && rates.every((rate) => rate !== null && equals(rate, first));
	return isCommon ? findings.amount(`${path}.rate`, first) : null;
}
