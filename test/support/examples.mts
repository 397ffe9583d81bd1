import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const EXAMPLES = globSync('examples/*.json')
	.map((file) => path.basename(file, '.json'))
	.sort();

/** Those that *Execute workflow* runs. The tools of an agent wait for a caller: `test/e2e/toolExample.e2e.mts`. */
export const EXECUTABLE_EXAMPLES = EXAMPLES.filter(
	(name) => !readFileSync(`examples/${name}.json`, 'utf8').includes('langchain.mcpTrigger'),
);
