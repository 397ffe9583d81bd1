/** Removes the webhooks that a node registered, and only those, even after its credential was changed. */
import type { IHookFunctions } from 'n8n-workflow';
import { parseUrl } from '../../api/origin';
import type { Provider, RegistrationApi } from '../../provider';

/** A webhook created by a node. Contains no secret: n8n stores it with the workflow. */
interface Made {
	id: string;
	/** The origin of its API. */
	api: string;
	/** The webhook's address, without its secret. */
	url: string;
}

/** Versions before 0.2 stored only the id. */
export type Remembered = string | Made;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An address normalized by `URL` for comparison, without user info and query, which contain secrets. */
export function plainAddress(address: string): string {
	const parsed = parseUrl(address);
	return parsed === null ? address.split(/[?#]/)[0]! : `${parsed.origin}${parsed.pathname}`;
}

export const originOf = (url: string): string => parseUrl(url)?.origin ?? '';

/**
 * Removes each webhook that the current credential's API has under its id and with its address. Another account may use
 * the same ids for webhooks of its own: these stay, and the log says what was left where.
 *
 * @param done is called with each one that no longer needs to be remembered
 */
export async function removeMade(
	this: IHookFunctions,
	{ displayName, credential, environment }: Provider,
	api: RegistrationApi,
	remembered: readonly Remembered[],
	done: (one: Remembered) => void,
): Promise<void> {
	const here = originOf(environment(await this.getCredentials(credential)).apiUrl);
	const own = plainAddress(this.getNodeWebhookUrl('default') ?? '');
	const elsewhere = remembered.filter((one) => typeof one !== 'string' && one.api !== here) as Made[];
	for (const { id, api: origin, url } of elsewhere) {
		this.logger.warn(
			`${displayName}: the webhook ${id} for ${url} is left at ${origin}, because the credential now leads elsewhere. Remove it there, or deactivate the workflow once more with the earlier credential.`,
		);
	}
	const askable = remembered.filter((one) => typeof one === 'string' || one.api === here);
	if (askable.length === 0) return;

	const addresses = await api.addresses.call(this);
	for (const one of askable) {
		const { id, url } = typeof one === 'string' ? { id: one, url: own } : one;
		const address = addresses?.get(id);
		// Without a list there is nothing to compare, but a UUID cannot be the id of anything else.
		const isOurs =
			addresses === null
				? UUID.test(id)
				: address !== undefined && plainAddress(address) === plainAddress(url);
		if (isOurs) {
			await api.remove.call(this, id);
			done(one);
		} else if (addresses !== null && address === undefined) {
			this.logger.info(
				`${displayName}: the webhook ${id} for ${url} is gone already. If the credential was changed to another account since, remove it in the earlier one.`,
			);
			done(one);
		} else {
			this.logger.warn(
				`${displayName}: the webhook ${id} was not removed, because it does not lead to ${url}: it belongs to somebody else. If the credential was changed to another account, deactivate the workflow once more with the earlier one, or remove the webhook there.`,
			);
		}
	}
}
