import { z } from 'zod/v4';
import { invoiceOf } from '../../../nodes/shared/invoice/build';
import { eventOf, normalizeWith } from '../../../nodes/shared/trigger/normalizeWith';
import type { ReceivedEvent } from '../../../nodes/shared/provider';

const ENVIRONMENT = { apiUrl: 'https://api.example', live: null };
const received = (payload: unknown): ReceivedEvent => ({
	providerType: 'invoice.made',
	payload,
	receivedAt: '2026-01-15T12:00:00.000Z',
	authentication: 'basicAuth',
});

describe('normalizeWith', () => {
	const schema = z.object({ id: z.string(), lines: z.array(z.object({ net: z.number() })).nullish() });

	it('gives the mapping what the schema made, the event and the environment', () => {
		const map = jest.fn(() => [invoiceOf({ id: 'x' })]);
		const event = received({ id: 'x', extra: 1 });
		expect(normalizeWith(schema, map)(event, ENVIRONMENT)).toEqual({
			ok: true,
			value: [invoiceOf({ id: 'x' })],
		});
		expect(map).toHaveBeenCalledWith({ id: 'x' }, event, ENVIRONMENT);
	});

	it('checks the sums of every invoice', () => {
		const wrong = invoiceOf({ totals: { net: 1, tax: 1, gross: 3 } });
		const right = invoiceOf({ totals: { net: 1, tax: 1, gross: 2 } });
		const result = normalizeWith(schema, () => [wrong, right, wrong])(received({ id: 'x' }), ENVIRONMENT);
		expect(result.ok && result.value.map(({ issues }) => issues.length)).toEqual([1, 0, 1]);
	});

	it('the key of the event depends on what was sent, not on what was read', () => {
		const event = eventOf(received({}), { key: 'k', type: 'invoice.created' });
		const keyOf = (payload: unknown, gross: number) => {
			const made = normalizeWith(schema, () => [invoiceOf({ event, number: 'n', totals: { gross } })]);
			const result = made(received(payload), ENVIRONMENT);
			return result.ok ? result.value[0]!.event!.key : null;
		};
		expect(keyOf({ id: 'x', total: 1 }, 1)).toMatch(/^k:[0-9a-f]{32}$/);
		expect(keyOf({ id: 'x', total: 1 }, 2)).toBe(keyOf({ id: 'x', total: 1 }, 1));
		expect(keyOf({ id: 'x', total: 2 }, 1)).not.toBe(keyOf({ id: 'x', total: 1 }, 1));
		expect(keyOf({ id: 'x' }, 1)).toBe('k');
	});

	it('an event may hold no invoice', () => {
		expect(normalizeWith(schema, () => [])(received({ id: 'x' }), ENVIRONMENT)).toEqual({
			ok: true,
			value: [],
		});
	});

	it.each([
		['the field', { id: 1 }, 'id: Invalid input: expected string, received number'],
		['the way to it', { id: 'x', lines: [{ net: 1 }, {}] }, 'lines.1.net: Invalid input: expected number'],
		['all fields', { lines: [{ net: '1' }] }, /id: .+; lines\.0\.net: /],
		['an event that is none', null, 'the event itself: Invalid input: expected object, received null'],
	])('an error names %s, and is not mapped', (_name, payload, message) => {
		const map = jest.fn(() => []);
		const result = normalizeWith(schema, map)(received(payload), ENVIRONMENT);
		if (result.ok) throw new Error('accepted');
		expect(result.error.message).toMatch(/^The event invoice\.made does not have the expected form – /);
		if (typeof message === 'string') expect(result.error.message).toContain(`– ${message}`);
		else expect(result.error.message).toMatch(message);
		expect(result.error.description).toMatch(/nothing is lost.*retry the execution\.$/);
		expect(map).not.toHaveBeenCalled();
	});

	it('an error names five fields at most', () => {
		const lines = Array.from({ length: 50 }, () => ({}));
		const result = normalizeWith(schema, () => [])(received({ id: 'x', lines }), ENVIRONMENT);
		expect(result.ok || result.error.message.match(/lines\.\d+\.net/g)).toEqual(
			[0, 1, 2, 3, 4].map((index) => `lines.${index}.net`),
		);
	});
});

describe('eventOf', () => {
	it('takes over what was received', () => {
		expect(eventOf(received({}), { key: 'k', type: 'invoice.created' })).toEqual({
			id: null,
			key: 'k',
			type: 'invoice.created',
			providerType: 'invoice.made',
			occurredAt: null,
			receivedAt: '2026-01-15T12:00:00.000Z',
			liveMode: null,
			authentication: 'basicAuth',
		});
	});

	it('prefers what the payload says', () => {
		const known = { key: 'k', type: 'invoice.paid', id: 'e', liveMode: false } as const;
		expect(eventOf(received({}), known)).toMatchObject(known);
	});
});
