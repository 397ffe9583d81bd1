/** Events of the forms in which others keep them: merged, reduced, or from an older API. Right amounts, or an issue. */
import { readFileSync } from 'node:fs';
import type { Invoice } from '../../nodes/shared/invoice/schema';

export type Amounts = [net: number | null, tax: number | null, gross: number | null, due: number | null];
export type PublicEvent = [file: string, amounts: Amounts, item: object, issues: string[]];

const read = (file: string) =>
	JSON.parse(readFileSync(`test/samples/events/${file}.json`, 'utf8')) as unknown;

/** Defines a test for each event: its totals, parts of its item, and the codes of its issues. */
export function testPublicEvents(itemOf: (body: unknown) => Invoice, events: PublicEvent[]): void {
	test.each(events)('%s', (file, amounts, item, issues) => {
		const invoice = itemOf(read(file));
		const { net, tax, gross, due } = invoice.totals;
		expect([net, tax, gross, due]).toEqual(amounts);
		expect(invoice).toMatchObject(item);
		expect(invoice.issues.map(({ code }) => code)).toEqual(issues);
	});
}
