/** How long something takes depends on the machine: benchmarks measure it, and no test asserts it. */
import { globSync, readFileSync } from 'node:fs';

const CLOCK = /\b(?:performance\.now|Date\.now|process\.hrtime|process\.uptime)\b/;

/** Assertions whose value is read from a clock, directly or by the name of a constant that is. */
function durationsIn(source: string): string[] {
	const measured = [...source.matchAll(/\bconst (\w+) = ([^;]*);/g)].flatMap(([, name, value]) =>
		/(?:performance|Date)\.now\(\)\s*-|-\s*(?:performance|Date)\.now\(\)/.test(value ?? '') ? [name!] : [],
	);
	const asserted = [...source.matchAll(/expect\(([^;]*?)\)\s*\.(?:not\.)?to\w+/g)].map(([, value]) => value!);
	return asserted.filter(
		(value) => CLOCK.test(value) || measured.some((name) => new RegExp(`\\b${name}\\b`).test(value)),
	);
}

test('the search finds both forms', () => {
	expect(durationsIn('expect(performance.now() - start).toBeLessThan(1);')).toHaveLength(1);
	expect(durationsIn('const took = Date.now() - start; expect(took).toBeLessThan(1);')).toHaveLength(1);
	expect(durationsIn('const now = Date.now(); expect(later(now)).toBe(1);')).toEqual([]);
});

test.each(globSync('test/**/*.test.mts').sort())('%s asserts no duration', (file) => {
	if (file.endsWith('durations.test.mts')) return;
	expect(durationsIn(readFileSync(file, 'utf8'))).toEqual([]);
});
