import { providerNamed } from '../../../nodes/Invoice/providers';
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { parseJson } from '../../../nodes/shared/json/parse';
import type { Notification } from '../../simulator/authentication.mts';
import type { Scenario } from './scenario.mts';

/**
 * The only item that the trigger emits for a notification, computed without n8n.
 * @param apiUrl of the credential
 */
export function itemOf(
	{ simulator, parameters, credential }: Scenario,
	notification: Notification,
	apiUrl = 'http://127.0.0.1:9',
): Invoice & { event: InvoiceEvent } {
	const provider = providerNamed(simulator.name)!;
	const headers = Object.fromEntries(
		Object.entries(notification.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const body = parseJson(notification.body as never);
	if (!body.ok) throw new Error(body.message);
	const events = provider.split(body.value, { headers, selected: parameters.events as string[] });
	if (!events.ok) throw new Error(events.error.message);
	const environment = provider.environment(credential(apiUrl, 'key') as never);
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
	const [item] = items;
	if (items.length !== 1 || !item?.event) throw new Error(`One invoice was expected, not ${items.length}`);
	return item as typeof item & { event: InvoiceEvent };
}
