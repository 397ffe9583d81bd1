import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

test('docs/performance.md and its chart are made from the committed results (node bench/results/report.mts)', () => {
	// In a process of its own: Jest cannot load Vega, an ES module that awaits at its top level.
	const script =
		"import { made } from './bench/results/report.mts'; process.stdout.write(JSON.stringify(await made()));";
	const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
	const made = JSON.parse(printed) as Record<string, string>;
	expect(Object.keys(made)).toEqual(['docs/performance.md', 'docs/performance.svg']);
	for (const [file, content] of Object.entries(made)) expect(readFileSync(file, 'utf8')).toBe(content);
});
