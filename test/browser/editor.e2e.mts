/** The first ten minutes of a user: n8n's editor in a real browser, with the packed package. */
import { readFileSync } from 'node:fs';
import { SECRET_FIELDS, type Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { send } from '../simulator/sender.mts';
import type { Notification } from '../simulator/authentication.mts';
import { listen, type Api, type SimulatorServer } from '../simulator/server.mts';
import { browserTests, picture } from '../support/browser/browser.mts';
import { actionOf, fillIn } from '../support/browser/form.mts';

const KEY = 'api_key_of_the_browser_tests';

const { n8n, walk } = browserTests();

type Method = keyof typeof SECRET_FIELDS;
const methodOf = ({ parameters }: Scenario) => parameters.authentication as Method;

/**
 * Sends an event as the provider does.
 * @returns n8n's response status
 */
async function deliver(scenario: Scenario, url: string, event: Notification): Promise<number> {
	const { authenticators, secrets } = scenario.simulator;
	const method = methodOf(scenario);
	const request = authenticators[method]!({ ...event, url }, secrets[method]!, new Date());
	return (await send(request.url, request)).status;
}

const words = JSON.parse(readFileSync('scripts/searchWords.json', 'utf8')) as {
	everyNode: string[];
	triggers: string[];
};
/** Search terms for what only the Invoice node does. */
const INVOICE_NODE = [
	...[
		'xml',
		'PDF',
		'validate',
		'check',
		'xrechnung',
		'zugferd',
		'factur-x',
		'fatturapa',
		'en16931',
		'EN 16931',
	],
	...['peppol', 'ubl', 'cii'],
];

it(
	'every node is found by what a person types',
	walk(async (editor) => {
		const triggers = scenarios.map(({ displayName }) => `${displayName} Invoice`);
		await editor.newWorkflow();
		for (const [word, names] of Object.entries({
			invoice: ['Invoice', ...triggers],
			...Object.fromEntries(
				triggers.map((name) => [name.replace(/ Invoice$/, '').toLowerCase(), ['Invoice', name]]),
			),
			...Object.fromEntries(words.everyNode.map((word) => [word, ['Invoice', ...triggers]])),
			...Object.fromEntries(words.triggers.map((word) => [word, triggers])),
			...Object.fromEntries(INVOICE_NODE.map((word) => [word, ['Invoice']])),
		})) {
			const found = await editor.search(word);
			for (const name of names) await found.getByText(name, { exact: true }).waitFor();
		}
	}),
);

describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(displayName, scenario) => {
		let api: Api;
		let server: SimulatorServer;
		beforeAll(async () => {
			api = scenario.simulator.api!({ apiKey: KEY });
			server = await listen(api);
		});
		afterAll(async () => await server.close());

		it(
			'is added, connected and tried out',
			walk(async (editor, page) => {
				const { name, secrets, events } = scenario.simulator;
				await editor.newWorkflow();
				await editor.add(displayName.toLowerCase(), `${displayName} Invoice`, actionOf(scenario));

				// The steps, with the address to register
				await editor.node.getByText('To try it:').waitFor();
				await editor.node.getByText('To go live:').waitFor();
				expect(await editor.webhookUrl('Production')).toMatch(/^http:.*\/webhook\/[\w-]+\/webhook$/);
				await picture(page, `trigger-${name}`, { x: 491, y: 66, width: 419, height: 806 });

				// The credential: green without an API key, red with a wrong one, green with the right one
				await editor.node.getByText(`Connect to ${displayName}`).click();
				const secret = { [SECRET_FIELDS[methodOf(scenario)]]: secrets[methodOf(scenario)]! };
				await fillIn(editor, scenario, secret);
				await editor.saveCredential();
				await editor.credential.waitFor({ state: 'hidden' });
				expect(server.requests).toHaveLength(0);

				await editor.editCredential();
				await fillIn(editor, scenario, scenario.credential(server.url, 'a wrong key'));
				await editor.saveCredential();
				await editor.credential.getByText('Couldn’t connect with these settings').waitFor();
				await editor.credential.getByText('More details').click();
				await editor.credential.getByText(new RegExp(`${displayName} rejected the`)).waitFor();
				await fillIn(editor, scenario, scenario.credential(server.url, KEY));
				await editor.saveCredential();
				await editor.credential.getByText('Connection tested successfully').waitFor();
				expect(server.requests.at(-1)!.answer.status).not.toBe(401);
				await picture(editor.credential, `credential-${name}`);
				await editor.closeCredential();

				// A test event
				const url = await editor.webhookUrl('Test');
				await editor.executeButton.getByText('Execute step').click();
				await editor.node.getByText('Listening for test event').waitFor();
				expect(await deliver(scenario, url, events[scenario.wanted]!())).toBe(200);
				await editor.shows('table', name);
				await editor.shows('json', `"${name}"`);
				await editor.shows('schema', 'issueDate');
				await picture(editor.output, `item-${name}`);

				// The canvas
				await editor.close();
				const node = editor.canvasNode(`${displayName} Invoice Trigger`);
				await node.getByText(scenario.wanted, { exact: true }).waitFor();
				for (const [colorScheme, file] of [
					['light', `${name}.svg`],
					['dark', `${name}.dark.svg`],
				] as const) {
					await page.emulateMedia({ colorScheme });
					const icon = node.locator(`img[src$="/${file}"]`);
					await icon.waitFor();
					// Rejects if it is not an image.
					await icon.evaluate(
						async (image) => await (image as unknown as { decode(): Promise<void> }).decode(),
					);
				}
			}),
		);
	},
);

