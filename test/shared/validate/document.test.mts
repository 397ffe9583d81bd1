import { finish } from '../../../nodes/shared/steps';
import { perDocument, perElement, ValidatedDocument } from '../../../nodes/shared/validate/document';
import type { Node } from '../../../nodes/shared/validate/xpath/node';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';

function documentOf(xml: string): ValidatedDocument {
	const result = finish(xmlInSteps(Buffer.from(xml)));
	if (!result.ok) throw new Error(result.error.message);
	return finish(ValidatedDocument.inSteps(result.value));
}

const XML = '<r><a><b>1</b><b>x</b></a><a><b>3</b></a></r>';

test('elements are in the order of the document, and found by name', () => {
	const document = documentOf(XML);
	expect(document.nodes.map(({ name }) => name)).toEqual(['r', 'a', 'b', 'b', 'a', 'b']);
	expect(document.named('b').map(({ value }) => value)).toEqual(['1', 'x', '3']);
	expect(document.named('*')).toBe(document.nodes);
	expect(document.named('c')).toEqual([]);
});

describe('something worked out once', () => {
	function counted(work: (at: Node) => number) {
		const asked: Node[] = [];
		const count = (at: Node) => {
			asked.push(at);
			return work(at);
		};
		return { asked, count };
	}

	test('is worked out once for each element that it is asked of', () => {
		const { asked, count } = counted((at) => at.count('b'));
		const countOf = perElement(count);
		const [one, other] = documentOf(XML).named('a') as [Node, Node];
		expect([countOf(one), countOf(one), countOf(other), countOf(one)]).toEqual([2, 2, 1, 2]);
		expect(asked).toEqual([one, other]);
	});

	test('is worked out once for a document, and again for another', () => {
		const { asked, count } = counted((root) => root.count('a'));
		const countOf = perDocument(({ root }) => count(root));
		const [first, second] = [documentOf(XML), documentOf(XML.replaceAll('a>', 'c>'))];
		for (const node of [...first.nodes, ...second.nodes])
			expect(countOf(node)).toBe(node.document === first ? 2 : 0);
		expect(asked).toEqual([first.root, second.root]);
	});

	test('stops every rule that asks for it, and no other', () => {
		const document = documentOf(XML);
		const [one, other] = document.named('a') as [Node, Node];
		const sumOf = perElement((at) => at.numbers('b').length);
		for (let rule = 0; rule < 2; rule++) {
			document.stopped = null;
			sumOf(other);
			expect(document.stopped).toBeNull();
			sumOf(one);
			expect(document.stopped).toEqual({ code: 'FORG0001', node: document.named('b')[1] });
		}
	});

	test('leaves the first stop of a rule as it is', () => {
		const document = documentOf(XML);
		const [one] = document.named('a') as [Node];
		document.stop('XPTY0004', document.root);
		perElement((at) => at.numbers('b').length)(one);
		expect(document.stopped).toEqual({ code: 'XPTY0004', node: document.root });
	});
});
