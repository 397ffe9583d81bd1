import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { loginsOf } from '../shared/authenticate/basicAuth';
import { withToken } from '../shared/authenticate/urlToken';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { callApi } from '../shared/api/request';
import { apiUrlIn } from '../shared/trigger/registration/apiUrl';
import { CREDENTIAL, request } from './api';
import { apiUrlOf } from './environment';
import { webhook } from './schema';

/** `POST /webhooks` of the Digital River API. No call returns the signing secret, so a registered webhook cannot use signatures. */
export const registration: RegistrationApi = {
	methods: ['basicAuth', 'urlToken'],

	async find(target) {
		const webhooks = await list.call(this);
		return webhooks
			.filter(({ address }) => address?.split('?')[0] === target.url)
			.map(({ id, types, enabled, address, authentication }) => ({
				id,
				events: types ?? [],
				current:
					enabled !== false &&
					address === addressOf(target) &&
					(target.method !== 'basicAuth' ||
						(authentication?.userName ?? authentication?.username) === loginOf(target)?.user),
			}));
	},

	async complete(target, found, remember) {
		const apiUrl = await apiUrlHere.call(this);
		const [present] = found;
		const body: IDataObject = { types: [...target.events], address: addressOf(target), enabled: true };
		const login = loginOf(target);
		// The reference's example has userName; its text and the client library have username.
		if (login) body.authentication = { userName: login.user, username: login.user, password: login.password };
		if (present) {
			await callApi.call(
				this,
				request(apiUrl, `/webhooks/${urlPart(present.id)}`, { method: 'PATCH', body }),
			);
			return;
		}
		const made = await fetchJson(this, webhook, request(apiUrl, '/webhooks', { method: 'POST', body }));
		remember(made.id);
		const user = made.authentication?.userName ?? made.authentication?.username;
		if (login && user !== login.user) {
			throw new NodeOperationError(
				this.getNode(),
				'Digital River did not accept the user and password of the webhook. Choose URL Token as Authentication, or register the webhook manually in the Dashboard.',
			);
		}
	},

	async addresses() {
		return new Map((await list.call(this)).map(({ id, address }) => [id, address ?? '']));
	},

	async remove(id) {
		const apiUrl = await apiUrlHere.call(this);
		await callApi.call(
			this,
			request(apiUrl, `/webhooks/${urlPart(id)}`, { method: 'DELETE', expect: [404] }),
		);
	},
};

async function list(this: IHookFunctions) {
	const apiUrl = await apiUrlHere.call(this);
	return await fetchJson(this, z.array(webhook), request(apiUrl, '/webhooks'));
}

const loginOf = ({ method, secret }: RegistrationTarget) =>
	method === 'basicAuth' ? loginsOf([secret])[0] : undefined;

const addressOf = ({ url, method, secret }: RegistrationTarget) =>
	method === 'urlToken' ? withToken(url, secret) : url;

async function apiUrlHere(this: IHookFunctions): Promise<string> {
	const { product } = await this.getCredentials(CREDENTIAL);
	if (product === 'commerce') {
		throw new NodeOperationError(
			this.getNode(),
			'n8n cannot register webhooks with the Commerce API: choose Manual as Registration, and register the URL in Global Commerce',
		);
	}
	return await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
}
