/** Durations depend on the machine: benchmarks measure them, and no test asserts them. */
import { globSync, readFileSync } from 'node:fs';

const CLOCK = /\b(?:performance\.now|Date\.now|process\.hrtime|process\.uptime)\b/;

/** Assertions on a value read from a clock, directly or through a named constant. */
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
