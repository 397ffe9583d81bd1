/** Each workflow of `examples/`, imported into a real n8n: run on its sample data, and on events of the provider. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
	IBinaryData,
	IConnections,
	INode,
	INodeExecutionData,
	INodeProperties,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { ItemValidation } from '../../nodes/shared/einvoice/validate';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { packedPackage } from '../../scripts/pack.mts';
import { run } from '../../scripts/send/sendSample.mts';
import { errorOf, outputOf, ran, type Execution } from '../n8n/api/executions.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { eventOf as rilletEvent } from '../simulator/providers/rillet.mts';
import type { Notification } from '../simulator/authentication.mts';
import { send } from '../simulator/sender.mts';
import { listen, type Api, type SimulatorServer } from '../simulator/server.mts';
import { SECRET_FIELDS } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import {
	readMail,
	startMailServer,
	startStorage,
	type MailServer,
	type Storage,
} from '../support/e2e/targets.mts';
import { EXAMPLES, EXECUTABLE_EXAMPLES } from '../support/examples.mts';
import { credentialTypeOf } from '../support/providers.mts';

interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: object;
	pinData: Record<string, INodeExecutionData[]>;
}

/** What shows that an example has run to its end. A deactivated node runs, too: it lets its input through. */
const LAST_STEPS: Record<string, string[]> = {
	'append-to-table': ['Write Row'],
	'check-and-answer': ['Accept', 'Reject'],
	'datev-csv': ['Send to the Tax Adviser', 'Tell a Person'],
	'document-to-disk': ['Write File'],
	'exact-deduplication-redis': ['Your Nodes'],
	'files-by-supplier-and-month': ['Upload to Dropbox'],
	'form-to-e-invoice': ['Send Invoice'],
	'invoice-to-quickbooks': ['Invoice', 'Credit Memo'],
	'invoice-to-xero': ['Xero Invoice', 'Xero Credit Note'],
	'mail-to-quickbooks': ['Bill'],
	'mail-to-rows': ['Write Row'],
	'order-to-e-invoice': ['Send Invoice'],
	'own-data-to-e-invoice': ['Create E-Invoice'],
	'own-data-to-xrechnung-and-zugferd': ['ZUGFeRD'],
	'pdf-to-mail': ['Send Mail'],
	'pdf-to-s3': ['Upload to S3'],
	'readable-page-by-mail': ['Send Page'],
	'recover-missed-invoices': ['Your Nodes'],
	'report-failed-invoices': ['Send Report'],
	'retry-failed-invoices': ['Retry'],
	'validate-incoming': ['Write Row', 'Reply to the Sender'],
};

const KEY = 'api_key_of_the_end_to_end_tests';
const BUCKET = 'invoices';
const OWN = 'n8n-nodes-invoices.';

const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-files-'));
let n8n: N8n;
let mail: MailServer;
let storage: Storage;
let accounting: SimulatorServer;
let provider: { api: Api; server: SimulatorServer };
/** By credential type. */
const credentials: Record<string, { id: string; name: string }> = {};

const scenarioOf = (name: string) => scenarios.find(({ simulator }) => simulator.name === name)!;

/** The responses of Xero and QuickBooks: a mere confirmation. */
const accountingApi: Api = {
	routes: {
		'GET /connections': () => ({ body: [{ tenantId: 'tenant-1', tenantName: 'Acme' }] }),
		'POST /api.xro/2.0/Invoices': ({ json }) => ({ body: { Invoices: [json] } }),
		'POST /api.xro/2.0/CreditNotes': ({ json }) => ({ body: { CreditNotes: [json] } }),
		'POST /v3/company/:company/invoice': ({ json }) => ({ body: { Invoice: json } }),
		'POST /v3/company/:company/creditmemo': ({ json }) => ({ body: { CreditMemo: json } }),
	},
};

beforeAll(async () => {
	const { directory } = await packedPackage();
	[mail, storage, accounting, n8n] = await Promise.all([
		startMailServer(),
		startStorage(BUCKET),
		listen(accountingApi),
		startN8n({ packages: [directory], env: { N8N_RESTRICT_FILE_ACCESS_TO: folder } }),
	]);
	await credential('smtp', mail.credential);
	await credential('s3', storage.credential);
	const oauthTokenData = { access_token: 'access-token-of-the-tests', token_type: 'Bearer' };
	const oauth = { clientId: 'id', clientSecret: 'secret', oauthTokenData };
	await credential('xeroOAuth2Api', oauth);
	await credential('quickBooksOAuth2Api', { ...oauth, environment: 'production' });
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await Promise.all([mail.close(), storage.close(), accounting.close(), n8n.remove()]);
});
beforeEach(() => {
	mail.mails.length = 0;
	accounting.reset();
});
afterEach(async () => await provider?.server.close());

async function credential(type: string, data: Record<string, unknown>): Promise<void> {
	credentials[type] = { id: await n8n.api.createCredential({ name: type, type, data }), name: type };
}

/** Starts the simulator of a provider's API, and makes the credential for it. */
async function startProvider(name: string): Promise<void> {
	const { simulator, credential: content } = scenarioOf(name);
	const api = simulator.api!({ apiKey: KEY });
	provider = { api, server: await listen(api) };
	const secrets = Object.entries(simulator.secrets).map(([method, secret]) => [
		SECRET_FIELDS[method as keyof typeof SECRET_FIELDS],
		secret,
	]);
	await credential(credentialTypeOf(name), {
		...content(provider.server.url, KEY),
		...Object.fromEntries(secrets),
	});
}

