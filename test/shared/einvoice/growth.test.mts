/** Work on a document grows linearly with each of its elements, counted in steps instead of time. */
import { writeItem } from '../../../nodes/shared/einvoice/create';
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { invoiceOf } from '../../../nodes/shared/invoice/build';
import { Findings } from '../../../nodes/shared/invoice/findings';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { finish } from '../../../nodes/shared/steps';
import { ruleSetsOf, syntaxOf } from '../../../nodes/shared/validate/choice';
import { STRUCTURE_SETS, type Syntax } from '../../../nodes/shared/validate/rules/sets';
import { validateInSteps } from '../../../nodes/shared/validate/validate';
import type { XmlElement } from '../../../nodes/shared/xml/element';
import { DOCUMENTS } from '../../support/einvoice/lists.mts';
import { elementsOf, parsed, repeating } from '../../support/einvoice/repeated.mts';
import { isLinear, stepsOf } from '../../support/steps.mts';

/** How often something is repeated. Steps do not vary, so that few repetitions show quadratic work, too. */
type Counts = readonly [number, number, number];
const FEW: Counts = [80, 160, 320];
const MANY: Counts = [500, 1000, 16_000];

/** The item that reading a document gives. */
function itemOf(root: XmlElement): Invoice {
	const found = new Findings('');
	return invoiceOf({ ...finish(readDocument(root, found)), issues: found.issues });
}

const read = (root: XmlElement) => void finish(readDocument(root, new Findings('')));

const create = (item: Invoice, syntax: Syntax) =>
	void finish(writeItem(item, { references: {}, unit: null, taxCategory: null }, syntax));

const setsFor = (choice: 'peppol' | 'xrechnung', syntax: Syntax) => {
	const sets = ruleSetsOf(choice, syntax, null);
	return sets === null ? null : [STRUCTURE_SETS[syntax], ...sets];
};

function judge(root: XmlElement): void {
	const syntax = syntaxOf(root);
	if (syntax === null) return;
	for (const choice of ['peppol', 'xrechnung'] as const) {
		const sets = setsFor(choice, syntax);
		if (sets === null) continue;
		const { stopped } = finish(validateInSteps(root, sets));
		// Giving up early would look linear.
		if (stopped === 'budget') throw new Error('The budget of the rules has ended');
	}
}

/** What does not grow linearly: the steps for each count. */
function faultOf(name: string, counts: Counts, stepsFor: (count: number) => number): string[] {
	const [one, two, three] = counts.map(stepsFor) as [number, number, number];
	return isLinear([one, two, three], counts) ? [] : [`${name}: ${one}, ${two}, ${three}`];
}

const sizeOf = (element: XmlElement): number =>
	element.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** Fewer for elements with large content, but more than the few that are searched in another way. */
const shared = ([first, second, third]: Counts, size: number): Counts =>
	size === 1 ? [first, second, third] : [first / 2, second / 2, third / 2];

function faultsOf(xml: string, work: (root: XmlElement) => void): string[] {
	const root = parsed(xml);
	work(root);
	return [...elementsOf(root)].flatMap(([path, element]) =>
		faultOf(path, shared(FEW, sizeOf(element)), (times) => {
			const document = repeating(root, [element], times);
			return stepsOf(() => work(document));
		}),
	);
}

test.each(Object.entries(DOCUMENTS))('reading is linear in each element of %s', (_, xml) => {
	expect(faultsOf(xml, read)).toEqual([]);
});

test.each([
	['UBL', DOCUMENTS.UBL],
	['CII', DOCUMENTS.CII],
])('judging is linear in each element of %s', (_, xml) => {
	expect(faultsOf(xml, judge)).toEqual([]);
});

/**
 * What is not linear in reading the document, creating one from the item, and judging: rules have a budget that is linear
 * in the size of the document, and end with it.
 */
function faultsFrom(name: string, root: XmlElement, repeated: readonly XmlElement[]): string[] {
	// Copied once for all, because that takes longer than reading.
	const documents = new Map(MANY.map((times) => [times, repeating(root, repeated, times)]));
	const documentWith = (times: number) => documents.get(times)!;
	const syntax = syntaxOf(root);
	const items = new Map<number, Invoice>();
	const reading = faultOf(`read ${name}`, MANY, (times) =>
		stepsOf(() => void items.set(times, itemOf(documentWith(times)))),
	);
	const creating = faultOf(`create ${name}`, MANY, (times) =>
		stepsOf(() => create(items.get(times)!, syntax ?? 'ubl')),
	);
	const sets = syntax && setsFor('xrechnung', syntax);
	const stopped = sets && finish(validateInSteps(documentWith(MANY[2]), sets)).stopped;
	return [...reading, ...creating, ...(stopped === 'budget' ? [`validate ${name}: ${stopped}`] : [])];
}

