/** Labels, nodes and fields of n8n that the documentation names exist in the installed n8n. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installedN8n } from '../n8n/install/install.mts';
import { OF_N8N } from '../support/names.mts';

let texts: string;
beforeAll(async () => {
	const modules = path.join(await installedN8n(console.log), 'node_modules');
	const files = [
		...globSync(path.join(modules, 'n8n-editor-ui/dist/assets/*.js')),
		...['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].map((name) =>
			path.join(modules, name, 'dist/types/nodes.json'),
		),
		path.join(modules, 'n8n/dist/tool-generation/ai-tools.js'),
	];
	expect(files.length).toBeGreaterThan(1);
	texts = files.map((file) => readFileSync(file, 'utf8')).join('\n');
});

test.each(OF_N8N)('%s', (name) => {
	const quoted = name
		.split(' > ')
		.every((word) => ['"', "'", '`'].some((quote) => texts.includes(`${quote}${word}${quote}`)));
	expect(quoted).toBe(true);
});
