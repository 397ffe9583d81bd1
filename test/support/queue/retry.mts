import { adjust, assign, example } from './examples.mts';
import { link, personNode, type Stage } from './stage.mts';

/** The example's node after which a user connects an email. */
const PERSON = 'Needs a Person';
const SCOPES = [
	'workflow:list',
	'workflow:read',
	'execution:list',
	'execution:read',
	'execution:retry',
	'execution:stop',
];

/**
 * Imports and publishes the example that retries crashed and failed executions, following its notes: with an API key as
 * credential, and with an email for what needs a person. It runs more often than in production, with shorter waits.
 */
export async function publishRetryExample(
	{ queue: { api, main }, target }: Pick<Stage, 'queue' | 'target'>,
	longestRunMinutes = 0.5,
): Promise<void> {
	const { rawApiKey } = await api.rest.post<{ rawApiKey: string }>('api-keys', {
		label: 'Retry failed invoices',
		scopes: SCOPES,
		expiresAt: null,
	});
	const apiUrl = `${main.url}/api/v1`;
	const name = 'n8n API';
	const credentialId = await api.createCredential({
		name,
		type: 'n8nApi',
		data: { apiKey: rawApiKey, baseUrl: apiUrl },
	});
	const workflow = example('retry-failed-invoices');
	for (const node of [
		'All Workflows',
		'Executions',
		'Whole Execution',
		'Retry',
		'Stop',
		'Retry What Was Stopped',
	]) {
		adjust(workflow, node, (one) => {
			one.credentials = { n8nApi: { id: credentialId, name } };
		});
	}
	assign(workflow, 'Settings', { apiUrl, firstWaitMinutes: 0, longestRunMinutes });
	adjust(workflow, 'Every 5 Minutes', ({ parameters }) => {
		parameters.rule = { interval: [{ field: 'seconds', secondsInterval: 15 }] };
	});
	// The example does not save its executions, but a failing test needs them.
	workflow.settings.saveDataSuccessExecution = 'all';
	const person = personNode(target);
	await api.activate(
		await api.createWorkflow({
			...workflow,
			nodes: [...workflow.nodes, person],
			connections: { ...workflow.connections, [PERSON]: link(person.name) },
		}),
	);
}
