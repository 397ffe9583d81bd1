/** Removes the webhooks that a node registered, and only those, even after its credential was changed. */
import type { IHookFunctions } from 'n8n-workflow';
import { parseUrl } from '../../api/origin';
import type { Provider, RegistrationApi } from '../../provider';
import { fail, ok, type Problem, type Result } from '../../result';

/** A webhook created by a node. Contains no secret: n8n stores it with the workflow. */
interface Made {
	id: string;
	/** The origin of its API. */
	api: string;
	/** The webhook's address, without its secret. */
	url: string;
	/** See {@link makerOf}; absent in what earlier versions stored. */
	maker?: string;
}

/** Versions before 0.2 stored only the id. */
export type Remembered = string | Made;

/**
 * The workflow of a node, and its n8n. A copy of a workflow that was made by n8n's API, or imported into another n8n, may
 * have what the original remembers, and must not remove the webhooks of that.
 */
export const makerOf = (context: IHookFunctions): string =>
	`${context.getInstanceId()}/${context.getWorkflow().id ?? ''}`;

/** Whether what a node remembers is that of the workflow that its own is a copy of. */
export const isCopied = (remembered: readonly Remembered[] = [], maker: string): boolean =>
	remembered.some((one) => typeof one !== 'string' && one.maker !== undefined && one.maker !== maker);

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An address normalized by `URL` for comparison, without user info and query, which contain secrets. */
export function plainAddress(address: string): string {
	const parsed = parseUrl(address);
	return parsed === null ? address.split(/[?#]/)[0]! : `${parsed.origin}${parsed.pathname}`;
}

export const originOf = (url: string): string => parseUrl(url)?.origin ?? '';

interface Webhook extends Omit<Made, 'api'> {
	/** Null if not remembered. */
	api: string | null;
	one: Remembered;
}

/**
 * Removes each webhook that the current credential's API has under its id and with its address. Another account may use
 * the same ids for webhooks of its own: these stay, and the log says what was left where. It does so, too, where the API
 * fails. An error would keep n8n from removing the webhooks of the workflow's other nodes, and from storing what was done.
 *
 * @param done is called with each one that no longer needs to be remembered
 * @returns how many could not be removed because the API or the credential failed
 */
export async function removeMade(
	this: IHookFunctions,
	provider: Provider,
	api: RegistrationApi,
	remembered: readonly Remembered[],
	done: (one: Remembered) => void,
): Promise<number> {
	const { displayName } = provider;
	const own = plainAddress(this.getNodeWebhookUrl('default') ?? '');
	const webhooks = remembered.map((one): Webhook => ({
		...(typeof one === 'string' ? { id: one, url: own, api: null } : one),
		one,
	}));

	const maker = makerOf(this);
	const [made, copied] = parted(webhooks, ({ one }) => !isCopied([one], maker));
	for (const { id, url, api: origin, one } of copied) {
		this.logger.warn(
			`${displayName}: the webhook ${id} for ${url} is left at ${origin}, because another workflow created it and this one is a copy. If that workflow no longer exists, remove the webhook there.`,
		);
		done(one);
	}
	if (made.length === 0) return 0;

	const here = await hereOf.call(this, provider);
	const [askable, elsewhere] = parted(
		made,
		({ api: origin }) => !here.ok || origin === null || origin === here.value,
	);
	for (const { id, url, api: origin } of elsewhere) {
		this.logger.warn(
			`${displayName}: the webhook ${id} for ${url} is left at ${origin}, because the credential now points elsewhere. Remove it there, or deactivate the workflow again with the earlier credential.`,
		);
	}
	if (askable.length === 0) return 0;

	let failed = 0;
	const leave = ({ id, url, api: origin }: Webhook, { message }: Problem) => {
		failed += 1;
		this.logger.error(
			`${displayName}: the webhook ${id} for ${url} could not be removed, and is left at ${origin ?? (here.ok ? here.value : displayName)}: ${message}. Remove it there, or activate the workflow and deactivate it again.`,
		);
	};
	const addresses = here.ok ? await attempt(api.addresses.call(this)) : here;
	for (const webhook of askable) {
		if (!addresses.ok) {
			leave(webhook, addresses.error);
			continue;
		}
		const { id, url, one } = webhook;
		const address = addresses.value?.get(id);
		// Without a list there is nothing to compare, but a UUID cannot be the id of anything else.
		const isOurs =
			addresses.value === null
				? UUID.test(id)
				: address !== undefined && plainAddress(address) === plainAddress(url);
		if (isOurs) {
			const removed = await attempt(api.remove.call(this, id));
			if (removed.ok) done(one);
			else leave(webhook, removed.error);
		} else if (addresses.value !== null && address === undefined) {
			this.logger.info(
				`${displayName}: the webhook ${id} for ${url} is already gone. If the credential has since been changed to another account, remove it in the earlier one.`,
			);
			done(one);
		} else {
			this.logger.warn(
				`${displayName}: the webhook ${id} was not removed, because it does not point to ${url}: it belongs to someone else. If the credential was changed to another account, deactivate the workflow again with the earlier one, or remove the webhook there.`,
			);
		}
	}
	return failed;
}

/** The origin of the API that the credential leads to; an error if the credential cannot be read, such as a deleted one. */
async function hereOf(this: IHookFunctions, { credential, environment }: Provider): Promise<Result<string>> {
	const read = await attempt(this.getCredentials(credential));
	return read.ok ? ok(originOf(environment(read.value).apiUrl)) : read;
}

const attempt = async <T>(call: Promise<T>): Promise<Result<T>> =>
	await call.then(
		(value) => ok(value),
		(error: Error) => fail(error.message, ''),
	);

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
	return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
