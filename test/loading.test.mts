/** n8n loads for a node only its own provider and shared code, so that no provider can break another one's trigger. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The source files that a file imports, directly or indirectly, including itself and type-only imports. */
function closureOf(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
	for (const { fileName } of importedFiles.filter((one) => one.fileName.startsWith('.'))) {
		const imported = [fileName, `${fileName}.ts`].map((name) => path.join(path.dirname(file), name));
		const found = imported.find((name) => /\.(ts|json)$/.test(name) && existsSync(name));
		if (found === undefined) throw new Error(`${file} imports ${fileName}, which was not found`);
		if (found.endsWith('.ts')) closureOf(found, seen);
	}
	return seen;
}

const foldersOf = (file: string) => new Set([...closureOf(file)].map((one) => one.split(path.sep)[1]));

const TRIGGERS = globSync('nodes/*/*Trigger.node.ts').sort();

it('there are triggers, and they consist of more than one file', () => {
	expect(TRIGGERS.length).toBeGreaterThan(1);
	for (const trigger of TRIGGERS) expect(closureOf(trigger).size).toBeGreaterThan(20);
});

it.each(TRIGGERS)('%s loads its own folder and what is shared', (trigger) => {
	expect([...foldersOf(trigger)].sort()).toEqual([path.basename(path.dirname(trigger)), 'shared'].sort());
});

it.each(globSync('nodes/shared/**/*.ts').sort())('%s knows no provider', (file) => {
	expect([...foldersOf(file)]).toEqual(['shared']);
});

it.each(globSync('nodes/*/*.node.ts').sort())('%s loads no other node', (node) => {
	expect([...closureOf(node)].filter((file) => file.endsWith('.node.ts'))).toEqual([node]);
});
