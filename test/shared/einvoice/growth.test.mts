/**
 * Work on a document grows with each of its elements, and not faster. What is counted is how often the name of an
 * element is asked for: every search for an element does that with each that it looks at.
 */
import { readFileSync } from 'node:fs';
import { Findings } from '../../../nodes/shared/invoice/findings';
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { finish } from '../../../nodes/shared/steps';
import { ruleSetsOf, syntaxOf } from '../../../nodes/shared/validate/choice';
import { validateInSteps } from '../../../nodes/shared/validate/validate';
import { localName, type XmlDocument, type XmlElement } from '../../../nodes/shared/xml/element';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { CII, UBL } from '../../support/validate/documents.mts';

const sample = (name: string) => readFileSync(`test/samples/einvoice/${name}`);

const DOCUMENTS: Record<string, string | Buffer> = {
	UBL,
	CII,
	FEL: sample('cases/fel-special-invoice-withheld.xml'),
	Hacienda: sample('cases/hacienda-exoneracion-partial.xml'),
};

/** They stand once in any CII, and several have every rule look at all of them: the budget of the rules ends that. */
const LEFT_TO_THE_BUDGET = ['SupplyChainTradeTransaction', 'ApplicableHeaderTradeSettlement'];

const COUNTS = [150, 300, 600] as const;

function parsed(xml: string | Buffer): XmlElement {
	const result = finish(xmlInSteps(Buffer.from(xml)));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** A copy that counts, with one of its elements so often, each with other numbers. */
function counting(root: XmlElement, repeated: XmlElement, times: number) {
	let asked = 0;
	const document: XmlDocument = { repeated: new Map() };
	const copy = (element: XmlElement, number: number): XmlElement => ({
		...element,
		document,
		get name() {
			asked++;
			return element.name;
		},
		text: number > 0 && /^\d+(\.\d+)?$/.test(element.text) ? `${element.text}${number}` : element.text,
		children: element.children.flatMap((child) =>
			child === repeated
				? Array.from({ length: times }, (_, index) => copy(child, index + 1))
				: [copy(child, number)],
		),
	});
	return { copied: copy(root, 0), asked: () => asked };
}

function read(root: XmlElement): void {
	finish(readDocument(root, new Findings('')));
}

function judge(root: XmlElement): void {
	const syntax = syntaxOf(root);
	if (syntax === null) return;
	for (const choice of ['peppol', 'xrechnung'] as const)
		finish(validateInSteps(root, ruleSetsOf(choice, syntax, null) ?? []));
}

/** The first element of each path. */
function elementsOf(root: XmlElement): Array<[path: string, element: XmlElement]> {
	const found = new Map<string, XmlElement>();
	const visit = (element: XmlElement, path: string) => {
		if (!found.has(path)) found.set(path, element);
		for (const child of element.children) visit(child, `${path}/${child.name}`);
	};
	for (const child of root.children) visit(child, child.name);
	return [...found];
}

describe.each(Object.entries(DOCUMENTS))('%s', (_, xml) => {
	const root = parsed(xml);

	test.each([
		['reading', read],
		['judging', judge],
	])('%s it is linear in each element', (_name, work) => {
		const faults: string[] = [];
		for (const [path, element] of elementsOf(root)) {
			if (work === judge && LEFT_TO_THE_BUDGET.includes(localName(element.name))) continue;
			const [one, two, four] = COUNTS.map((times) => {
				const { copied, asked } = counting(root, element, times);
				work(copied);
				return asked();
			}) as [number, number, number];
			// What the second as many cost, each further as many cost again.
			if (four - two > 2.1 * (two - one) + 100) faults.push(`${path}: ${one}, ${two}, ${four}`);
		}
		expect(faults).toEqual([]);
	});
});
