/**
 * JavaScript sorts combining marks in a row by insertion, which takes minutes for a million of them: only
 * `nodes/shared/unicode.ts` normalizes text, and limits them first.
 */
import { globSync, readFileSync } from 'node:fs';
import {
	createSourceFile,
	forEachChild,
	isCallExpression,
	isPropertyAccessExpression,
	ScriptTarget,
} from 'typescript';
import type { Node } from 'typescript';

const files = globSync('{nodes,credentials}/**/*.ts');

/** The calls of `normalize` on a text. That of a provider has two parameters. */
function callsIn(file: string): string[] {
	const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.ESNext);
	const found: string[] = [];
	const visit = (node: Node): void => {
		if (
			isCallExpression(node) &&
			isPropertyAccessExpression(node.expression) &&
			node.expression.name.text === 'normalize' &&
			node.arguments.length < 2
		)
			found.push(`${file}: ${node.getText(source)}`);
		forEachChild(node, visit);
	};
	visit(source);
	return found;
}

test('text is normalized in one place', () => {
	expect(files.length).toBeGreaterThan(300);
	expect(files.flatMap(callsIn)).toEqual(['nodes/shared/unicode.ts: safe.normalize(form)']);
});
