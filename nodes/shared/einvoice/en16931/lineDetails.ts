import { divideExact, isPositive, subtract, toText } from '../../values/decimal';
import { sumOfAll } from '../../values/money';
import { xmlDecimal } from '../reader';
import { ARTICLE, OBJECT } from './identifiers';
import { allowanceOfText, textsOfAllowances } from './allowanceText';
import type { LineTerms } from './terms';

/** The number of entries in a line, itself included: any of its lists may be long. */
export const sizeOfLine = ({
	classifications,
	attributes,
	priceDiscounts,
	allowancesAndCharges,
}: Pick<LineTerms, 'classifications' | 'attributes' | 'priceDiscounts' | 'allowancesAndCharges'>): number =>
	1 + classifications.length + attributes.length + priceDiscounts.length + allowancesAndCharges.length;

/** Converts a detail of a line, for which the item has no field, to texts and back. */
interface Detail {
	of: (line: LineTerms) => Array<string | null>;
	into: (values: readonly string[]) => Partial<LineTerms>;
}

/** The terms of a line without a field in the normal form, by the names of their references. */
export const LINE_DETAILS: Readonly<Record<string, Detail>> = {
	lineNotes: { of: ({ note }) => [note], into: ([value]) => ({ note: value ?? null }) },
	lineObjects: {
		of: ({ object }) => [OBJECT.textOf(object)],
		into: ([value]) => ({ object: OBJECT.ofText(value) }),
	},
	lineOrderLines: { of: ({ orderLine }) => [orderLine], into: ([value]) => ({ orderLine: value ?? null }) },
	lineAccountingReferences: {
		of: ({ accountingReference }) => [accountingReference],
		into: ([value]) => ({ accountingReference: value ?? null }),
	},
	lineStandardIds: {
		of: ({ standardId }) => [ARTICLE.textOf(standardId)],
		into: ([value]) => ({ standardId: ARTICLE.ofText(value) }),
	},
	lineBuyersIds: { of: ({ buyersId }) => [buyersId], into: ([value]) => ({ buyersId: value ?? null }) },
	lineClassifications: {
		of: ({ classifications }) => classifications.map(textOfClassification),
		into: (values) => ({ classifications: values.map(classificationOfText) }),
	},
	lineOrigins: { of: ({ origin }) => [origin], into: ([value]) => ({ origin: value ?? null }) },
	lineAttributes: {
		of: ({ attributes }) =>
			attributes.filter(({ name, value }) => name !== '' || value !== '').map(textOfAttribute),
		into: (values) => ({ attributes: values.map(attributeOfText) }),
	},
	linePriceQuantities: { of: priceQuantityText, into: ([value]) => priceQuantityOfText(value) },
	linePrices: { of: inexactPriceText, into: ([value]) => ({ price: figureIn(value) }) },
	lineGrossPrices: { of: grossPriceText, into: ([value]) => ({ grossPrice: figureIn(value) }) },
	linePriceDiscounts: {
		of: priceDiscountText,
		into: (values) => ({ priceDiscounts: values.filter((value) => xmlDecimal(value) !== null).slice(0, 1) }),
	},
	lineAllowancesAndCharges: {
		of: ({ allowancesAndCharges }) => textsOfAllowances(allowancesAndCharges, 'line'),
		into: (values) => ({
			allowancesAndCharges: values.map(allowanceOfText).filter((entry) => entry !== null),
		}),
	},
};

const figureIn = (text: string | undefined) => (text !== undefined && xmlDecimal(text) ? text : null);

const CLASSIFICATION = /^([A-Z0-9]{0,3})(?:\/([^:]*))?:(.+)$/s;

/**
 * Such as `STI:4711`, or `STI/2.0:4711` for a version of the list. A code that looks like this by itself has a colon in
 * front.
 */
function textOfClassification({ list, version, code }: LineTerms['classifications'][number]): string {
	const name = (list ?? '') + (version === null ? '' : `/${version}`);
	return name === '' && !CLASSIFICATION.test(code) ? code : `${name}:${code}`;
}

function classificationOfText(text: string): LineTerms['classifications'][number] {
	const [, list, version, code] = CLASSIFICATION.exec(text) ?? [];
	return code === undefined
		? { list: null, version: null, code: text }
		: { list: list || null, version: version ?? null, code };
}

/** Such as `Colour=red`; an equals sign in the name is escaped by a backslash. */
export const textOfAttribute = ({ name, value }: LineTerms['attributes'][number]): string =>
	`${name.split('\\').join('\\\\').split('=').join('\\=')}=${value}`;

function attributeOfText(text: string): LineTerms['attributes'][number] {
	const [, name, value] = /^((?:[^\\=]|\\.)*)=(.*)$/s.exec(text) ?? [];
	return name === undefined || value === undefined
		? { name: '', value: text }
		: { name: name.replace(/\\(.)/gs, '$1'), value };
}

/** Such as `100 KGM`; not needed for a price per unit. */
function priceQuantityText({ priceQuantity, priceUnit, unit }: LineTerms): Array<string | null> {
	const isOne = priceQuantity === null || Number(priceQuantity) === 1;
	if (isOne && (priceUnit === null || priceUnit === unit)) return [];
	return [[priceQuantity, priceUnit].filter((part) => part !== null).join(' ')];
}

function priceQuantityOfText(text: string | undefined): Partial<LineTerms> {
	const [, quantity, unit] = /^(\S+)(?: (.+))?$/s.exec(text ?? '') ?? [];
	const figure = xmlDecimal(quantity ?? '');
	// A price is of a quantity above zero (BT-149).
	const isRead = quantity !== undefined && figure !== null && isPositive(figure);
	return { priceQuantity: isRead ? quantity : null, priceUnit: isRead ? (unit ?? null) : null };
}

/** The price as sent, when the item has no exact price per unit or its price is for another unit. */
function inexactPriceText({ price, priceQuantity, priceUnit, unit }: LineTerms): Array<string | null> {
	if (price === null || priceQuantity === null) return [];
	const [amount, quantity] = [price, priceQuantity].map(xmlDecimal);
	if (!amount || !quantity || !isPositive(quantity)) return [];
	const isOtherUnit = priceUnit !== null && unit !== null && priceUnit !== unit;
	return isOtherUnit || divideExact(amount, quantity) === null ? [price] : [];
}

/** BT-147; EXTENDED allows several. */
function priceDiscountText({ priceDiscounts }: LineTerms): Array<string | null> {
	if (priceDiscounts.length < 2) return priceDiscounts;
	const sum = sumOfAll(priceDiscounts.map(xmlDecimal));
	return sum === null ? [] : [toText(sum)];
}

/** The gross price. In some CII profiles it is mandatory and repeats the net price. */
function grossPriceText({ grossPrice, price, priceDiscounts }: LineTerms): Array<string | null> {
	const repeats =
		priceDiscounts.length === 0 && grossPrice !== null && Number(grossPrice) === Number(price ?? NaN);
	return repeats ? [] : [grossPrice];
}

/** BT-147 to write: as sent, or gross price − net price. */
export function priceDiscountOf({ grossPrice, priceDiscounts, price }: LineTerms): string | null {
	if (priceDiscounts[0] !== undefined) return priceDiscounts[0];
	const [gross, net] = [grossPrice, price].map((text) => text && xmlDecimal(text));
	return gross && net ? toText(subtract(gross, net)) : null;
}