const read = (name: string) => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')) as Example;
const triggerOf = ({ nodes }: Example) => nodes.find(({ type }) => /Trigger$/.test(type));
const providerOf = (example: Example) =>
	/^n8n-nodes-invoices\.(\w+)InvoiceTrigger$/.exec(triggerOf(example)?.type ?? '')?.[1];

/** Sets what the notes of the examples tell to set: credentials, folder, deactivated nodes. Foreign APIs are those of the test. */
function setUp(example: Example): void {
	const own = providerOf(example);
	for (const node of example.nodes) {
		delete node.disabled;
		const wanted = [
			node.type === 'n8n-nodes-base.emailSend' && 'smtp',
			node.type === 'n8n-nodes-base.s3' && 's3',
			node.type.startsWith(OWN) && own && credentialTypeOf(own),
			node.parameters.nodeCredentialType as string | undefined,
		].find((type) => type && type in credentials);
		if (wanted) node.credentials = { [wanted]: credentials[wanted] };
		for (const field of ['url', 'fileName']) {
			const value = node.parameters[field];
			if (typeof value !== 'string') continue;
			node.parameters[field] = value
				.replace(/https:\/\/(api\.xero\.com|quickbooks\.api\.intuit\.com)/, accounting.url)
				.replace('/home/node/.n8n-files', folder);
		}
	}
}

/** @param change what differs from the file */
async function imported(name: string, change: (example: Example) => void = () => {}): Promise<string> {
	const example = read(name);
	setUp(example);
	change(example);
	return await n8n.api.createWorkflow(example);
}

/** Runs an example as "Execute workflow" does; pinned data stands for what its nodes would give. */
async function execute(id: string, start: string): Promise<Execution> {
	const before = (await n8n.api.executions({ workflowId: id })).length;
	await n8n.api.rest.post(`workflows/${id}/run`, { triggerToStartFrom: { name: start } });
	return await lastOf(id, before + 1);
}

async function lastOf(workflowId: string, count = 1): Promise<Execution> {
	const executions = await n8n.api.waitForExecutions({ workflowId, count });
	return await n8n.api.execution(executions.at(-1)!.id);
}

/** Publishes an example, and sends it an event as the provider does. */
async function deliver(id: string, event: Notification): Promise<Execution> {
	const { nodes } = await n8n.api.workflow(id);
	const trigger = nodes.find(({ type }) => type.startsWith(OWN) && type.endsWith('Trigger'))!;
	const { simulator } = scenarioOf(/\.(\w+)InvoiceTrigger$/.exec(trigger.type)![1]);
	const method = trigger.parameters.authentication as keyof typeof SECRET_FIELDS;
	await n8n.api.activate(id);
	const url = await n8n.api.webhookUrl(id, trigger.name);
	const authenticated = simulator.authenticators[method]!(
		{ ...event, url },
		simulator.secrets[method]!,
		new Date(),
	);
	expect((await send(authenticated.url, authenticated)).status).toBe(200);
	return await lastOf(id);
}

/** A new invoice at the simulated provider: its event, and its document. */
function issued(name: string): { notification: Notification; document: Buffer } {
	return scenarioOf(name).issue(provider.api, provider.server.url);
}

const bodiesOf = (route: string) =>
	accounting.requestsTo(route).map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
const items = (name: string) =>
	Object.values(read(name).pinData)[0].map(({ json }) => json as unknown as Invoice);
const fileOf = ({ binary }: INodeExecutionData) => Buffer.from(binary!.data.data, 'base64');

describe.each(EXECUTABLE_EXAMPLES)('%s in a new n8n', (name) => {
	test('runs to its last step at the first click, without any credential', async () => {
		const example = read(name);
		const targets = Object.values(example.connections).flatMap(({ main }) => main.flat());
		// The editor runs the first trigger.
		const start = example.nodes.find(
			(node) => node.name in example.connections && !targets.some((target) => target?.node === node.name),
		)!;
		const execution = await execute(await n8n.api.createWorkflow(example), start.name);
		expect(errorOf(execution)).toBeUndefined();
		expect(failedNodes(execution)).toEqual([]);
		expect(execution.status).toBe('success');
		expect(LAST_STEPS[name]!.filter((step) => !ran(execution, step))).toEqual([]);
		expect([mail.mails, accounting.requests]).toEqual([[], []]);
	});
});

/** Nodes that failed, those too after which the workflow went on. */
const failedNodes = ({ data }: Execution) =>
	Object.entries(data.resultData.runData)
		.filter(([, runs]) => runs.some(({ error }) => error !== undefined))
		.map(([node]) => node);

