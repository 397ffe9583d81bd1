/**
 * The sample data in the examples (`pinData`): items as the triggers emit them, so that an example runs in n8n's editor
 * without a provider. Made from `test/samples` by the given normalizers.
 */
import type { INodeExecutionData, IPinData } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import type { Provider } from '../../nodes/shared/provider';
import { pdf } from '../../test/simulator/pdf.mts';
import { sampleJson, samplesOf } from '../../test/simulator/samples.mts';

/** The samples in each example. Examples that do not start with a provider are not listed. */
export const SAMPLES: Record<string, string[]> = {
	'append-to-table': ['order-invoiced-admin-webhook.json', 'order-corrective-invoiced-jpy.json'],
	'document-to-disk': ['invoices-created-fel-gtdocumento.json', 'invoices-updated-hacienda-v44.json'],
	'exact-deduplication-redis': ['order.invoice.created.digital-river-api.json'],
	'invoice-to-quickbooks': ['invoice-created.json', 'credit-memo-created.json'],
	'invoice-to-xero': ['invoice-created.json', 'credit-memo-created.json'],
	'pdf-to-mail': ['invoice-created-array.json'],
	'pdf-to-s3': ['order.invoice.created.digital-river-api.json'],
	'recover-missed-invoices': ['order.invoice.created.digital-river-api.json'],
};

const RECEIVED_AT = '2026-04-01T08:00:00.000Z';
/** The id of the webhook call. */
const DELIVERY = '7f8d4a52-6c1e-4b0e-9d0f-2f6a3c5b8e11';

interface Example {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

const TRIGGER = /^n8n-nodes-invoices\.(\w+)InvoiceTrigger$/;

/** The `pinData` of an example; null if it has none. */
export async function pinDataOf(
	name: string,
	{ nodes }: Example,
	providers: Readonly<Partial<Record<string, Provider>>>,
): Promise<IPinData | null> {
	const trigger = nodes.find(({ type }) => TRIGGER.test(type));
	const provider = providers[TRIGGER.exec(trigger?.type ?? '')?.[1] ?? ''];
	const files = SAMPLES[name];
	if (!trigger || !provider || !files) return null;
	const items = files.flatMap((file) => itemsOf(provider, file));
	const download = nodes.find(({ parameters }) => parameters.operation === 'download');
	const list = nodes.find(({ parameters }) => parameters.operation === 'getMany');
	const redis = nodes.filter(({ type }) => type === 'n8n-nodes-base.redis');
	return {
		[trigger.name]: items.map((invoice) => ({ json: plain(invoice) })),
		...(list && { [list.name]: items.map((invoice) => ({ json: plain(asListed(invoice)) })) }),
		...(download && {
			[download.name]: await Promise.all(items.map((invoice) => withDocument(provider, invoice))),
		}),
		...Object.fromEntries(redis.map((node) => [node.name, items.map((invoice) => inRedis(node, invoice))])),
	};
}

/** Output of n8n's Redis node at the first delivery of an event: its input, or the list that was read. */
const inRedis = ({ parameters }: Example['nodes'][number], invoice: Invoice): INodeExecutionData => ({
	json:
		parameters.operation === 'get'
			? { [String(parameters.propertyName)]: [invoice.event!.delivery] }
			: plain(invoice),
});

/** The items that the provider's trigger emits for a sample. */
function itemsOf(provider: Provider, file: string): Invoice[] {
	const sample = samplesOf(provider.name).find((one) => one.file === file);
	if (!sample) throw new Error(`There is no sample ${file} of ${provider.name}`);
	const environment = provider.environment(sample.credential ?? {});
	const [authentication] = Object.keys(provider.schemes) as [keyof Provider['schemes']];
	const split = provider.split(sampleJson(provider.name, file), {
		headers: sample.headers ?? {},
		selected: [sample.event],
	});
	if (!split.ok) throw new Error(split.error.message);
	return split.value.flatMap((event) => {
		const received = { ...event, receivedAt: RECEIVED_AT, authentication, delivery: DELIVERY };
		const normalized = provider.events[event.providerType]!.normalize(received, environment);
		if (!normalized.ok) throw new Error(normalized.error.message);
		return normalized.value;
	});
}

/** As returned by Invoice > Get Many. */
const asListed = (invoice: Invoice): Invoice => ({
	...invoice,
	event: invoice.event && { ...invoice.event, delivery: undefined, authentication: 'api' },
});

/** As stored in a file. */
const plain = (invoice: Invoice) => JSON.parse(JSON.stringify(invoice)) as INodeExecutionData['json'];

/** As returned by Document > Download: the document in the event, or else a PDF. */
async function withDocument(provider: Provider, invoice: Invoice): Promise<INodeExecutionData> {
	const { number, id, document } = invoice;
	const located =
		document?.source === 'inline'
			? // A document in the event is located without n8n.
				await provider.locateDocument!.call({} as never, invoice, provider.environment({}), 0)
			: null;
	const found = located?.ok && 'content' in located.value ? located.value : null;
	const content = found?.content ?? pdf(`Sample of an invoice: ${number ?? id}`);
	const fileName = found?.fileName ?? document?.fileName ?? `${number ?? id}.pdf`;
	const type = found ? 'xml' : 'pdf';
	return {
		json: plain({ ...invoice, document: { ...document!, fileName } }),
		binary: {
			data: {
				data: content.toString('base64'),
				mimeType: `application/${type}`,
				fileName,
				fileExtension: type,
				bytes: content.length,
			},
		},
	};
}
