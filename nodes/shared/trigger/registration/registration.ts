import { NodeOperationError, type ICredentialDataDecryptedObject, type IHookFunctions } from 'n8n-workflow';
import { addressEntries, invalidEntries } from '../../authenticate/ipAllowList';
import { secretLines } from '../../authenticate/verdict';
import type { AuthenticationMethod } from '../../invoice/schema';
import type { Provider, Registered, RegistrationApi, RegistrationTarget } from '../../provider';
import type { TriggerOptions } from '../description/options';
import { forgetUnopened, keepSecret, keptSecrets, makesSecret, type SecretMemory } from './madeSecrets';
import { isCopied, makerOf, originOf, removeMade, type Remembered } from './removal';

/** What a node stores about its registration. Never a secret in plain text: n8n keeps it with the workflow. */
interface Memory extends SecretMemory {
	/** Webhooks that this node created, and will remove. */
	created?: Remembered[];
	/** Whether the provider had all of them when last queried. */
	complete?: boolean;
}

/**
 * A trigger's `webhookMethods`. Activation fails without a secret. With manual registration nothing else happens. With
 * automatic registration, activation queries the provider and creates what is missing; deactivation removes only what
 * this node created.
 *
 * n8n answers every error here by calling `delete`. So an unreachable provider must not cause an error while a
 * registration exists: a temporary failure would remove it.
 */
export function registration(provider: Provider) {
	return {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const target = await targetOf.call(this, provider);
				const api = automatic.call(this, provider);
				if (!api) return true;
				const memory = memoryOf.call(this);
				const stands = memory.complete === true && !isCopied(memory.created, makerOf(this));
				const found = await tryFind.call(this, api, target, stands);
				const credential = await this.getCredentials(provider.credential);
				if (found === null) {
					this.logger.warn(
						`${provider.displayName} could not list its webhooks; the earlier registration is kept`,
					);
					return true;
				}
				const events = withKnownSecret(provider, target, memory, credential, found).flatMap((webhook) =>
					webhook.current ? webhook.events : [],
				);
				return target.events.every((event) => events.includes(event));
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const target = await targetOf.call(this, provider);
				const api = automatic.call(this, provider);
				if (!api) return true;
				const memory = memoryOf.call(this);
				const credential = await this.getCredentials(provider.credential);
				const found = withKnownSecret(
					provider,
					target,
					memory,
					credential,
					await api.find.call(this, target),
				);
				const { apiUrl } = provider.environment(credential);
				await api.complete.call(
					this,
					target,
					found,
					(id) => {
						const made = { id, api: originOf(apiUrl), url: target.url, maker: makerOf(this) };
						memory.created = [...(memory.created ?? []), made];
					},
					(id, secret) => keepSecret(memory, provider, credential, id, secret),
				);
				forgetUnopened(memory, provider, credential);
				memory.complete = true;
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const memory = memoryOf.call(this);
				const api = provider.registration;
				if (!api) return true;
				const remembered = memory.created ?? [];
				const failed = await removeMade.call(this, provider, api, remembered, (one) => {
					memory.created = memory.created?.filter((other) => other !== one);
				});
				// While the provider is down, n8n may deactivate and activate a workflow that the user changes.
				if (failed > 0 && failed === remembered.length) return true;
				if (memory.created?.length === 0) delete memory.created;
				delete memory.secrets;
				delete memory.complete;
				return true;
			},
		},
	};
}

const memoryOf = function (this: IHookFunctions): Memory {
	return this.getWorkflowStaticData('node') as Memory;
};

/** The provider's registration API if the user chose automatic registration. */
function automatic(this: IHookFunctions, provider: Provider): RegistrationApi | undefined {
	return this.getNodeParameter('registration', 'manual') === 'automatic' ? provider.registration : undefined;
}

/** Null if the query fails and `toleratesFailure` is set. */
async function tryFind(
	this: IHookFunctions,
	api: RegistrationApi,
	target: RegistrationTarget,
	toleratesFailure: boolean,
) {
	if (!toleratesFailure) return await api.find.call(this, target);
	return await api.find.call(this, target).catch(() => null);
}

/** Where the provider issues the secret, a webhook whose secret this node cannot decrypt is useless. */
function withKnownSecret(
	provider: Provider,
	{ method }: RegistrationTarget,
	memory: Memory,
	credential: ICredentialDataDecryptedObject,
	found: readonly Registered[],
): readonly Registered[] {
	if (!makesSecret(provider, method)) return found;
	const known = keptSecrets(memory, provider, credential);
	return found.map((webhook) => ({ ...webhook, current: webhook.current && known.has(webhook.id) }));
}

/**
 * What to register.
 * @throws NodeOperationError saying what to fill in, and where the provider shows it
 */
async function targetOf(this: IHookFunctions, provider: Provider): Promise<RegistrationTarget> {
	const method = this.getNodeParameter('authentication') as AuthenticationMethod;
	const scheme = provider.schemes[method];
	const credential = await this.getCredentials(provider.credential);
	const isMade = automatic.call(this, provider) !== undefined && makesSecret(provider, method);
	const [typed] = secretLines(credential[scheme?.field ?? '']);
	const secret = isMade ? '' : typed;
	const unusable =
		!isMade && scheme && typed !== undefined && lacksUsableSecret(provider, method, credential[scheme.field]);
	if (scheme === undefined || secret === undefined || unusable) {
		throw new NodeOperationError(
			this.getNode(),
			`Without a secret, real invoices cannot be told from forged ones. In the ${provider.displayName} credential, fill in ${scheme?.whereToFind ?? 'the secret'}`,
		);
	}
	const { ipAllowList } = this.getNodeParameter('options', {}) as TriggerOptions;
	const [invalid] = invalidEntries(addressEntries(ipAllowList ?? ''));
	if (invalid !== undefined) {
		throw new NodeOperationError(
			this.getNode(),
			`IP Allow List: ${invalid} is neither an IP address nor a range such as 198.51.100.0/24`,
		);
	}
	const events = this.getNodeParameter('events') as string[];
	if (events.length === 0) {
		throw new NodeOperationError(this.getNode(), 'Select at least one event in the field Events');
	}
	return { url: this.getNodeWebhookUrl('default') ?? '', events, method, secret };
}

/** Whether the verifier itself would find no usable secret, for example because a login has no colon. */
function lacksUsableSecret(provider: Provider, method: AuthenticationMethod, field: unknown): boolean {
	const verdict = provider.schemes[method]?.verify(
		{ rawBody: Buffer.alloc(0), headers: {}, rawQuery: '', remoteAddress: '' },
		secretLines(field),
		{ now: new Date(0), toleranceSeconds: 0 },
	);
	return verdict?.ok === false && verdict.reason === 'no-secret';
}