describe('pdf-to-mail', () => {
	test('mails the sample with its PDF', async () => {
		const execution = await execute(await imported('pdf-to-mail'), 'Riverty Invoice Trigger');
		expect(errorOf(execution)).toBeUndefined();
		const [first, second] = read('pdf-to-mail').pinData['Download Document'];
		expect(mail.mails).toHaveLength(2);
		const { headers, text, files } = readMail(mail.mails[0]);
		expect(headers).toContain('To: bookkeeping@example.com');
		expect(headers).toMatch(/Subject: .*B-DE-2026-000451/);
		expect(text).toContain('Total: 64.85 EUR\nDue: 2026-03-30');
		expect(text).not.toContain('Please look at');
		expect(mail.mails[0]).toMatch(/Content-Disposition: attachment/i);
		expect(files).toEqual({ 'B-DE-2026-000451.pdf': fileOf(first) });
		expect(readMail(mail.mails[1]).text).toContain(
			`Please look at:\n- ${(second.json as unknown as Invoice).issues[0].message}`,
		);
	});

	test('mails an invoice of Riverty', async () => {
		await startProvider('riverty');
		const { notification, document } = issued('riverty');
		expect(errorOf(await deliver(await imported('pdf-to-mail'), notification))).toBeUndefined();
		expect(mail.mails).toHaveLength(1);
		expect(Object.values(readMail(mail.mails[0]).files)).toEqual([document]);
	});
});

describe('document-to-disk', () => {
	const written = () => readdirSync(folder).sort();
	beforeEach(() => written().forEach((file) => rmSync(path.join(folder, file))));

	test('writes the documents of the sample', async () => {
		const execution = await execute(await imported('document-to-disk'), 'Betterez Invoice Trigger');
		expect(errorOf(execution)).toBeUndefined();
		const expected = items('document-to-disk').map(({ id, document }) => `${id} ${document!.fileName}`);
		expect(written()).toEqual(expected.sort());
		expect(readFileSync(path.join(folder, written()[0]), 'utf8')).toMatch(/^<\?xml/);
	});

	test('writes the document of an event of Betterez', async () => {
		await startProvider('betterez');
		const { notification, document } = issued('betterez');
		expect(errorOf(await deliver(await imported('document-to-disk'), notification))).toBeUndefined();
		expect(written().map((file) => readFileSync(path.join(folder, file)))).toEqual([document]);
	});
});

describe('pdf-to-s3', () => {
	test('uploads the PDF of the sample', async () => {
		const execution = await execute(await imported('pdf-to-s3'), 'Digital River Invoice Trigger');
		expect(errorOf(execution)).toBeUndefined();
		const [sample] = read('pdf-to-s3').pinData['Download Document'];
		const { id } = sample.json as unknown as Invoice;
		const key = `digitalRiver/2026-04/${id} ${sample.binary!.data.fileName}`;
		expect(await storage.get(key)).toEqual(fileOf(sample));
	});

	test('uploads an invoice of Digital River', async () => {
		await startProvider('digitalRiver');
		const { notification, document } = issued('digitalRiver');
		const execution = await deliver(await imported('pdf-to-s3'), notification);
		expect(errorOf(execution)).toBeUndefined();
		const [{ json, binary }] = outputOf(execution, 'Download Document');
		const { id, event } = json as unknown as Invoice;
		const month = event!.receivedAt.slice(0, 7);
		expect(await storage.get(`digitalRiver/${month}/${id} ${binary!.data.fileName}`)).toEqual(document);
	});
});

describe('append-to-table', () => {
	test('makes its table once, and one row per event however often it comes', async () => {
		await startProvider('scayle');
		const id = await imported('append-to-table');
		const runs = [await execute(id, 'SCAYLE Invoice Trigger'), await execute(id, 'SCAYLE Invoice Trigger')];
		expect(runs.map(errorOf)).toEqual([undefined, undefined]);
		const [[{ json: table }], [{ json: again }]] = runs.map((one) => outputOf(one, 'Make the Table'));
		expect(again.id).toBe(table.id);
		const rows = await n8n.api.dataTableRows(table as never);
		expect(rows).toMatchObject(
			items('append-to-table').map(({ event, kind, orderReference, totals, buyer }) => ({
				event_key: event!.key,
				kind,
				order: orderReference,
				buyer: buyer!.name,
				net: totals.net,
				gross: totals.gross,
			})),
		);

		const execution = await deliver(id, issued('scayle').notification);
		expect(errorOf(execution)).toBeUndefined();
		const [{ json: invoice }] = outputOf(execution, 'SCAYLE Invoice Trigger');
		const [, , last] = await n8n.api.dataTableRows(table as never);
		expect(invoice.number).not.toBeNull();
		expect(last).toMatchObject({ number: invoice.number, provider: 'scayle' });
	});
});

describe('own-data-to-e-invoice', () => {
	test('makes two PDF invoices of three rows', async () => {
		const execution = await execute(
			await n8n.api.createWorkflow(read('own-data-to-e-invoice')),
			'When Clicking Execute',
		);
		expect(errorOf(execution)).toBeUndefined();
		const outputs = outputOf(execution, 'Create E-Invoice');
		expect(
			outputs.map(({ json, binary }) => {
				const { number, lines, totals, issues } = json as unknown as Invoice;
				return [number, lines.length, totals.due, issues, binary!.data.fileName];
			}),
		).toEqual([
			['1001', 2, 931.15, [], '1001.pdf'],
			['1002', 1, 53.55, [], '1002.pdf'],
		]);
	});
});

