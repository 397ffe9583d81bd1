import { codesOf, type CodeList } from '../../../../values/codeLists/codeList';
import { COUNTRIES_OF_BOTH } from '../../../../values/codeLists/lists';
import { normalizeSpace } from '../../../cast';
import type { Node } from '../../../node';

/** Whether the value of an element or attribute is in a list; blanks around it do not count, an empty one is in none. */
export const isIn = (list: CodeList, path = '.'): ((at: Node) => boolean) => isOneOf(codesOf(list), path);

export const isOneOf =
	(codes: ReadonlySet<string>, path = '.'): ((at: Node) => boolean) =>
	(at) =>
		codes.has(at.normal(path));

/** The countries of a syntax: the lists differ in one. */
export const countries = (...more: string[]): ReadonlySet<string> =>
	new Set([...codesOf(COUNTRIES_OF_BOTH), ...more]);

/** Types of files are compared letter by letter. */
export const hasMimeType = (list: CodeList): ((at: Node) => boolean) => {
	const types = codesOf(list);
	return (at) => types.has(at.attribute('mimeCode') ?? '');
};

export const isUpperCaseIn = (list: CodeList): ((at: Node) => boolean) => {
	const codes = codesOf(list);
	return (at) => codes.has(normalizeSpace(at.value.toUpperCase()));
};

export const hasAttribute =
	(name: string): ((at: Node) => boolean) =>
	(at) =>
		at.attribute(name) !== null;

export const isInside =
	(...names: string[]): ((at: Node) => boolean) =>
	(at) => {
		for (let above = at.parent; above !== null; above = above.parent) {
			if (names.includes(above.name)) return true;
		}
		return false;
	};
