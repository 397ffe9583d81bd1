/** Changing a secret without losing an event: performs the steps in docs/security.md. */
import { attack, expectHarmless, targets, type Target } from '../support/attacker.mts';
import { SECRET_FIELDS } from '../support/e2e/scenario.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';

beforeAll(initialize);
afterAll(cleanUp);

/** The target with these lines in its credential field, as n8n reads them for the next request. */
function holding(target: Target, lines: string[]): Target {
	const { type, data } = target.setup.credential!;
	const changed = { ...data, [SECRET_FIELDS[target.method]]: lines.join('\n') };
	return { ...target, setup: { ...target.setup, credential: { type, data: changed } } };
}

describe.each(targets.map((target) => [target.name, target] as const))('%s', (_name, target) => {
	const { secret: before, events, authenticated } = target;
	const after =
		target.method === 'basicAuth' ? 'n8n:the password after it' : Buffer.alloc(32, 42).toString('base64');
	const make = Object.values(events)[0]!;

	it.each([
		['before', [before], [200, 401]],
		['with the new one above the old one', [after, before], [200, 200]],
		['with blank lines between', ['', after, ' ', before, ''], [200, 200]],
		['with the old one removed', [after], [401, 200]],
		['with none', [''], [401, 401]],
	])('%s', async (_step, lines, [old, renewed]) => {
		for (const [secret, status] of [
			[before, old],
			[after, renewed],
		] as const) {
			const outcome = await attack(holding(target, lines), authenticated(make(), secret));
			expectHarmless(target, outcome);
			expect([outcome.status, outcome.items?.length]).toEqual([status, status === 200 ? 1 : undefined]);
			expect(outcome.written.includes(after)).toBe(false);
		}
	});
});
