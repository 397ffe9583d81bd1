import { asCii } from '../../../../../nodes/shared/einvoice/formats/cii/zugferd1';
import { finish } from '../../../../../nodes/shared/steps';
import { DOCUMENTS } from '../../../../support/einvoice/lists.mts';
import { parsed } from '../../../../support/einvoice/repeated.mts';

const documentWith = (content: string) =>
	parsed(DOCUMENTS['ZUGFeRD 1.0'].replace(/(?=<\/[^<>]*>\s*$)/, content));

test('what has the same name is not copied', () => {
	const root = documentWith('<a><b>1</b><b>2</b></a><a><b>1</b></a>');
	const renamed = finish(asCii(root));
	expect(renamed.name).toBe('rsm:CrossIndustryInvoice');
	expect(renamed.children).toHaveLength(root.children.length);
	for (const place of [-2, -1]) expect(renamed.children.at(place)).toBe(root.children.at(place));
	expect(root.name).toBe('rsm:CrossIndustryDocument');
});

test('a large document is renamed in steps', () => {
	const pauses = (elements: number) => {
		const steps = asCii(documentWith(`<a>${'<b/>'.repeat(elements)}</a>`.repeat(3)));
		let count = 0;
		while (!steps.next().done) count++;
		return count;
	};
	expect(pauses(40_000) - pauses(10)).toBeGreaterThanOrEqual(11);
});
