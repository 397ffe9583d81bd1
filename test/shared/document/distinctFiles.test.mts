import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { withDistinctFiles, withDistinctPaths } from '../../../nodes/shared/document/distinctFiles';

const file = (fileName?: string): IBinaryData => ({ data: 'x', mimeType: 'application/pdf', fileName });
const item = (binary: INodeExecutionData['binary'], fileName?: string): INodeExecutionData => ({
	json: { document: { id: '1', fileName: fileName ?? null } },
	binary,
});
const namesOf = (items: INodeExecutionData[]) =>
	items.map(({ binary }) => Object.values(binary ?? {}).map(({ fileName }) => fileName));

it('gives the files that the node adds distinct names, also in the item', () => {
	const items = withDistinctFiles([
		item({ data: file('a.pdf') }, 'a.pdf'),
		item({ data: file('a.pdf') }, 'a.pdf'),
	]);
	expect(namesOf(items)).toEqual([['a.pdf'], ['a (2).pdf']]);
	expect(items.map(({ json }) => json.document)).toEqual([
		{ id: '1', fileName: 'a.pdf' },
		{ id: '1', fileName: 'a (2).pdf' },
	]);
});

it('leaves alone what came with the items, files without a name, and items without a file', () => {
	const given = file('a.pdf');
	const input = [item({ data: given }), item({ data: given })];
	const items = [...input.map(({ binary }) => item({ ...binary, more: file() })), { json: { error: 'x' } }];
	expect(withDistinctFiles(items, input)).toEqual(items);
	expect(namesOf(withDistinctFiles([item({ data: given, xml: file('b.xml') })], input))).toEqual([
		['a.pdf', 'b.xml'],
	]);
});

it('does not look at the files of an item that has those of its input', () => {
	let looks = 0;
	const files = new Proxy(
		Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, file('a')])),
		{
			ownKeys: (target) => {
				looks++;
				return Reflect.ownKeys(target);
			},
		},
	);
	const items = Array.from({ length: 50 }, () => item(files));
	withDistinctFiles(items, [item(files)]);
	expect(looks).toBeLessThan(5);
});

it('keeps another name that the provider gave the document', () => {
	const items = withDistinctFiles([
		item({ data: file('a.pdf') }),
		item({ data: file('a.pdf') }, 'other.pdf'),
	]);
	expect(items[1].json).toEqual({ document: { id: '1', fileName: 'other.pdf' } });
});

it('gives each document a path of its own, and the items of one document the same', () => {
	const one = { id: '1', path: 'a/R-1.pdf' };
	const items = [{ json: { document: one } }, { json: { document: one } }, { json: { document: null } }];
	const other = [{ json: { document: { id: '2', path: 'A/r-1.pdf' } } }, { json: { document: { id: '3' } } }];
	expect(withDistinctPaths([...items, ...other]).map(({ json }) => json.document)).toEqual([
		one,
		one,
		null,
		{ id: '2', path: 'A/r-1 (2).pdf' },
		{ id: '3' },
	]);
});