describe('form-to-e-invoice', () => {
	test('mails the PDF with the invoice in it to the customer', async () => {
		const execution = await execute(await imported('form-to-e-invoice'), 'Form');
		expect(errorOf(execution)).toBeUndefined();
		const [{ json, binary }] = outputOf(execution, 'Create E-Invoice');
		const { buyer, totals, issues } = json as unknown as Invoice;
		expect([buyer!.name, totals.due, issues, binary!.data.fileName]).toEqual([
			'Customer Inc',
			904.4,
			[],
			'2026-001.pdf',
		]);
		expect(mail.mails).toHaveLength(1);
		const { headers, text, files } = readMail(mail.mails[0]);
		expect(headers).toContain('To: buyer@example.com');
		expect(text).toContain('Please pay 904.4 EUR by 2026-02-14.');
		expect(Object.keys(files)).toEqual(['2026-001.pdf']);
		expect(files['2026-001.pdf'].toString('latin1')).toContain('factur-x.xml');
	});
});

describe('mail-to-rows', () => {
	const MAIL = 'Incoming Mail';
	const FOLDER = 'test/samples/einvoice';
	const attachment = (file: string, mimeType: string): IBinaryData => ({
		data: readFileSync(`${FOLDER}/${file}`).toString('base64'),
		mimeType,
		fileName: path.basename(file),
	});

	test('writes a row for each line of all invoices in the attachments of one mail, however often it comes', async () => {
		const id = await imported('mail-to-rows', ({ pinData }) => {
			pinData[MAIL] = [
				{
					json: { subject: 'Your invoices' },
					binary: {
						attachment_0: attachment('invoice.cii.xml', 'application/xml'),
						attachment_1: attachment('pdf/filter-asciihex.pdf', 'application/pdf'),
						attachment_2: attachment('fatturapa-lot.xml', 'text/xml'),
						attachment_3: attachment('samples.json', 'application/json'),
					},
				},
			];
		});
		await execute(id, MAIL);
		const execution = await execute(id, MAIL);
		expect(errorOf(execution)).toBeUndefined();
		const rows = outputOf(execution, 'Write Row').map(({ json }) => [
			json.number,
			json.kind,
			json.line,
			json.net,
		]);
		expect(rows).toEqual([
			['R-2025-007', 'invoice', 1, 24],
			['R-2025-007', 'invoice', 2, 60],
			['PDF-1', 'invoice', 1, 200],
			['2026/21', 'invoice', 1, 1000],
			['2026/21', 'invoice', 2, 48.0769],
			['2026/22', 'invoice', 1, 1600],
		]);
	});
});

