import { createHash } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { withToken } from '../shared/authenticate/urlToken';
import type { RegistrationApi, RegistrationTarget } from '../shared/provider';
import { callApi } from '../shared/api/request';
import { callbacks, CREDENTIAL, NOT_OFFERED } from './api';
import { environmentOf } from './environment';
import { knownType } from './events';
import { callback, type Callback } from './schema';

/** A callback created by this node. */
interface Made {
	/** Null when Riverty's response had none. */
	id: string | null;
	/** SHA-256 of API and callback address; hashed because the address ends with the secret. */
	digest: string;
	events: string[];
}

interface Memory {
	callbacks?: Made[];
}

/**
 * `POST notification-callbacks`, the only documented call. Listing and deleting are tried; where Riverty does not
 * support them, the node relies on what it remembers. In that case its callback survives deactivation, because
 * otherwise every change of the node would add another.
 */
export const registration: RegistrationApi = {
	methods: ['urlToken'],

	async find(target) {
		const apiUrl = await apiUrlOf.call(this);
		const listed = await list.call(this, apiUrl);
		const address = addressOf(target);
		const there = (listed ?? [])
			.filter(({ callbackUrl }) => callbackUrl?.split('?')[0] === target.url)
			.map(({ id, callbackUrl, notificationTypes }) => ({
				id,
				events: (notificationTypes ?? []).map(knownType),
				current: callbackUrl === address,
			}));
		const remembered = (memoryOf.call(this).callbacks ?? [])
			.filter((made) => made.digest === digestOf(apiUrl, address))
			.filter(({ id }) => listed === null || listed.some((other) => other.id === id))
			.map(({ id, events }) => ({ id: id ?? '', events, current: true }));
		if (listed === null && remembered.length > 0) {
			this.logger.warn(
				'Riverty does not list its callbacks, so the one that this node registered before is assumed to still be there. If your contact at Riverty has removed it, put a new token first in URL Tokens in the credential and activate the workflow again.',
			);
		}
		return [...there, ...remembered];
	},

	async complete(target, found, remember) {
		if (this.getMode() === 'manual') {
			this.logger.info(
				'Riverty: a test URL is not registered, because Riverty may not remove it afterwards. Send a notification to it by other means, such as curl.',
			);
			return;
		}
		const present = found.flatMap(({ current, events }) => (current ? events : []));
		const missing = target.events.filter((event) => !present.includes(event));
		if (missing.length === 0) return;

		const apiUrl = await apiUrlOf.call(this);
		const callbackUrl = addressOf(target);
		const body = { callbackUrl, notificationTypes: missing };
		const response = await callApi.call(this, callbacks(apiUrl, null, { method: 'POST', body }));
		// The callback exists now, whatever the response contains.
		const id = callback.safeParse(response.body).data?.id ?? null;
		const memory = memoryOf.call(this);
		memory.callbacks = [
			...(memory.callbacks ?? []),
			{ id, digest: digestOf(apiUrl, callbackUrl), events: missing },
		];
		if (id !== null) remember(id);
		this.logger.info(
			`Riverty: the callback for ${missing.join(', ')} is registered${id === null ? '' : ` as ${id}`}. Nothing is sent yet: ask your contact at Riverty to have the accounting team activate each of these types.`,
		);
	},

	async addresses() {
		const listed = await list.call(this, await apiUrlOf.call(this));
		return listed && new Map(listed.map(({ id, callbackUrl }) => [id ?? '', callbackUrl ?? '']));
	},

	async remove(id) {
		const apiUrl = await apiUrlOf.call(this);
		const { status } = await callApi.call(
			this,
			callbacks(apiUrl, id, { method: 'DELETE', expect: NOT_OFFERED }),
		);
		if (NOT_OFFERED.includes(status) && !(await isGone.call(this, apiUrl, id))) {
			this.logger.warn(
				`Riverty did not remove the callback ${id} (HTTP ${status}): it still exists at Riverty, and its calls are answered with 404. Ask your contact at Riverty to remove it if the workflow is to stay off.`,
			);
			return;
		}
		const memory = memoryOf.call(this);
		memory.callbacks = (memory.callbacks ?? []).filter((made) => made.id !== id);
	},
};

/** The callbacks of this account; null if Riverty does not list them. */
async function list(this: IHookFunctions, apiUrl: string): Promise<Callback[] | null> {
	const { body } = await callApi.call(this, callbacks(apiUrl, null, { expect: NOT_OFFERED }));
	return z.array(callback).safeParse(body).data ?? null;
}

/** A 404 may refer to the callback or to the whole endpoint, so only a list without the callback is conclusive. */
async function isGone(this: IHookFunctions, apiUrl: string, id: string): Promise<boolean> {
	const listed = await list.call(this, apiUrl);
	return listed !== null && listed.every((other) => other.id !== id);
}

const memoryOf = function (this: IHookFunctions): Memory {
	return this.getWorkflowStaticData('node') as Memory;
};

const addressOf = ({ url, secret }: RegistrationTarget) => withToken(url, secret);

const digestOf = (apiUrl: string, address: string) =>
	createHash('sha256').update(`${apiUrl} ${address}`).digest('hex');

async function apiUrlOf(this: IHookFunctions): Promise<string> {
	return environmentOf(await this.getCredentials(CREDENTIAL)).apiUrl;
}
