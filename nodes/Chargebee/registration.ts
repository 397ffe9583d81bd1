import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import { loginsOf } from '../shared/authenticate/basicAuth';
import { withToken } from '../shared/authenticate/urlToken';
import { fetchJson } from '../shared/api/fetchJson';
import { parseUrl, urlPart } from '../shared/api/origin';
import { allOf } from '../shared/api/pages';
import { callApi } from '../shared/api/request';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { apiUrlIn, FORM, request } from './api';
import { endpointAnswer, endpointPage } from './schema';

const PATH = '/webhook_endpoints';
const LARGEST_PAGE = 100;

/** Registers one webhook for all events of a node. */
export const registration: RegistrationApi = {
	methods: ['basicAuth', 'urlToken'],

	async find(target) {
		const wanted = addressed(target.url);
		return (await list.call(this))
			.filter(({ url }) => addressed(url).split('?')[0] === wanted)
			.map(({ id, url, disabled, enabled_events: events }) => ({
				id,
				// With no events chosen, Chargebee sends all of them.
				events: events?.length ? events : target.events,
				// Chargebee does not return user and password, so we cannot know whether they are current.
				current:
					disabled !== true &&
					target.method === 'urlToken' &&
					addressed(url) === addressed(withToken(target.url, target.secret)),
			}));
	},

	async complete(target, found, remember) {
		const apiUrl = await apiUrlIn(this);
		const wanted = fieldsOf.call(this, target);
		const [first] = found;
		if (first === undefined) {
			const body = { name: nameFor(target.url), api_version: 'v2', ...wanted };
			const made = await fetchJson(
				this,
				endpointAnswer,
				request(apiUrl, PATH, { method: 'POST', headers: FORM, body }),
			);
			remember(made.webhook_endpoint.id);
			return;
		}
		const path = `${PATH}/${urlPart(first.id)}`;
		await callApi.call(this, request(apiUrl, path, { method: 'POST', headers: FORM, body: wanted }));
	},

	async addresses() {
		return new Map((await list.call(this)).map(({ id, url }) => [id, url]));
	},

	async remove(id) {
		const path = `${PATH}/${urlPart(id)}/delete`;
		await callApi.call(this, request(await apiUrlIn(this), path, { method: 'POST', expect: [404] }));
	},
};

async function list(this: IHookFunctions) {
	const apiUrl = await apiUrlIn(this);
	const ask = async (offset: string | null) => {
		const query = offset === null ? { limit: LARGEST_PAGE } : { limit: LARGEST_PAGE, offset };
		return await fetchJson(this, endpointPage, request(apiUrl, PATH, { query }));
	};
	return await allOf(this, ask, ({ id }) => id);
}

/** @throws NodeOperationError when the first login lacks user or password */
function fieldsOf(this: IHookFunctions, { url, events, method, secret }: RegistrationTarget): IDataObject {
	const fields: IDataObject = { disabled: 'false' };
	events.forEach((event, index) => (fields[`enabled_events[${index}]`] = event));
	if (method === 'urlToken') return { ...fields, url: withToken(url, secret) };
	const [login] = loginsOf([secret]);
	if (login === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'The first line of Basic Auth Logins in the Chargebee credential is not user:password. It is the one that gets registered.',
		);
	}
	return { ...fields, url, basic_auth_username: login.user, basic_auth_password: login.password };
}

/** Identifies the webhook in Chargebee's list by the part of the address that is unique to the node. */
const nameFor = (url: string) => `n8n ${plainId(url)}`.slice(0, 50);

const plainId = (url: string) =>
	/\/([\da-f]{8})[\da-f-]*\/webhook$/i.exec(parseUrl(url)?.pathname ?? '')?.[1] ?? 'invoices';

/** Normalizes a URL. */
const addressed = (url: string): string => parseUrl(url)?.href ?? url;
