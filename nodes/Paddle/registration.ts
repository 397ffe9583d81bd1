import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import { allOf } from '../shared/api/pages';
import { callApi } from '../shared/api/request';
import { withToken } from '../shared/authenticate/urlToken';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { apiUrlIn } from '../shared/trigger/registration/apiUrl';
import { CREDENTIAL, request } from './api';
import { apiUrlOf } from './environment';
import { destinationAnswer, destinationPage, type Destination } from './schema';

const PATH = '/notification-settings';
const LARGEST_PAGE = 200;

/**
 * Registers notification destinations, which the API calls notification settings. Paddle creates the secret key of each
 * and returns it in every response, so an existing destination can be reused.
 */
export const registration: RegistrationApi = {
	methods: ['signature', 'urlToken'],
	secretMade: { method: 'signature', sealedBy: 'apiKey' },

	async find(target) {
		const destinations = await list.call(this);
		const { environment } = await this.getCredentials(CREDENTIAL);
		const wrongSources = environment === 'sandbox' ? ['simulation'] : ['simulation', 'all'];
		const ours = destinations
			.filter(({ type, destination }) => type === 'url' && destination.split('?')[0] === target.url)
			.sort((one, other) => Number(other.active) - Number(one.active));
		return ours.map(({ id, destination, active, subscribed_events, traffic_source }) => ({
			id,
			events: subscribed_events.map(({ name }) => name),
			current: active && destination === addressOf(target) && !wrongSources.includes(traffic_source ?? ''),
		}));
	},

	async complete(target, found, remember, keep) {
		const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
		const { environment } = await this.getCredentials(CREDENTIAL);
		// Active ones come first: one that was switched off by hand stays so if there is another.
		const [present] = found;
		const body: IDataObject = {
			destination: addressOf(target),
			subscribed_events: [...target.events],
			// Simulated events look like real ones and must not be booked in a live account.
			traffic_source: environment === 'sandbox' ? 'all' : 'platform',
		};
		const call = present
			? request(apiUrl, `${PATH}/${urlPart(present.id)}`, {
					method: 'PATCH',
					body: { ...body, active: true },
				})
			: request(apiUrl, PATH, {
					method: 'POST',
					body: { ...body, type: 'url', description: 'n8n invoice trigger', api_version: 1 },
				});
		const { data } = await fetchJson(this, destinationAnswer, call);
		if (!present) remember(data.id);
		if (target.method !== 'signature') return;
		if (data.endpoint_secret_key === null) {
			throw new NodeOperationError(
				this.getNode(),
				'Paddle did not return the secret key of the destination. Choose Manual as Registration, and copy the key into the credential.',
			);
		}
		keep(data.id, data.endpoint_secret_key);
	},

	async addresses() {
		return new Map((await list.call(this)).map(({ id, destination }) => [id, destination]));
	},

	async remove(id) {
		const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
		await callApi.call(this, request(apiUrl, `${PATH}/${urlPart(id)}`, { method: 'DELETE', expect: [404] }));
	},
};

async function list(this: IHookFunctions): Promise<Destination[]> {
	const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
	const ask = async (after: string | null) => {
		const query = { per_page: LARGEST_PAGE, ...(after === null ? {} : { after }) };
		const { data, meta } = await fetchJson(this, destinationPage, request(apiUrl, PATH, { query }));
		return { entities: data, next: meta?.pagination.has_more ? (data.at(-1)?.id ?? null) : null };
	};
	return await allOf(this, ask, ({ id }) => id);
}

const addressOf = ({ url, method, secret }: RegistrationTarget) =>
	method === 'urlToken' ? withToken(url, secret) : url;