describe('validate-incoming', () => {
	const MAIL = 'Incoming Mail';
	const verdicts = (execution: Execution, output: number) =>
		outputOf(execution, 'Validate', { output }).map(({ json }) => ({
			number: json.number,
			validation: json.validation as unknown as ItemValidation,
		}));

	test('runs on the sample in a new n8n, without any credential', async () => {
		const execution = await execute(await n8n.api.createWorkflow(read('validate-incoming')), MAIL);
		expect(errorOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(mail.mails).toEqual([]);

		const [good, ...moreGood] = verdicts(execution, 0);
		expect(moreGood).toEqual([]);
		expect(good).toMatchObject({ number: '2026-0117', validation: { valid: true, errors: [] } });
		const [bad, ...moreBad] = verdicts(execution, 1);
		expect(moreBad).toEqual([]);
		expect(bad).toMatchObject({ number: '2026-0118', validation: { valid: false } });
		expect(bad!.validation.text).toContain(
			'Invoice "2026-0118" of "Beispiel Werkzeuge GmbH" does not follow',
		);
		expect(bad!.validation.text).toContain('(BR-CO-16)');
	});

	test('writes one row for the valid invoice however often it comes, and replies to the sender of the other', async () => {
		const id = await imported('validate-incoming', ({ nodes }) => {
			nodes.find(({ name }) => name === 'Reply to the Sender')!.disabled = false;
		});
		await execute(id, MAIL);
		const execution = await execute(id, MAIL);
		expect(errorOf(execution)).toBeUndefined();
		const [{ json: table }] = outputOf(execution, 'Make the Table');
		expect(await n8n.api.dataTableRows(table as never)).toEqual([
			expect.objectContaining({
				seller: 'Beispiel Werkzeuge GmbH',
				number: '2026-0117',
				gross: 238,
				due: 238,
				rules: 'EN 16931',
				mail: 'Invoice 2026-0117',
			}),
		]);
		expect(mail.mails).toHaveLength(2);
		const { headers, text } = readMail(mail.mails[1]);
		expect(headers).toContain('To: billing@example.com');
		expect(headers).toContain('Subject: Re: Invoice 2026-0118');
		expect(text).toContain('We cannot process the file 2026-0118.xml');
		expect(text).toContain('does not follow the rules of EN 16931');
		expect(text).toContain('(BR-CO-16)');
	});
});

test('validate-incoming replies to no sender of a file that it has no rules for, but fails and says why', async () => {
	const fatturaPa = readFileSync('test/samples/einvoice/fatturapa.xml');
	const id = await imported('validate-incoming', ({ pinData }) => {
		const [{ json, binary }, ...others] = pinData['Incoming Mail'];
		const file = { ...binary!.attachment_1, data: fatturaPa.toString('base64') };
		pinData['Incoming Mail'] = [{ json, binary: { attachment_0: file } }, ...others];
	});
	const error = errorOf(await execute(id, 'Incoming Mail'));
	expect(error?.message).toBe('Not validated: There are no rules for the format of this e-invoice');
	expect(mail.mails.map((one) => /^Subject: (.*)/m.exec(one)?.[1])).toEqual(['Re: Invoice 2026-0118']);
});

test('validate-incoming answers a damaged file where the mail wants its answers, in words for the sender', async () => {
	const id = await imported('validate-incoming', ({ pinData }) => {
		const [{ json, binary }] = pinData['Incoming Mail'];
		const damaged = {
			...binary!.attachment_1,
			data: Buffer.from('<Invoice><ID>1</Invoice>').toString('base64'),
		};
		const replyTo = { value: [{ address: 'accounts@example.com', name: '' }], text: 'accounts@example.com' };
		pinData['Incoming Mail'] = [{ json: { ...json, replyTo }, binary: { attachment_0: damaged } }];
	});
	expect(errorOf(await execute(id, 'Incoming Mail'))).toBeUndefined();
	const { headers, text } = readMail(mail.mails[0]);
	expect(headers).toContain('To: accounts@example.com');
	expect(text).toContain('We cannot process the file');
	expect(text).not.toMatch(/null|undefined|Ask the sender/);
	expect(text).toContain('The file cannot be read as an e-invoice: ');
});

test('check-and-answer answers nobody who sent something else', async () => {
	const id = await imported('check-and-answer', ({ pinData }) => {
		const [{ json, binary }] = pinData['Incoming Mail'];
		const picture = {
			...binary!.attachment_0,
			data: 'R0lGODlhAQABAAAAACw=',
			fileName: 'logo.gif',
			mimeType: 'image/gif',
		};
		pinData['Incoming Mail'] = [{ json, binary: { attachment_0: picture } }, { json }];
	});
	expect(errorOf(await execute(id, 'Incoming Mail'))).toBeUndefined();
	expect(mail.mails).toEqual([]);
});

test('check-and-answer answers the sender of a valid invoice, and of one that is not', async () => {
	const execution = await execute(await imported('check-and-answer'), 'Incoming Mail');
	expect(errorOf(execution)).toBeUndefined();
	const [accepted, rejected] = mail.mails.map(readMail);
	for (const { headers } of [accepted!, rejected!]) expect(headers).toContain('To: billing@example.com');
	expect(accepted!.headers).toContain('Subject: Re: Invoice 2026-0117');
	expect(accepted!.text).toContain('2026-0117');
	expect(rejected!.headers).toContain('Subject: Re: Invoice 2026-0118');
	expect(rejected!.text).toContain('(BR-CO-16)');
});

test('readable-page-by-mail sends the page of each e-invoice', async () => {
	const execution = await execute(await imported('readable-page-by-mail'), 'Incoming Mail');
	expect(errorOf(execution)).toBeUndefined();
	expect(mail.mails.map((one) => /^Subject: (.*)/m.exec(one)?.[1])).toEqual([
		'Invoice 2026-0117 of Beispiel Werkzeuge GmbH',
		'Invoice 2026-0118 of Beispiel Werkzeuge GmbH',
	]);
	expect(mail.mails[0]).toMatch(/Content-Type: text\/html/i);
});

test('mail-to-quickbooks books the invoice that adds up, and not the other', async () => {
	const id = await n8n.api.createWorkflow(read('mail-to-quickbooks'));
	const execution = await execute(id, 'Incoming Mail');
	const numbers = [0, 1].map((output) =>
		outputOf(execution, 'To Be Booked?', { output }).map(({ json }) => json.number),
	);
	expect(numbers).toEqual([['2026-0117'], ['2026-0118']]);
});

test('mail-to-quickbooks leaves an invoice in another currency to a person', async () => {
	const id = await imported('mail-to-quickbooks', ({ pinData }) => {
		const [{ binary }] = pinData['Incoming Mail'];
		const file = binary!.attachment_1!;
		const xml = Buffer.from(file.data, 'base64').toString().replaceAll('EUR', 'USD');
		file.data = Buffer.from(xml).toString('base64');
	});
	const execution = await execute(id, 'Incoming Mail');
	expect(outputOf(execution, 'To Be Booked?', { output: 1 })).toHaveLength(2);
});

describe('datev-csv', () => {
	const rows = (execution: Execution) => outputOf(execution, 'Booking Rows').map(({ json }) => json);
	const UNSIGNED = 'Umsatz (ohne Soll/Haben-Kz)';

	test('has the invoice that adds up, and tells of the other', async () => {
		const execution = await execute(await n8n.api.createWorkflow(read('datev-csv')), 'Incoming Mail');
		expect(rows(execution)).toEqual([
			expect.objectContaining({
				[UNSIGNED]: '238,00',
				'Soll/Haben-Kennzeichen': 'S',
				'BU-Schlüssel': '9',
				Belegdatum: '0203',
				'Belegfeld 1': '2026-0117',
			}),
		]);
		const [other] = outputOf(execution, 'Tell a Person');
		expect(other.json.number).toBe('2026-0118');
	});

	test('tells a person of what needs another key, of other documents, and of a file that it cannot read', async () => {
		const id = await imported('datev-csv', ({ pinData }) => {
			const [{ json, binary }] = pinData['Incoming Mail'];
			const file = binary!.attachment_1!;
			const xml = Buffer.from(file.data, 'base64').toString();
			const taxed = (category: string, rate: number, tax: string, gross: string) =>
				xml
					.replaceAll('<cbc:ID>S<', `<cbc:ID>${category}<`)
					.replaceAll('<cbc:Percent>19<', `<cbc:Percent>${rate}<`)
					.replaceAll('>238.00<', `>${gross}<`)
					.replaceAll('>38.00<', `>${tax}<`);
			const changed = [
				xml,
				xml.replace('>380<', '>384<'),
				xml.replace('>380<', '>325<'),
				xml.replaceAll('>DE<', '>AT<'),
				taxed('AE', 0, '0.00', '200.00'),
				taxed('S', 20, '40.00', '240.00'),
				taxed('E', 0, '0.00', '200.00'),
				'<Invoice><ID>1</Invoice>',
			].map((one, index) => one.replaceAll('2026-0117', `N-${index}`));
			const files = changed.map((one) => ({ ...file, data: Buffer.from(one).toString('base64') }));
			pinData['Incoming Mail'] = [
				{ json, binary: Object.fromEntries(files.map((one, index) => [`attachment_${index}`, one])) },
				{ json, binary: { attachment_0: binary!.attachment_0 } },
			];
		});
		const execution = await execute(id, 'Incoming Mail');
		expect(rows(execution).map((row) => [row['Belegfeld 1'], row['BU-Schlüssel'], row[UNSIGNED]])).toEqual([
			['N-0', '9', '238,00'],
			['N-6', '', '200,00'],
		]);
		const told = mail.mails.map(readMail).filter(({ headers }) => headers.includes('Not in the bookings'));
		expect(told).toHaveLength(6);
		const [unreadable, ...others] = told.sort(
			(a, b) => Number(b.text.includes('Email:')) - Number(a.text.includes('Email:')),
		);
		expect(unreadable!.headers).toContain('Subject: Not in the bookings: a file that cannot be read');
		expect(unreadable!.text).toMatch(/XML.*Email: Invoice 2026-0117/s);
		for (const { text } of others) expect(text).toContain('It is one of these');
	});

	test('has an invoice once that is attached twice, and one that takes back on the other side', async () => {
		const id = await imported('datev-csv', ({ pinData }) => {
			const [{ json, binary }] = pinData['Incoming Mail'];
			const file = binary!.attachment_1!;
			const xml = Buffer.from(file.data, 'base64').toString();
			const negative = xml
				.replace(/>(200|38|238)\.00</g, '>-$1.00<')
				.replace('>2</cbc:InvoicedQuantity>', '>-2</cbc:InvoicedQuantity>');
			const taken = { ...file, data: Buffer.from(negative).toString('base64') };
			pinData['Incoming Mail'] = [
				{ json, binary: { attachment_0: file, attachment_1: file, attachment_2: taken } },
			];
		});
		const execution = await execute(id, 'Incoming Mail');
		expect(rows(execution).map((row) => [row[UNSIGNED], row['Soll/Haben-Kennzeichen']])).toEqual([
			['238,00', 'S'],
			['238,00', 'H'],
		]);
	});
});

describe('order-to-e-invoice', () => {
	const created = async (change: (order: Record<string, unknown>) => void) => {
		const id = await imported('order-to-e-invoice', ({ pinData }) => change(pinData.Order[0].json));
		return await execute(id, 'Order');
	};

	test('asks for no money that the shop has', async () => {
		const execution = await created(() => {});
		const [{ json }] = outputOf(execution, 'Create E-Invoice');
		expect(json.totals).toMatchObject({ gross: 73.47, paid: 73.47, due: 0 });
	});

	test('has a fee, and what is not paid yet is due', async () => {
		const execution = await created((order) => {
			order.date_paid = null;
			order.total = '77.04';
			order.fee_lines = [{ name: 'Express', total: '3.00', taxes: [{ id: 1, total: '0.57' }] }];
		});
		const [{ json }] = outputOf(execution, 'Create E-Invoice');
		expect(json.totals).toMatchObject({ net: 65.53, gross: 77.04, due: 77.04 });
	});

	test('leaves out shipping that is free, which has no VAT rate', async () => {
		const execution = await created((order) => {
			order.total = '67.64';
			order.shipping_lines = [{ method_title: 'Free shipping', total: '0.00', taxes: [] }];
			order.fee_lines = [{ name: 'Gift wrap', total: '0.00', taxes: [{ id: 1, total: '', subtotal: '' }] }];
		});
		expect(errorOf(execution)).toBeUndefined();
		const [{ json }] = outputOf(execution, 'Create E-Invoice');
		const { lines, totals } = json as unknown as Invoice;
		expect(lines.map(({ description }) => description)).toEqual(['Lamp', 'Manual, printed']);
		expect(totals.gross).toBe(67.64);
	});

	test('takes a discount that the shop sends as a fee', async () => {
		const execution = await created((order) => {
			order.total = '67.52';
			order.fee_lines = [{ name: 'Discount', total: '-5.00', taxes: [{ id: 1, total: '-0.95' }] }];
		});
		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Create E-Invoice')[0]!.json.totals).toMatchObject({
			net: 57.53,
			gross: 67.52,
		});
	});

	test('sends an invoice that is a cent off, and none that is more', async () => {
		expect(errorOf(await created((order) => (order.total = '73.48')))).toBeUndefined();
		expect(mail.mails).toHaveLength(1);
		expect(errorOf(await created((order) => (order.total = '80.00')))?.message).toBe(
			'Not sent: invoice 1727 comes to 73.47, the order to 80.00',
		);
		expect(mail.mails).toHaveLength(1);
	});
});

