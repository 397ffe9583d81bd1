import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import { allOf } from '../shared/api/pages';
import { callApi } from '../shared/api/request';
import { withToken } from '../shared/authenticate/urlToken';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { apiUrlIn } from '../shared/trigger/registration/apiUrl';
import { change, CREDENTIAL, indexed, request } from './api';
import { apiUrlOf } from './environment';
import { webhook, webhookPage, type Webhook } from './schema';

/** Marks endpoints created by a node: only these may be replaced. */
const MARK = 'n8n-nodes-invoices';

/**
 * `POST /v1/webhook_endpoints`: only its response contains the signing secret, no later one does
 * (docs.stripe.com/api/webhook_endpoints).
 */
export const registration: RegistrationApi = {
	methods: ['signature', 'urlToken'],
	secretMade: { method: 'signature', sealedBy: 'apiKey' },

	async find(target) {
		return (await endpointsOf.call(this, target)).map((endpoint) => ({
			id: endpoint.id,
			events: endpoint.enabled_events?.includes('*') ? target.events : (endpoint.enabled_events ?? []),
			current: endpoint.status === 'enabled' && endpoint.url === addressOf(target),
		}));
	},

	async complete(target, found, remember, keep) {
		const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
		const endpoints = await endpointsOf.call(this, target);
		if (target.method === 'signature') rejectForeign.call(this, endpoints);
		// With a URL token any endpoint is usable; with signatures its secret must be known.
		const usable = found.find(({ current }) => target.method !== 'signature' || current);
		const stale = endpoints.filter((endpoint) => isOurs(endpoint) && endpoint.id !== usable?.id);
		for (const { id } of stale) await removeEndpoint.call(this, apiUrl, id);
		const body = { url: addressOf(target), ...indexed('enabled_events', target.events) };
		if (usable) {
			const path = `/webhook_endpoints/${urlPart(usable.id)}`;
			await callApi.call(this, change(apiUrl, path, { ...body, disabled: 'false' }));
			return;
		}
		// Without `api_version`: in the default version of the account, in which `GET /v1/events` lists them, too.
		const made = await fetchJson(
			this,
			webhook,
			change(apiUrl, '/webhook_endpoints', {
				...body,
				description: 'Made by n8n for an invoice trigger',
				'metadata[made_by]': MARK,
			}),
		);
		remember(made.id);
		if (target.method !== 'signature') return;
		if (made.secret === null) {
			throw new NodeOperationError(
				this.getNode(),
				'Stripe created a webhook but did not return its signing secret. Choose Manual as Registration, and copy the secret from Workbench > Webhooks into the credential.',
			);
		}
		keep(made.id, made.secret);
	},

	async addresses() {
		return new Map((await listEndpoints.call(this)).map(({ id, url }) => [id, url ?? '']));
	},

	async remove(id) {
		await removeEndpoint.call(this, await apiUrlIn.call(this, CREDENTIAL, apiUrlOf), id);
	},
};

const isOurs = ({ metadata }: Webhook): boolean => metadata?.made_by === MARK;

/**
 * Rejects an endpoint that the user created: it would deliver every event a second time, signed with a secret that this
 * node may not know.
 */
function rejectForeign(this: IHookFunctions, endpoints: readonly Webhook[]) {
	const foreign = endpoints.find((endpoint) => !isOurs(endpoint) && endpoint.status === 'enabled');
	if (foreign === undefined) return;
	throw new NodeOperationError(
		this.getNode(),
		`Stripe already has a manually created webhook for this URL (${foreign.id}). Delete it in Workbench > Webhooks, or choose Manual as Registration and enter its secret in the credential`,
	);
}

async function removeEndpoint(this: IHookFunctions, apiUrl: string, id: string): Promise<void> {
	const path = `/webhook_endpoints/${urlPart(id)}`;
	await callApi.call(this, request(apiUrl, path, { method: 'DELETE', expect: [404] }));
}

async function endpointsOf(this: IHookFunctions, target: RegistrationTarget): Promise<Webhook[]> {
	const endpoints = await listEndpoints.call(this);
	return endpoints.filter(({ url }) => url?.split('?')[0] === target.url);
}

async function listEndpoints(this: IHookFunctions): Promise<Webhook[]> {
	const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
	const ask = async (startingAfter: string | null) => {
		const query = { limit: 100, ...(startingAfter === null ? {} : { starting_after: startingAfter }) };
		const { data, has_more } = await fetchJson(
			this,
			webhookPage,
			request(apiUrl, '/webhook_endpoints', { query }),
		);
		return { entities: data, next: has_more ? (data.at(-1)?.id ?? null) : null };
	};
	return await allOf(this, ask, ({ id }) => id);
}

const addressOf = ({ url, method, secret }: RegistrationTarget) =>
	method === 'urlToken' ? withToken(url, secret) : url;
