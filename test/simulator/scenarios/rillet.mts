import { changed, FROM_ITEM, JSON_TYPE, repeating, type Scenario } from '../../support/e2e/scenario.mts';
import { documentOf, eventHeaders, eventOf, rillet, type RilletApi } from '../providers/rillet.mts';

export const scenario: Scenario = {
	simulator: rillet,
	displayName: 'Rillet',
	credential: (apiUrl, apiKey) => ({ environment: 'sandbox', apiUrl, apiKey }),
	parameters: { authentication: 'signature', events: ['invoice-created', 'invoice-deleted'] },
	wanted: 'invoice-created',
	unwanted: {
		headers: { ...JSON_TYPE, ...eventHeaders('CUSTOMER', 'CREATED') },
		body: Buffer.from('{"id":"1"}'),
	},
	issue(api) {
		const invoice = (api as RilletApi).addInvoice();
		return { notification: eventOf('invoice-created', invoice), document: documentOf(invoice) };
	},
	operations: {
		download: { parameters: FROM_ITEM, route: 'GET /invoices/:id' },
		get: { parameters: FROM_ITEM, route: 'GET /customers/:id', same: 'event.key' },
		getMany: { parameters: { provider: 'rillet' }, route: 'GET /invoices', same: 'id' },
	},
	older: {
		file: 'dist/nodes/Rillet/schema.js',
		now: 'memo: fields_1.text,',
		before: 'memo: fields_1.requiredText,',
		change: changed<Record<string, unknown>>((invoice) => delete invoice.memo),
		names: /memo/,
	},
	benchmark: {
		event: 'invoice-created',
		schema: 'invoice',
		base: 'zod alone',
		withLines: repeating('rillet', 'invoice-created.json', (event) => [event, 'items']),
	},
};
