import type { IExecuteFunctions } from 'n8n-workflow';
import { momentIn, textIn } from '../../nodes/shared/parameters';

const context = (value: unknown, zone = 'Europe/Vienna') =>
	({
		getNodeParameter: () => value,
		getTimezone: () => zone,
		getNode: () => ({ name: 'Invoice', type: 'invoice', typeVersion: 1 }),
	}) as unknown as IExecuteFunctions;

describe('momentIn', () => {
	test.each([
		['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
		['2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z'],
		// As written by the editor: in the workflow's time zone, in summer and winter.
		['2026-03-01T12:00:00', '2026-03-01T11:00:00.000Z'],
		['2026-07-01T12:00:00', '2026-07-01T10:00:00.000Z'],
		[' 2026-03-01 ', '2026-02-28T23:00:00.000Z'],
		[new Date('2026-03-01T12:00:00Z'), '2026-03-01T12:00:00.000Z'],
	])('%j', (typed, expected) => expect(momentIn.call(context(typed), 'since', 0)).toBe(expected));

	test.each(['', ' ', null, undefined])('%j is none', (typed) =>
		expect(momentIn.call(context(typed), 'since', 0)).toBeUndefined(),
	);

	test.each(['yesterday', '2026-13-01', '{}', {}])('%j is rejected', (typed) =>
		expect(() => momentIn.call(context(typed), 'since', 3)).toThrow(
			expect.objectContaining({
				message: expect.stringContaining('is not a date'),
				context: expect.objectContaining({ itemIndex: 3 }),
			}),
		),
	);
});

test.each([
	[' a ', 'a'],
	['', ''],
	[null, ''],
	[undefined, ''],
	[870231, '870231'],
])('textIn: %j', (typed, expected) => expect(textIn(context(typed), 'order', 0)).toBe(expected));
