import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { loginsOf } from '../shared/authenticate/basicAuth';
import { withToken } from '../shared/authenticate/urlToken';
import { fetchJson } from '../shared/api/fetchJson';
import { parseUrl, urlPart } from '../shared/api/origin';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { callApi } from '../shared/api/request';
import { apiUrlIn } from '../shared/trigger/registration/apiUrl';
import { CREDENTIAL, fetchAll, request } from './api';
import { apiUrlOf } from './environment';
import { subscription, webhookEvent } from './schema';

const PATH = '/webhooks/subscriptions';

/**
 * Subscriptions of Admin API V1: one per event, with user and password inside the URL. The newer V2 is not used,
 * because it needs the name of the producer of order events, which is not public.
 */
export const registration: RegistrationApi = {
	methods: ['basicAuth', 'urlToken'],

	async find(target) {
		const wanted = addressed(target.url);
		const subscriptions = await list.call(this);
		return subscriptions
			.filter(({ url }) => addressed(url).split('?')[0] === wanted)
			.map(({ id, event, url }) => ({
				id,
				events: [event],
				// Responses mask user and password as ***:***, so we cannot know whether they are current.
				current: target.method === 'urlToken' && addressed(url) === withToken(wanted, target.secret),
			}));
	},

	async complete(target, found, remember) {
		const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
		const url = urlWithSecret.call(this, target);
		for (const { id } of found.filter(({ current }) => !current)) {
			const path = `${PATH}/${urlPart(id)}`;
			await callApi.call(this, request(apiUrl, path, { method: 'PATCH', body: { url } }));
		}
		const missing = target.events.filter((event) => !found.some(({ events }) => events.includes(event)));
		if (missing.length === 0) return;
		const versions = await versionsOf.call(this, apiUrl, missing);
		for (const [event, version] of versions) {
			const made = await fetchJson(
				this,
				subscription,
				request(apiUrl, PATH, { method: 'POST', body: { event, version, url } }),
			);
			remember(made.id);
		}
	},

	async addresses() {
		return new Map((await list.call(this)).map(({ id, url }) => [id, url]));
	},

	async remove(id) {
		const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
		const path = `${PATH}/${urlPart(id)}`;
		await callApi.call(this, request(apiUrl, path, { method: 'DELETE', expect: [404] }));
	},
};

async function list(this: IHookFunctions) {
	const apiUrl = await apiUrlIn.call(this, CREDENTIAL, apiUrlOf);
	return await fetchAll(this, subscription, request(apiUrl, PATH));
}

/** The newest version of each event; SCAYLE rejects new subscriptions to deprecated ones. */
async function versionsOf(this: IHookFunctions, apiUrl: string, events: readonly string[]) {
	const offered = await fetchAll(this, webhookEvent, request(apiUrl, '/webhooks/events'));
	return events.map((event): [event: string, version: number] => {
		const versions = offered
			.filter((one) => one.event === event && one.isDeprecated !== true)
			.map(({ version }) => version);
		if (versions.length === 0) {
			throw new NodeOperationError(
				this.getNode(),
				`SCAYLE does not offer the event ${event} to this API key. Ask SCAYLE whether full invoicing is enabled for your tenant, or remove the event from Events.`,
			);
		}
		return [event, Math.max(...versions)];
	});
}

/** Normalizes a URL and removes its user info. */
function addressed(url: string): string {
	const parsed = parseUrl(url);
	if (parsed === null) return url;
	parsed.username = '';
	parsed.password = '';
	return parsed.href;
}

/**
 * The address that SCAYLE calls.
 * @throws NodeOperationError when the first login lacks user or password
 */
function urlWithSecret(this: IHookFunctions, { url, method, secret }: RegistrationTarget): string {
	if (method === 'urlToken') return withToken(url, secret);
	const [login] = loginsOf([secret]);
	if (login === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'The first line of Basic Auth Logins in the SCAYLE credential is not user:password. It is the one that gets registered.',
		);
	}
	const userInfo = [login.user, login.password].map((part) => encodeURIComponent(part.toWellFormed()));
	return url.replace('://', () => `://${userInfo.join(':')}@`);
}