describe('behind a trigger', () => {
	const scenario = scenarios.find(({ simulator }) => simulator.name === 'rillet')!;
	const TRIGGER = 'Rillet Invoice Trigger';
	let api: Api;
	let server: SimulatorServer;
	let credentials: Record<string, { id: string; name: string }>;
	beforeAll(async () => {
		api = scenario.simulator.api!({ apiKey: KEY });
		server = await listen(api);
		const data = {
			...scenario.credential(server.url, KEY),
			[SECRET_FIELDS[methodOf(scenario)]]: scenario.simulator.secrets[methodOf(scenario)],
		};
		const id = await n8n().api.createCredential({ name: 'Rillet', type: 'rilletApi', data });
		credentials = { rilletApi: { id, name: 'Rillet' } };
	});
	afterAll(async () => await server.close());

	const trigger = () => ({
		name: TRIGGER,
		type: 'n8n-nodes-invoices.rilletInvoiceTrigger',
		parameters: scenario.parameters as never,
		credentials,
	});
	const next = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

	it(
		'a field of the item is dragged into the next node',
		walk(async (editor) => {
			const id = await n8n().api.createWorkflow({
				name: 'Drag',
				nodes: [trigger(), { name: 'Fields', type: 'n8n-nodes-base.set', typeVersion: 3.4 }],
				connections: { [TRIGGER]: next('Fields') },
			});
			await editor.openWorkflow(id);
			await editor.open(TRIGGER);
			await editor.executeButton.click();
			await editor.node.getByText('Listening for test event').waitFor();
			const url = await n8n().api.webhookUrl(id, TRIGGER, { test: true });
			const { notification } = scenario.issue(api, server.url);
			expect(await deliver(scenario, url, notification)).toBe(200);
			await editor.shows('schema', 'issueDate');
			await editor.close();

			await editor.open('Fields');
			await editor.drag('number', 'assignment-collection-drop-area');
			await editor.node.getByText('{{ $json.number }}').waitFor();
			await editor.executeButton.click();
			const { invoice_number: number } = JSON.parse(notification.body.toString('utf8')) as Record<
				string,
				string
			>;
			await editor.shows('json', `"${number}"`);
		}),
	);

	it(
		'the Invoice node downloads the PDF, which n8n offers as a file',
		walk(async (editor, page) => {
			const id = await n8n().api.createWorkflow({
				name: 'Invoices of Rillet',
				nodes: [
					trigger(),
					{
						name: 'Download the PDF',
						type: 'n8n-nodes-invoices.invoice',
						parameters: { resource: 'document', operation: 'download' },
						credentials,
					},
					{ name: 'Fields to Book', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
				],
				connections: { [TRIGGER]: next('Download the PDF'), 'Download the PDF': next('Fields to Book') },
			});
			await editor.openWorkflow(id);
			await editor.open('Download the PDF');
			// No credential is requested until a provider is chosen; then only that provider's.
			expect(await editor.node.getByText(' Credential').count()).toBe(0);
			await editor.choose('provider', 'Rillet', editor.node);
			await editor.node.getByText('Rillet Credential').waitFor();
			expect(await editor.node.getByText(' Credential').count()).toBe(1);
			await editor.choose('provider', 'Several Providers', editor.node);
			await editor.node.getByText('Betterez Credential').waitFor();
			await editor.choose('provider', 'Rillet', editor.node);
			await picture(editor.node, 'invoice-node');
			const run = page.waitForResponse((response) => /\/run$/.test(new URL(response.url()).pathname));
			await editor.executeButton.click();
			await run;
			const url = await n8n().api.webhookUrl(id, TRIGGER, { test: true });
			const { notification, document } = scenario.issue(api, server.url);
			expect(await deliver(scenario, url, notification)).toBe(200);
			await editor.shows('schema', 'issueDate');
			expect(await editor.downloadFile()).toEqual(document);
			await editor.output.getByText('application/pdf').waitFor();
			await picture(editor.output, 'pdf');
			await editor.close();
			await picture(page, 'canvas', { x: 380, y: 380, width: 740, height: 210 });
		}),
	);

	it(
		'the fields of the Invoice node are known before it has run',
		walk(async (editor) => {
			const id = await n8n().api.createWorkflow({
				name: 'Preview',
				nodes: [
					trigger(),
					{
						name: 'Get',
						type: 'n8n-nodes-invoices.invoice',
						parameters: { resource: 'invoice', operation: 'get', provider: 'item' },
						credentials,
					},
					{ name: 'Fields', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
				],
				connections: { [TRIGGER]: next('Get'), Get: next('Fields') },
			});
			await editor.openWorkflow(id);
			await editor.open('Fields');
			await editor.input.getByText('orderReference').waitFor();
			await editor.input.getByText('Preview').first().waitFor();
		}),
	);
});

describe('Validate', () => {
	it(
		'shows what is valid and what is not at two outputs, and what is wrong without scrolling',
		walk(async (editor, page) => {
			const example = readFileSync('examples/validate-incoming.json', 'utf8');
			const id = await n8n().api.createWorkflow(JSON.parse(example) as never);
			await editor.openWorkflow(id);
			const node = editor.canvasNode('Validate');
			await node.getByText('Valid', { exact: true }).waitFor();
			await node.getByText('Invalid', { exact: true }).waitFor();
			await page.locator('[data-test-id="execute-workflow-button"]').first().click();
			await page.getByText('Workflow executed successfully').first().waitFor();
			await picture(page, 'validate-canvas');

			await editor.open('Validate');
			await editor.output
				.getByText(/^Valid/)
				.first()
				.waitFor();
			await picture(page, 'validate-valid');
			await editor.output
				.getByText(/^Invalid/)
				.first()
				.click();
			await editor.shows('json', 'BR-CO-16');
			await picture(page, 'validate-invalid');
		}),
	);

	it(
		'is added from the panel, and its fields are known before it has run',
		walk(async (editor, page) => {
			await editor.newWorkflow();
			await editor.add('validate', 'Invoice', 'Validate an invoice document');
			await picture(page, 'validate-new');
			const id = await n8n().api.createWorkflow({
				name: 'Preview of Validate',
				nodes: [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{
						name: 'Validate',
						type: 'n8n-nodes-invoices.invoice',
						parameters: { resource: 'document', operation: 'validate' },
					},
					{ name: 'Fields', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
				],
				connections: {
					Start: { main: [[{ node: 'Validate', type: 'main', index: 0 }]] },
					Validate: { main: [[{ node: 'Fields', type: 'main', index: 0 }]] },
				},
			});
			await editor.openWorkflow(id);
			await editor.open('Fields');
			await editor.input.getByText('validation', { exact: true }).waitFor();
			await picture(page, 'validate-preview');
		}),
	);
});
