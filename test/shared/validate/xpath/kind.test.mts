import fc from 'fast-check';
import { Kind } from '../../../../nodes/shared/validate/xpath/kind';

const ofPath = (root: Kind, path: readonly string[]) => path.reduce((kind, name) => kind.of(name), root);

function pathOf(kind: Kind): string[] {
	const names: string[] = [];
	for (let at: Kind | null = kind; at !== null; at = at.parent) names.unshift(at.name);
	return names;
}

test('elements have the same kind if and only if the names up to the root are the same', () => {
	const paths = fc.array(fc.constantFrom('cac:Party', 'cbc:ID', 'cbc:Name', 'constructor'), { maxLength: 5 });
	fc.assert(
		fc.property(paths, paths, (one, other) => {
			const root = Kind.ofRoot('ubl:Invoice');
			expect(ofPath(root, one) === ofPath(root, other)).toBe(one.join('/') === other.join('/'));
		}),
	);
});

test('a kind knows the names that it stands in', () => {
	const root = Kind.ofRoot('ubl:Invoice');
	expect(pathOf(ofPath(root, ['cac:InvoiceLine', 'cac:Item']))).toEqual([
		'ubl:Invoice',
		'cac:InvoiceLine',
		'cac:Item',
	]);
	expect(root.parent).toBeNull();
});

test('of a document with ever new names, kinds are right, but no longer kept', () => {
	const root = Kind.ofRoot('ubl:Invoice');
	const first = root.of('first');
	for (let index = 0; index < 20_000; index++) root.of(`name${index}`);
	expect(root.of('first')).toBe(first);
	const late = root.of('late');
	expect(late).not.toBe(root.of('late'));
	expect(pathOf(late.of('inside'))).toEqual(['ubl:Invoice', 'late', 'inside']);
});
