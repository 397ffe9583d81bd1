/** Work on a document grows linearly with each of its elements, counted in steps instead of time. */
import { readFileSync } from 'node:fs';
import { writeItem } from '../../../nodes/shared/einvoice/create';
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { invoiceOf, paymentOf } from '../../../nodes/shared/invoice/build';
import { Findings } from '../../../nodes/shared/invoice/findings';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { finish } from '../../../nodes/shared/steps';
import { ruleSetsOf, syntaxOf } from '../../../nodes/shared/validate/choice';
import { STRUCTURE_SETS, type Syntax } from '../../../nodes/shared/validate/rules/sets';
import { validateInSteps } from '../../../nodes/shared/validate/validate';
import type { XmlDocument, XmlElement } from '../../../nodes/shared/xml/element';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { isLinear, stepsOf } from '../../support/steps.mts';
import { CII, UBL } from '../../support/validate/documents.mts';

const sample = (name: string) => readFileSync(`test/samples/einvoice/${name}`);

function parsed(xml: string | Buffer): XmlElement {
	const result = finish(xmlInSteps(Buffer.from(xml), { keepEmbeddedFiles: true }));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

type Counts = readonly [number, number, number];
/** For validation, which visits each element a hundred times. */
const SOME: Counts = [80, 160, 320];
const MANY: Counts = [1000, 2000, 4000];

/** A copy in which the given elements are repeated, each with other numbers. */
function repeating(root: XmlElement, repeated: readonly XmlElement[], times: number): XmlElement {
	const document: XmlDocument = { repeated: new Map() };
	const copy = (element: XmlElement, number: number): XmlElement => ({
		...element,
		document,
		text: number > 0 && /^\d+(\.\d+)?$/.test(element.text) ? `${element.text}${number}` : element.text,
		children: element.children.flatMap((child) =>
			repeated.includes(child)
				? Array.from({ length: times }, (_, index) => copy(child, index + 1))
				: [copy(child, number)],
		),
	});
	return copy(root, 0);
}

function read(root: XmlElement): void {
	finish(readDocument(root, new Findings('')));
}

function judge(root: XmlElement): void {
	const syntax = syntaxOf(root);
	if (syntax === null) return;
	for (const choice of ['peppol', 'xrechnung'] as const) {
		const sets = ruleSetsOf(choice, syntax, null);
		if (sets === null) continue;
		const { stopped } = finish(validateInSteps(root, [STRUCTURE_SETS[syntax], ...sets]));
		// Giving up early would look linear.
		if (stopped === 'budget') throw new Error('The budget of the rules has ended');
	}
}

/** The first element at each path. */
function elementsOf(root: XmlElement): Map<string, XmlElement> {
	const found = new Map<string, XmlElement>();
	const visit = (element: XmlElement, path: string) => {
		if (!found.has(path)) found.set(path, element);
		for (const child of element.children) visit(child, `${path}/${child.name}`);
	};
	for (const child of root.children) visit(child, child.name);
	return found;
}

/** What does not grow linearly: the steps for each count. */
function faultOf(name: string, counts: Counts, stepsFor: (count: number) => number): string[] {
	const [one, two, four] = counts.map(stepsFor) as [number, number, number];
	return isLinear([one, two, four]) ? [] : [`${name}: ${one}, ${two}, ${four}`];
}

const sizeOf = (element: XmlElement): number =>
	element.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** Fewer for elements with large content, but more than the few that are searched in another way. */
const shared = (counts: Counts, size: number): Counts => {
	const [, , most] = counts;
	const fewest = Math.ceil(most / 4 / Math.min(size, 2));
	return [fewest, 2 * fewest, 4 * fewest];
};

function faultsOf(xml: string | Buffer, work: (root: XmlElement) => void, counts: Counts): string[] {
	const root = parsed(xml);
	work(root);
	return [...elementsOf(root)].flatMap(([path, element]) =>
		faultOf(path, shared(counts, sizeOf(element)), (times) => {
			const document = repeating(root, [element], times);
			return stepsOf(() => work(document));
		}),
	);
}

const FEL = sample('cases/fel-special-invoice-withheld.xml');
const HACIENDA = sample('cases/hacienda-exoneracion-partial.xml');
const FATTURAPA = sample('fatturapa.xml');

describe('reading is linear in each element of', () => {
	test.each([
		['UBL', UBL, MANY],
		['UBL with all terms', sample('all-terms.ubl.xml'), SOME],
		['CII', CII, MANY],
		['CII with all terms', sample('all-terms.cii.xml'), SOME],
		['FEL', FEL, MANY],
		['Hacienda', HACIENDA, MANY],
		['FatturaPA', FATTURAPA, MANY],
	])('%s', (_, xml, counts) => {
		expect(faultsOf(xml, read, counts)).toEqual([]);
	});
});

describe('judging is linear in each element of', () => {
	test.each([
		['UBL', UBL],
		['CII', CII],
	])('%s', (_, xml) => {
		expect(faultsOf(xml, judge, SOME)).toEqual([]);
	});
});

/** Elements that real documents repeat together. */
const LISTS = [
	['UBL', UBL, ['cac:InvoiceLine', 'cac:TaxTotal/cac:TaxSubtotal']],
	[
		'CII',
		CII,
		[
			'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem',
			'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax',
		],
	],
	['FEL', FEL, ['dte:SAT/dte:DTE/dte:DatosEmision/dte:Items/dte:Item']],
	['Hacienda', HACIENDA, ['cr:DetalleServicio/cr:LineaDetalle']],
] as const;

test.each(LISTS)(
	'with lines, taxes and rates of its own for each, %s is read and judged linearly',
	(_, xml, paths) => {
		const root = parsed(xml);
		const elements = elementsOf(root);
		const lists = paths.map((path) => elements.get(path)!);
		expect(lists).not.toContain(undefined);
		const faults = ([read, judge] as const).flatMap((work) =>
			faultOf(work.name, work === read ? MANY : SOME, (times) => {
				const document = repeating(root, lists, times);
				return stepsOf(() => work(document));
			}),
		);
		expect(faults).toEqual([]);
	},
);

/** How often validating pauses, which it does whenever rules have visited so many elements. */
function pausesOf(root: XmlElement): number {
	const syntax = syntaxOf(root)!;
	const steps = validateInSteps(root, [STRUCTURE_SETS[syntax], ...ruleSetsOf('xrechnung', syntax, null)!]);
	for (let pauses = 0; ; pauses++) {
		const { done, value } = steps.next();
		if (!done) continue;
		if (value.stopped === 'budget') throw new Error('The budget of the rules has ended');
		return pauses;
	}
}

// Counted by the rules themselves, which takes little time: so there can be more lines than where each entry is counted.
test.each(LISTS.slice(0, 2))(
	'the elements that rules visit grow linearly with the lines of %s',
	(_, xml, paths) => {
		const root = parsed(xml);
		const elements = elementsOf(root);
		const [one, two, four] = MANY.map((times) =>
			pausesOf(
				repeating(
					root,
					paths.map((path) => elements.get(path)!),
					times,
				),
			),
		) as [number, number, number];
		expect(two - one).toBeGreaterThan(5);
		expect(four - two).toBeLessThan(2.3 * (two - one));
	},
);

const several = <T,>(times: number, make: (id: string) => T): T[] =>
	Array.from({ length: times }, (_, index) => make(String(index + 1)));

const ITEM = (() => {
	const found = new Findings('');
	return invoiceOf({ ...finish(readDocument(parsed(UBL), found)), issues: found.issues });
})();

/** Every list of the item that Create writes. */
const WRITTEN: Record<string, (times: number) => Partial<Invoice>> = {
	lines: (times) => ({ lines: several(times, (id) => ({ ...ITEM.lines[0]!, id })) }),
	'lines, each with a rate and a tax of its own': (times) => ({
		lines: several(times, (id) => ({ ...ITEM.lines[0]!, id, taxRate: Number(id) / 1000 })),
		taxes: several(times, (id) => ({ ...ITEM.taxes[0]!, rate: Number(id) / 1000 })),
	}),
	taxes: (times) => ({ taxes: several(times, (id) => ({ ...ITEM.taxes[0]!, rate: Number(id) / 1000 })) }),
	references: (times) => ({
		references: Object.fromEntries(several(times, (id) => [`other${id}`, id])),
	}),
	note: (times) => ({ note: 'A line of a note\n'.repeat(times) }),
	discounts: (times) => ({
		payment: paymentOf({
			discounts: several(times, (id) => ({
				percent: 2,
				amount: null,
				baseAmount: Number(id),
				until: '2025-12-31',
			})),
		}),
	}),
};

describe.each<Syntax>(['ubl', 'cii'])('creating %s', (syntax) => {
	test.each(Object.entries(WRITTEN))('is linear in %s', (name, make) => {
		const create = (item: Invoice) => {
			finish(writeItem(item, { references: {}, unit: null, taxCategory: null }, syntax));
		};
		const faults = faultOf(name, MANY, (times) => {
			const item = { ...ITEM, ...make(times) };
			return stepsOf(() => create(item));
		});
		expect(faults).toEqual([]);
	});
});
