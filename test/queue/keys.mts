import { providerNamed } from '../../nodes/Invoice/providers';
import type { Invoice } from '../../nodes/shared/invoice';
import { parseJson } from '../../nodes/shared/json';
import type { Scenario } from '../e2e/scenarios.mts';
import type { Notification } from '../simulator/proof.mts';

/** The `event.key` that the item of a notification will carry. */
export const keyOf = (scenario: Scenario, notification: Notification): string =>
	itemOf(scenario, notification).event!.key;

/** The item that a trigger will make of a notification, without an n8n. */
export function itemOf({ simulator, parameters, credential }: Scenario, notification: Notification): Invoice {
	const provider = providerNamed(simulator.name)!;
	const headers = Object.fromEntries(
		Object.entries(notification.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const body = parseJson(notification.body as never);
	if (!body.ok) throw new Error(body.message);
	const events = provider.split(body.value, { headers, selected: parameters.events as string[] });
	if (!events.ok) throw new Error(events.error.message);
	const environment = provider.environment(credential('http://127.0.0.1:9', 'key') as never);
	const items = events.value.flatMap((event) => {
		const received = {
			...event,
			receivedAt: '2026-01-01T00:00:00.000Z',
			authentication: 'urlToken' as const,
		};
		const invoices = provider.events[event.providerType]!.normalize(received, environment);
		if (!invoices.ok) throw new Error(invoices.error.message);
		return invoices.value;
	});
	if (items.length !== 1) throw new Error(`One invoice was expected, not ${items.length}`);
	return items[0]!;
}
