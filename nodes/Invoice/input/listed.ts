import { clock } from '../../shared/clock';
import type { Invoice, InvoiceEvent } from '../../shared/invoice/schema';
import { definitionOf, type Environment, type Listed, type Provider } from '../../shared/provider';
import { fail, ok, type Result } from '../../shared/result';

/** The invoices of an event from a list, read by the webhook's normalizer. */
export function invoicesOfListed(
	provider: Provider,
	{ event, complete = (invoice) => invoice }: Listed,
	environment: Environment,
	authentication: InvoiceEvent['authentication'],
): Result<Invoice[]> {
	const { displayName } = provider;
	const definition = definitionOf(provider, event.providerType);
	if (definition === undefined) {
		return fail(
			`${displayName} has no event ${event.providerType}`,
			'Update n8n-nodes-invoices, or report the event.',
		);
	}
	const receivedAt = clock.date().toISOString();
	const normalized = definition.normalize({ ...event, receivedAt, authentication }, environment);
	return normalized.ok ? ok(normalized.value.map(complete)) : normalized;
}