describe('invoice-to-xero', () => {
	const INVOICES = 'POST /api.xro/2.0/Invoices';
	const CREDITS = 'POST /api.xro/2.0/CreditNotes';

	test('makes a draft invoice and a draft credit note of the sample', async () => {
		const execution = await execute(await imported('invoice-to-xero'), 'Rillet Invoice Trigger');
		expect(errorOf(execution)).toBeUndefined();
		const line = { Quantity: 1, AccountCode: '200' };
		expect(bodiesOf(INVOICES)).toEqual([
			{
				Type: 'ACCREC',
				Status: 'DRAFT',
				Contact: { Name: 'Unknown Customer' },
				InvoiceNumber: 'INV01',
				Reference: '1',
				Date: '2026-01-15',
				DueDate: '2026-02-14',
				CurrencyCode: 'USD',
				LineAmountTypes: 'Exclusive',
				LineItems: [{ ...line, Description: 'Description', LineAmount: 100, TaxAmount: 8 }],
			},
		]);
		expect(bodiesOf(CREDITS)).toEqual([
			{
				Type: 'ACCRECCREDIT',
				Status: 'DRAFT',
				Contact: { Name: 'Unknown Customer' },
				CreditNoteNumber: 'CM01',
				Reference: 'INV01',
				Date: '2026-02-05',
				CurrencyCode: 'USD',
				LineAmountTypes: 'Exclusive',
				LineItems: [{ ...line, Description: 'Credit for January', LineAmount: 50, TaxAmount: 4 }],
			},
		]);
		const [{ headers }] = accounting.requestsTo(INVOICES);
		expect(headers).toMatchObject({
			authorization: 'Bearer access-token-of-the-tests',
			'xero-tenant-id': 'paste-your-tenant-id',
			'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	test('finds the ID of the organisation', async () => {
		const execution = await execute(await imported('invoice-to-xero'), 'Click to Find the ID');
		expect(outputOf(execution, 'My Organisations')[0].json.tenantId).toBe('tenant-1');
	});

	test('keeps the sum where there are charges, a discount, or no lines', async () => {
		const [model] = items('invoice-to-xero');
		const [line] = model.lines;
		const withCharges = {
			...model,
			totals: { ...model.totals, lines: 59.34, charges: 3.28, discount: 10, net: 52.62 },
			lines: [
				{ ...line, net: 36.07, quantity: 1 },
				{ ...line, net: 23.27, quantity: 2 },
			],
		};
		const bare = { ...model, lines: [], totals: { ...model.totals, lines: null } };
		const pinned = [withCharges, bare].map((json) => ({ json: json as never }));
		const id = await imported('invoice-to-xero', (example) => {
			example.pinData = { 'Rillet Invoice Trigger': pinned };
		});
		expect(errorOf(await execute(id, 'Rillet Invoice Trigger'))).toBeUndefined();
		const amounts = bodiesOf(INVOICES).map(({ LineItems }) =>
			(LineItems as Array<Record<string, unknown>>).map(({ Description, LineAmount }) => [
				Description,
				LineAmount,
			]),
		);
		expect(amounts).toEqual([
			[
				['Description', 36.07],
				['Description', 23.27],
				['Charges', 3.28],
				['Discount', -10],
			],
			[['Invoice INV01', 100]],
		]);
	});

	test('books an invoice of Rillet under the name that its API tells', async () => {
		await startProvider('rillet');
		const execution = await deliver(await imported('invoice-to-xero'), issued('rillet').notification);
		expect(errorOf(execution)).toBeUndefined();
		const [{ json }] = outputOf(execution, 'Rillet Invoice Trigger');
		const { number, buyer } = json as unknown as Invoice;
		expect(buyer!.name).toMatch(/\S/);
		expect(bodiesOf(INVOICES)).toMatchObject([
			{ InvoiceNumber: number, Contact: { Name: buyer!.companyName ?? buyer!.name } },
		]);
	});

	test('does not book what a person should look at, and reports it by mail', async () => {
		await startProvider('rillet');
		const reporter = await imported('report-failed-invoices');
		await n8n.api.activate(reporter);
		const id = await imported('invoice-to-xero', (example) => {
			example.settings = { ...example.settings, errorWorkflow: reporter };
		});
		const odd = { ...JSON.parse(rilletEvent('invoice-created').body.toString()), status: 'SOMETHING_NEW' };
		const execution = await deliver(id, rilletEvent('invoice-created', odd));
		expect(errorOf(execution)).toMatchObject({
			node: 'Needs a Person',
			message: expect.stringMatching(/^Not booked: invoice .*SOMETHING_NEW/),
		});
		expect(accounting.requests).toEqual([]);
		await lastOf(reporter);
		const { headers, text } = readMail(mail.mails[0]);
		expect(headers).toContain('Subject: An invoice needs you: Invoices to Xero');
		expect(text).toContain(`What happened: ${errorOf(execution)!.message}`);
		expect(text).toContain(`/workflow/${id}/executions/${execution.id}`);
	});
});

describe('invoice-to-quickbooks', () => {
	test('makes an invoice and a credit memo of the sample, tax included', async () => {
		const execution = await execute(await imported('invoice-to-quickbooks'), 'Rillet Invoice Trigger');
		expect(errorOf(execution)).toBeUndefined();
		const line = (Description: string, Amount: number) => ({
			DetailType: 'SalesItemLineDetail',
			Description,
			Amount,
			SalesItemLineDetail: { ItemRef: { value: '1' } },
		});
		const common = { CustomerRef: { value: '58' }, CurrencyRef: { value: 'USD' } };
		const [invoice, memo] = items('invoice-to-quickbooks');
		expect(bodiesOf('POST /v3/company/:company/invoice')).toEqual([
			{
				...common,
				DocNumber: 'INV01',
				TxnDate: '2026-01-15',
				DueDate: '2026-02-14',
				PrivateNote: `From rillet, ID ${invoice.id}, for customer ${invoice.customerNumber}`,
				Line: [line('Description', 100), line('Tax', 8)],
			},
		]);
		expect(bodiesOf('POST /v3/company/:company/creditmemo')).toEqual([
			{
				...common,
				DocNumber: 'CM01',
				TxnDate: '2026-02-05',
				PrivateNote: `From rillet, ID ${memo.id}, for customer ${memo.customerNumber}`,
				Line: [line('Credit for January', 50), line('Tax', 4)],
			},
		]);
		const [{ path: address, query, headers }] = accounting.requests;
		expect(address).toBe('/v3/company/1234567890/invoice');
		expect(query.get('requestid')).toMatch(/^[0-9a-f]{32}$/);
		expect(headers.authorization).toBe('Bearer access-token-of-the-tests');
	});

	test('books a credit memo of Rillet', async () => {
		await startProvider('rillet');
		const event = rilletEvent('credit-memo-created');
		expect(errorOf(await deliver(await imported('invoice-to-quickbooks'), event))).toBeUndefined();
		expect(accounting.requests.map(({ route }) => route)).toEqual(['POST /v3/company/:company/creditmemo']);
	});
});

test('report-failed-invoices mails its sample', async () => {
	const execution = await execute(await imported('report-failed-invoices'), 'Error Trigger');
	expect(errorOf(execution)).toBeUndefined();
	const { headers, text } = readMail(mail.mails[0]);
	expect(headers).toContain('Subject: An invoice needs you: Invoice PDF to mail');
	expect(text).toContain('What happened: Rillet: the document was not found (404)');
	expect(text).toContain('Fix what the message says');
});

/** What n8n knows of its nodes. */
async function nodeTypes(): Promise<INodeTypeDescription[]> {
	const file = await n8n.api.rest.bytes('../types/nodes.json', {});
	return JSON.parse(file.toString()) as INodeTypeDescription[];
}

const typeOf = (types: INodeTypeDescription[], name: string, version: number) =>
	types.find((one) => one.name === name && [one.version].flat().includes(version));

/** The labels of all fields of a node, those inside of collections too. */
function labelsIn(fields: readonly object[] = []): string[] {
	return fields.flatMap((field) => {
		const { displayName, options, values } = field as Partial<INodeProperties> & { values?: object[] };
		return [...(displayName ? [displayName] : []), ...labelsIn(options), ...labelsIn(values)];
	});
}

test('the examples use nodes, versions and parameters that n8n has', async () => {
	const types = await nodeTypes();
	for (const name of EXAMPLES) {
		for (const { type, typeVersion, parameters } of read(name).nodes) {
			const known = typeOf(types, type, typeVersion);
			expect([name, type, typeVersion, known?.name]).toEqual([name, type, typeVersion, type]);
			const properties = known!.properties.map((property) => property.name);
			expect(Object.keys(parameters).filter((parameter) => !properties.includes(parameter))).toEqual([]);
		}
	}
});

test('docs/mapping.md names fields that the nodes of n8n have', async () => {
	const types = await nodeTypes();
	const page = readFileSync('docs/mapping.md', 'utf8');
	const recipes = [
		...page.matchAll(/<!-- (\S+) ([\d.]+) -->[\s\S]*?\n\| field [^\n]*\n\|[^\n]*\n((?:\|.*\n)+)/g),
	];
	expect(recipes.length).toBeGreaterThan(9);
	for (const [, name, version, rows] of recipes) {
		const labels = labelsIn(typeOf(types, name, Number(version))?.properties);
		const fields = [...rows.matchAll(/^\| (.+?) +\|/gm)].map(([, field]) => field);
		expect([name, fields.filter((field) => !labels.includes(field))]).toEqual([name, []]);
	}
});

describe('npm run send', () => {
	const call = async (url: string, secret: string) => {
		const printed: string[] = [];
		const code = await run(['betterez', '--url', url], { INVOICES_SECRET: secret }, (text) =>
			printed.push(text),
		);
		return [code, printed.join('\n')];
	};

	test('tells a workflow that is not published, a wrong secret, and an event that n8n accepted', async () => {
		await startProvider('betterez');
		const id = await imported('document-to-disk');
		const url = await n8n.api.webhookUrl(id, 'Betterez Invoice Trigger');
		const { signature } = scenarioOf('betterez').simulator.secrets;
		expect(await call(url, signature!)).toEqual([1, expect.stringContaining('No workflow listens')]);
		const test = await n8n.api.webhookUrl(id, 'Betterez Invoice Trigger', { test: true });
		expect(await call(test, signature!)).toEqual([1, expect.stringContaining('is not listening')]);
		await n8n.api.activate(id);
		expect(await call(url, 'wrong')).toEqual([1, expect.stringContaining('could not be verified')]);
		expect(await call(url, signature!)).toEqual([0, expect.stringContaining('Accepted')]);
		expect(errorOf(await lastOf(id))).toBeUndefined();
	});
});