/** Lines are larger: they are repeated below. */
const MOST_ELEMENTS = 12;

/** Elements that may repeat: reading a second one does not record that it should stand once. */
const listsOf = (root: XmlElement): Array<[path: string, element: XmlElement]> =>
	[...elementsOf(root)].filter(([, element]) => {
		const twice = repeating(root, [element], 2);
		read(twice);
		return twice.document?.repeated.size === 0 && sizeOf(element) <= MOST_ELEMENTS;
	});

test.each(Object.entries(DOCUMENTS))(
	'all work is linear in each list of %s, up to 16,000 entries',
	(_, xml) => {
		const root = parsed(xml);
		const lists = listsOf(root);
		expect(lists.length).toBeGreaterThan(1);
		expect(lists.flatMap(([path, element]) => faultsFrom(path, root, [element]))).toEqual([]);
	},
);

/** What real documents repeat together. */
const LINES = [
	['UBL', 'cac:InvoiceLine', 'cac:TaxTotal/cac:TaxSubtotal'],
	[
		'CII',
		'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem',
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax',
	],
	[
		'ZUGFeRD 1.0',
		'rsm:SpecifiedSupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem',
		'rsm:SpecifiedSupplyChainTradeTransaction/ram:ApplicableSupplyChainTradeSettlement/ram:ApplicableTradeTax',
	],
	['FEL', 'dte:SAT/dte:DTE/dte:DatosEmision/dte:Items/dte:Item'],
	['Hacienda', 'cr:DetalleServicio/cr:LineaDetalle', 'cr:ResumenFactura/cr:TotalDesgloseImpuesto'],
	[
		'FatturaPA',
		'fpa:FatturaElettronicaBody/fpa:DatiBeniServizi/fpa:DettaglioLinee',
		'fpa:FatturaElettronicaBody/fpa:DatiBeniServizi/fpa:DatiRiepilogo',
	],
] as const;

test.each(LINES.map(([format, ...paths]) => ({ format, paths })))(
	'all work is linear in lines and taxes of $format, each of another rate',
	({ format, paths }) => {
		const root = parsed(DOCUMENTS[format]);
		const elements = elementsOf(root);
		const lists = paths.map((path) => elements.get(path)!);
		expect(lists).not.toContain(undefined);
		expect(faultsFrom('lines and taxes', root, lists)).toEqual([]);
	},
);

test('creating is linear in references that have no term', () => {
	const item = itemOf(parsed(DOCUMENTS.UBL));
	const faults = faultOf('references', MANY, (times) => {
		const references = Object.fromEntries(Array.from({ length: times }, (_, at) => [`other${at}`, 'a']));
		return stepsOf(() => create({ ...item, references }, 'ubl'));
	});
	expect(faults).toEqual([]);
});

/** The line, a list in it, and how often a reader goes through all lines. */
const LONG_LINES = [
	['UBL with all terms', 'cac:InvoiceLine', 'cac:AllowanceCharge', 5],
	[
		'CII with all terms',
		'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem',
		'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge',
		4,
	],
	['FEL', 'dte:SAT/dte:DTE/dte:DatosEmision/dte:Items/dte:Item', 'dte:Impuestos/dte:Impuesto', 2],
	['Hacienda', 'cr:DetalleServicio/cr:LineaDetalle', 'cr:Impuesto', 2],
	[
		'FatturaPA',
		'fpa:FatturaElettronicaBody/fpa:DatiBeniServizi/fpa:DettaglioLinee',
		'fpa:ScontoMaggiorazione',
		2,
	],
] as const;

function pausesIn(root: XmlElement): number {
	const steps = readDocument(root, new Findings(''));
	let count = 0;
	while (!steps.next().done) count++;
	return count;
}

test.each(LONG_LINES)(
	'reading %s pauses between long lines, however few they are',
	(format, line, list, times) => {
		const root = parsed(DOCUMENTS[format]);
		const long = repeating(root, [elementsOf(root).get(`${line}/${list}`)!], 600);
		const pauses = (count: number) => pausesIn(repeating(long, [elementsOf(long).get(line)!], count));
		expect(pauses(11) - pauses(1)).toBeGreaterThanOrEqual(10 * times);
	},
);
