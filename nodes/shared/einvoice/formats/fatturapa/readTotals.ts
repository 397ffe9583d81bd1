import type { Findings } from '../../../invoice/findings';
import type { Tax, Totals } from '../../../invoice/schema';
import {
	add,
	compare,
	equals,
	isNegative,
	isZero,
	negate,
	subtract,
	sum,
	toText,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { amount, sumOfAll } from '../../../values/money';
import { childOf, childrenOf, hasChild, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { textOfAllowance } from '../../en16931/allowanceText';
import { textOfEntries } from '../../en16931/entries';
import { textOfReasons } from '../../en16931/exemptions';
import type { AllowanceOrCharge } from '../../en16931/terms';
import { checkFigures } from '../../en16931/toInvoice/lineOfTerms';
import { readNumber, xmlDecimal } from '../../reader';
import { categoryOf } from './codes';
import { documentChange } from './readLines';

const SPLIT = 'S';

/** One tax per `DatiRiepilogo`. */
export function taxesOf(summaries: readonly XmlElement[], findings: Findings): Tax[] {
	return summaries.map((summary, index): Tax => {
		const read = (name: string, field: string) =>
			findings.amount(
				`taxes[].${field}`,
				readNumber(findings, `taxes[].${field}`, valueOf(summary, name), index),
				index,
			);
		const nature = valueOf(summary, 'fpa:Natura');
		const category = categoryOf(nature, isSplit(summary));
		if (category === null) {
			findings.add(
				'tax-category-unknown',
				'taxes[].category',
				`${nature?.slice(0, 20)} is not a Natura of FatturaPA`,
				index,
			);
		}
		return {
			category,
			name: nature === null ? 'IVA' : `IVA ${nature.slice(0, 20)}`,
			rate: read('fpa:AliquotaIVA', 'rate'),
			taxableAmount: read('fpa:ImponibileImporto', 'taxableAmount'),
			taxAmount: read('fpa:Imposta', 'taxAmount'),
		};
	});
}

export const isSplit = (summary: XmlElement): boolean => valueOf(summary, 'fpa:EsigibilitaIVA') === SPLIT;

/** The rates with split payment, whose tax the buyer pays to the treasury. */
export function splitRates(summaries: readonly XmlElement[]): (rate: string | null) => boolean {
	const keyOf = (rate: string | null) => {
		const number = rate === null ? null : xmlDecimal(rate);
		return number === null ? rate : toText(number);
	};
	const rates = new Set(summaries.filter(isSplit).map((entry) => keyOf(valueOf(entry, 'fpa:AliquotaIVA'))));
	return (rate) => rates.has(keyOf(rate));
}

interface Sources {
	general: XmlElement | null;
	summaries: readonly XmlElement[];
	lineNets: ReadonlyArray<number | null>;
	/** `ImportoPagamento` of all instalments. */
	payments: Decimal | null;
}

/**
 * The totals. FatturaPA only sends `ImportoTotaleDocumento`; the others are sums of the figures per rate. What it adds
 * to the total after tax (rounding, a discount on the whole document, stamp duty) goes into `rounding`.
 */
export function totalsOf(
	{ general, summaries, lineNets, payments }: Sources,
	findings: Findings,
): Partial<Totals> {
	const read = (place: XmlElement | null, name: string, field: string) =>
		readNumber(findings, `totals.${field}`, valueOf(place, name));
	const column = (name: string, field: string) =>
		sumOfAll(summaries.map((summary) => read(summary, name, field)));
	const given = (list: readonly XmlElement[], name: string, field: string) =>
		sum(list.map((entry) => read(entry, name, field) ?? ZERO));
	const lines = sumOfAll(lineNets.map(amount));
	const net = column('fpa:ImponibileImporto', 'net');
	const tax = column('fpa:Imposta', 'tax');
	const funds = given(
		childrenOf(general, 'fpa:DatiCassaPrevidenziale'),
		'fpa:ImportoContributoCassa',
		'charges',
	);
	const expenses = given(summaries, 'fpa:SpeseAccessorie', 'charges');
	const rounded = given(summaries, 'fpa:Arrotondamento', 'charges');
	const change = documentChange(general, lines ?? ZERO, findings);
	const before = changeBeforeTax(lines, add(add(funds, expenses), rounded), net, change);
	const adjustments = [add(add(funds, expenses), rounded), before ?? ZERO];
	const charges = sum(adjustments.filter((entry) => !isNegative(entry)));
	const discount = sum(adjustments.filter(isNegative).map(negate));
	const total = read(general, 'fpa:ImportoTotaleDocumento', 'gross');
	const taxed = net && tax && add(net, tax);
	const behind = behindTax(general, before === null ? change : null, total, taxed, findings);
	const gross = total && behind ? subtract(total, behind) : (total ?? taxed);
	const withheld = given(childrenOf(general, 'fpa:DatiRitenuta'), 'fpa:ImportoRitenuta', 'withheld');
	const split = given(summaries.filter(isSplit), 'fpa:Imposta', 'paid');
	const computed = gross && subtract(add(gross, behind ?? ZERO), add(withheld, split));
	const unless = (value: Decimal) => (isZero(value) ? null : value);
	const totals: Record<string, Decimal | null> = {
		lines,
		discount: unless(discount),
		charges: unless(charges),
		net,
		tax,
		gross,
		withheld: unless(withheld),
		// As in the official UBL representation of split payment: the tax is paid, but not to the seller.
		paid: unless(split),
		rounding: behind && unless(behind),
		due: payments ?? computed,
	};
	return Object.fromEntries(
		Object.entries(totals).map(([field, value]) => [field, findings.amount(`totals.${field}`, value)]),
	);
}

/** The discount or surcharge on the whole document if the taxable amounts include it; otherwise null. */
function changeBeforeTax(
	lines: Decimal | null,
	charges: Decimal,
	net: Decimal | null,
	change: Decimal | null,
): Decimal | null {
	if (change === null || lines === null || net === null) return null;
	return equals(add(add(lines, charges), change), net) ? change : null;
}

/** What the total includes besides net and tax, if the document specifies it. */
function behindTax(
	general: XmlElement | null,
	change: Decimal | null,
	total: Decimal | null,
	taxed: Decimal | null,
	findings: Findings,
): Decimal | null {
	if (total === null || taxed === null) return null;
	const difference = subtract(total, taxed);
	if (isZero(difference)) return null;
	const rounding = readNumber(findings, 'totals.rounding', valueOf(general, 'fpa:Arrotondamento')) ?? ZERO;
	const duty = amount(stampDutyOf(general)) ?? ZERO;
	if (equals(rounding, difference)) return difference;
	for (const [stamp, named] of [
		[ZERO, 'the discount or surcharge on the whole document'],
		[duty, 'stamp duty or a discount or surcharge on the whole document'],
	] as const) {
		if (compare(sum([rounding, change ?? ZERO, stamp]), difference) !== 0) continue;
		findings.add(
			'total-behind-tax',
			'totals.rounding',
			`${toText(difference)} is in the total besides net and tax: ${named}`,
		);
		return difference;
	}
	return null;
}

/** Stamp duty on an invoice (DPR 642/1972, tariff, article 13), which since format 1.2.1 need not be repeated. */
const STAMP_DUTY = '2.00';

function stampDutyOf(general: XmlElement | null): string | null {
	const duty = childOf(general, 'fpa:DatiBollo');
	const isDue = valueOf(duty, 'fpa:BolloVirtuale') === 'SI';
	return valueOf(duty, 'fpa:ImportoBollo') ?? (isDue ? STAMP_DUTY : null);
}

/** Contributions to a pension fund, which the buyer pays with the fee. */
const fundsOf = (general: XmlElement | null): AllowanceOrCharge[] =>
	childrenOf(general, 'fpa:DatiCassaPrevidenziale').map((fund) => ({
		isCharge: true,
		amount: valueOf(fund, 'fpa:ImportoContributoCassa'),
		percent: valueOf(fund, 'fpa:AlCassa'),
		baseAmount: valueOf(fund, 'fpa:ImponibileCassa'),
		reason: `Cassa previdenziale ${valueOf(fund, 'fpa:TipoCassa') ?? ''}`.trim(),
		reasonCode: null,
		taxCategory: categoryOf(valueOf(fund, 'fpa:Natura'), false),
		taxRate: valueOf(fund, 'fpa:AliquotaIVA'),
	}));

/**
 * What the taxable amount of each rate has besides its lines: funds, expenses and rounding (control 00422 of the Sistema
 * di Interscambio). Null where a discount on the whole document may be in any of them.
 */
export function chargesByRate(
	general: XmlElement | null,
	summaries: readonly XmlElement[],
): AllowanceOrCharge[] | null {
	if (hasChild(general, 'fpa:ScontoMaggiorazione')) return null;
	const isSplitRate = splitRates(summaries);
	// Nothing says which lines of such a rate are split.
	const isMixed = (entry: XmlElement) =>
		!hasChild(entry, 'fpa:Natura') && !isSplit(entry) && isSplitRate(valueOf(entry, 'fpa:AliquotaIVA'));
	if (summaries.some(isMixed)) return null;
	const funds = fundsOf(general).map((fund) =>
		fund.taxCategory === 'S' && isSplitRate(fund.taxRate) ? { ...fund, taxCategory: 'B' } : fund,
	);
	const others = summaries.flatMap((summary) =>
		['fpa:SpeseAccessorie', 'fpa:Arrotondamento'].flatMap((name): AllowanceOrCharge[] => {
			const amount = valueOf(summary, name);
			if (amount === null) return [];
			return [
				{
					isCharge: true,
					amount,
					percent: null,
					baseAmount: null,
					reason: null,
					reasonCode: null,
					taxCategory: categoryOf(valueOf(summary, 'fpa:Natura'), isSplit(summary)),
					taxRate: valueOf(summary, 'fpa:AliquotaIVA'),
				},
			];
		}),
	);
	return [...funds, ...others];
}

/** Totals without a field in the item. */
export function totalsReferences(
	general: XmlElement | null,
	summaries: readonly XmlElement[],
	findings: Findings,
): Record<string, string | null> {
	const distinct = (texts: ReadonlyArray<string | null>) =>
		[...new Set(texts.filter((text) => text !== null))].join('; ');
	const funds = fundsOf(general);
	for (const fund of funds) checkFigures(fund, 'references.allowancesAndCharges', findings);
	readNumber(findings, 'references.stampDuty', stampDutyOf(general));
	const withheld = childrenOf(general, 'fpa:DatiRitenuta').map((entry) =>
		['fpa:TipoRitenuta', 'fpa:ImportoRitenuta', 'fpa:AliquotaRitenuta', 'fpa:CausalePagamento']
			.map((name) => valueOf(entry, name) ?? '–')
			.join(' '),
	);
	return {
		taxExemptionReason: textOfReasons(
			summaries.map((entry) => ({
				category: categoryOf(valueOf(entry, 'fpa:Natura'), isSplit(entry)),
				reason: textOf(entry, 'fpa:RiferimentoNormativo'),
			})),
			({ reason }) => reason,
			'; ',
		),
		taxPayability: distinct(summaries.map((entry) => valueOf(entry, 'fpa:EsigibilitaIVA'))),
		allowancesAndCharges: textOfEntries(
			funds.map((entry) => textOfAllowance(entry)).filter((text) => text !== null),
		),
		withholdings: textOfEntries(withheld),
		stampDuty: stampDutyOf(general),
	};
}
