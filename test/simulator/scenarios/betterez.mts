import { changed, FROM_ITEM, JSON_TYPE, type Scenario } from '../../support/e2e/scenario.mts';
import { betterez, invoiceEvent, PASSWORD, USER, type BetterezApi } from '../providers/betterez.mts';
import { notification } from '../authentication.mts';
import { sampleJson } from '../samples.mts';

/** Betterez sends amounts inside a fiscal document, so its items are repeated. */
function withLines(count: number): unknown {
	const event = sampleJson<{ data: { data: string } }>('betterez', 'invoices-created-fel-gtdocumento.json');
	const xml = Buffer.from(event.data.data, 'base64').toString('utf8');
	const [item] = /<dte:Item [\s\S]*?<\/dte:Item>\s*/.exec(xml)!;
	const document = xml.replace(/<dte:Item [\s\S]*<\/dte:Item>\s*/, () => item.repeat(count));
	event.data.data = Buffer.from(document, 'utf8').toString('base64');
	return event;
}

export const scenario: Scenario = {
	simulator: betterez,
	inlineDocument: true,
	displayName: 'Betterez',
	credential: (otherUrl, apiKey) => ({ apiUrl: 'other', otherUrl, apiKey, user: USER, password: PASSWORD }),
	parameters: { authentication: 'signature', events: ['invoices.created', 'invoices.updated'] },
	wanted: 'invoices.created',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from('{"id":"1","event":"transaction.completed","data":{"_id":"1"}}'),
	},
	issue(api) {
		const { event } = (api as BetterezApi).addInvoice();
		return { notification: notification(event), document: Buffer.from(event.data.data!, 'base64') };
	},
	operations: {
		download: {
			parameters: {
				provider: 'betterez',
				invoiceFrom: 'id',
				betterezTransactionId: '={{ $json.references.transactionId }}',
			},
			route: 'GET /invoices/pdfs',
			document: (api) => [...(api as BetterezApi).pdfs.values()].at(-1)!,
		},
		get: { parameters: FROM_ITEM, route: 'GET /invoices/invoices/:id', same: 'event.key' },
		getMany: {
			parameters: {
				provider: 'betterez',
				invoiceFrom: 'id',
				betterezTransactionId: '={{ $json.references.transactionId }}',
			},
			route: 'GET /invoices/invoices',
			same: 'id',
		},
	},
	older: {
		file: 'dist/nodes/Betterez/schema.js',
		now: 'transactionId: fields_1.text,',
		before: 'transactionId: fields_1.requiredText,',
		change: changed<ReturnType<typeof invoiceEvent>>(
			(event) => delete (event.data as Partial<typeof event.data>).transactionId,
		),
		names: /data\.transactionId/,
	},
	benchmark: {
		event: 'invoices.created',
		schema: 'envelope',
		base: 'XML parser alone',
		document: (event) => (event as { data: { data: string } }).data.data,
		withLines,
		// A document of 2 MB is read.
		mostLines: 2000,
	},
};
