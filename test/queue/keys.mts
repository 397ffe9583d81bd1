import { providerNamed } from '../../nodes/Invoice/providers';
import { parseJson } from '../../nodes/shared/json';
import type { Scenario } from '../e2e/scenarios.mts';
import type { Notification } from '../simulator/proof.mts';

/** The `event.key` that the item of a notification will carry, without an n8n. */
export function keyOf({ simulator, parameters, credential }: Scenario, notification: Notification): string {
	const provider = providerNamed(simulator.name)!;
	const headers = Object.fromEntries(
		Object.entries(notification.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const body = parseJson(notification.body as never);
	if (!body.ok) throw new Error(body.message);
	const events = provider.split(body.value, { headers, selected: parameters.events as string[] });
	if (!events.ok) throw new Error(events.error.message);
	const environment = provider.environment(credential('http://127.0.0.1:9', 'key') as never);
	const keys = events.value.flatMap((event) => {
		const received = {
			...event,
			receivedAt: '2026-01-01T00:00:00.000Z',
			authentication: 'urlToken' as const,
		};
		const invoices = provider.events[event.providerType]!.normalize(received, environment);
		if (!invoices.ok) throw new Error(invoices.error.message);
		return invoices.value.map(({ event: of }) => of!.key);
	});
	if (keys.length !== 1) throw new Error(`One invoice was expected, not ${keys.length}`);
	return keys[0]!;
}
