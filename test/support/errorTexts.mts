/** Collects the error messages from the source, for the test of `docs/errors.md`. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Calls with a text for the user, by the name of the function or class; the value is the index of the argument. */
const CALLS: Record<string, number> = {
	Error: 0,
	NodeOperationError: 1,
	LimitError: 0,
	broken: 3,
	debug: 0,
	error: 0,
	fail: 0,
	info: 0,
	interrupted: 0,
	log: 0,
	missing: 0,
	noDocument: 3,
	objection: 0,
	otherFile: 1,
	problems: 0,
	tooMuch: 0,
	unfit: 0,
	unread: 0,
	unreachable: 2,
	warn: 0,
};

/** Names of members and variables with a text: a whole error message, or the end of its sentence. */
const NAMES = ['message', 'found', '[happened, advice]', '401', '403'];

/** Tables with a text in each entry. */
const TABLES = ['NETWORK_ERRORS', 'REASONS', 'STATUS_ADVICE'];

/** Leaves out the rules of EN 16931 and others: their texts are findings, which `docs/checking.md` covers. */
const FILES = globSync(['nodes/**/*.ts', 'credentials/**/*.ts'])
	.filter((file) => !/\/(einvoice|validate)\/rules\//.test(file))
	.sort();

/** Every text with its file; values filled in at run time become `…`. */
export function errorTexts(): Map<string, string> {
	const texts = new Map<string, string>();
	for (const file of FILES) {
		const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
		const add = (expression: ts.Expression | undefined) => {
			for (const text of textsOf(expression)) if (isSaying(text)) texts.set(text, file);
		};
		const visit = (node: ts.Node): void => {
			if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
				const argument = argumentOf(node);
				if (argument) add(argument);
			} else if (ts.isPropertyAssignment(node) && isMessage(node)) {
				add(node.initializer);
			} else if (ts.isVariableDeclaration(node)) {
				const name = node.name.getText();
				if (TABLES.includes(name)) valuesOf(node.initializer).forEach(add);
				if (NAMES.includes(name)) add(node.initializer);
				// Pairs of a file's first bytes and its type.
				if (name === 'SIGNATURES') pairsOf(node.initializer).forEach(add);
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return texts;
}

function argumentOf(node: ts.CallExpression | ts.NewExpression): ts.Expression | undefined {
	const called = node.expression.getText().split('.');
	// `helper.call(this, …)`, where `this` counts as an argument, and `problems.push(…)`.
	const bound = ['call', 'push'].includes(called.at(-1)!) && called.length > 1;
	const index = CALLS[called.at(bound ? -2 : -1)!];
	return index === undefined ? undefined : node.arguments?.[index];
}

/** The `message` of an error; an entry of `issues` also has a `path`. */
function isMessage(node: ts.PropertyAssignment): boolean {
	const siblings = node.parent.properties.map((property) => property.name?.getText());
	return NAMES.includes(node.name.getText()) && !siblings.includes('path');
}

function valuesOf(table: ts.Expression | undefined): ts.Expression[] {
	if (!table || !ts.isObjectLiteralExpression(table)) return [];
	return table.properties.flatMap((property) =>
		ts.isPropertyAssignment(property) ? property.initializer : [],
	);
}

function pairsOf(list: ts.Expression | undefined): ts.Expression[] {
	if (!list || !ts.isArrayLiteralExpression(list)) return [];
	return list.elements.flatMap((pair) => (ts.isArrayLiteralExpression(pair) ? pair.elements.slice(1) : []));
}

/** Leaves out texts that only combine others, such as `… (HTTP …)`. */
const isSaying = (text: string) => (text.replace('HTTP', '').match(/\p{L}{2,}/gu) ?? []).length > 0;

/** The texts that an expression may yield; none if it only passes one on. */
function textsOf(node: ts.Expression | undefined): string[] {
	if (!node) return [];
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
	}
	// A pair of error and advice: only the first is a message.
	if (ts.isArrayLiteralExpression(node)) return textsOf(node.elements[0]);
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
	return [];
}
