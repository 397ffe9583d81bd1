/**
 * No regular expression of the package tries a text in every way: two quantifiers that can take the same characters, such
 * as `\d+\.?\d*`, need minutes to find that a megabyte of digits and a letter is no number.
 */
import { globSync, readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { rules } from 'eslint-plugin-regexp';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const files = globSync('{nodes,credentials}/**/*.ts');

function faultsIn(file: string): string[] {
	const { outputText } = transpileModule(readFileSync(file, 'utf8'), {
		compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ESNext },
	});
	const messages = new Linter().verify(outputText, {
		plugins: { regexp: { rules } },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
		},
	});
	return messages.map(({ message }) => message);
}

test('the files are there', () => {
	expect(files.length).toBeGreaterThan(300);
});

test.each(files)('%s', (file) => {
	expect(faultsIn(file)).toEqual([]);
});
