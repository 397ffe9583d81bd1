import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { addressEntries, isAllowedAddress } from '../authenticate/ipAllowList';
import { DEFAULT_TOLERANCE_SECONDS } from '../authenticate/timestamp';
import { secretLines, type RejectionReason, type WebhookRequest } from '../authenticate/verdict';
import { clock } from '../clock';
import type { AuthenticationMethod } from '../invoice/schema';
import { parseJson } from '../json/parse';
import type { Environment, Provider, ReceivedEvent } from '../provider';
import { keptSecrets, makesSecret, type SecretMemory } from './registration/madeSecrets';
import type { TriggerOptions } from './description/options';
import { shareReading } from './shareReading';

/**
 * A trigger's `webhook()`: verifies the sender, parses the body, drops events that are not selected, and passes the
 * rest to `execute()`. n8n answers 200 only after storing the event, so nothing acknowledged is lost. Only what must
 * precede the response is done here. A forged request leaves no execution behind; the reason is only in n8n's log.
 */
export async function receive(this: IWebhookFunctions, provider: Provider): Promise<IWebhookResponseData> {
	const answer = (status: number, text: string): IWebhookResponseData => {
		this.getResponseObject().status(status).send(text).end();
		return { noWebhookResponse: true };
	};
	const log = (message: string) =>
		this.logger.warn(
			`${provider.displayName}: ${message}`,
			logContext(this.getNode(), this.getWorkflow().id),
		);

	const request = this.getRequestObject();
	// n8n's form parser has consumed a multipart body: its bytes are gone.
	if (request.contentType?.startsWith('multipart/')) return answer(415, 'Unsupported Media Type');

	const options = this.getNodeParameter('options', {}) as TriggerOptions;
	const remoteAddress = request.ip ?? '';
	// Check the address first: reading the credential is the expensive step, and strangers must not trigger it.
	if (!isAllowedAddress(remoteAddress, addressEntries(options.ipAllowList ?? ''))) {
		log(`rejected a request: ${REASONS['address-not-allowed']}: ${remoteAddress}`);
		return answer(401, 'Unauthorized');
	}
	// n8n leaves bodies of unknown types unread. Throwing here would store an execution for anyone who asks.
	if (!request.rawBody && !(await canRead(request))) {
		log('rejected a request: its body is too large, not compressed as declared, or was cut off');
		return answer(400, 'Bad Request: the body cannot be read');
	}

	const method = this.getNodeParameter('authentication') as AuthenticationMethod;
	const known = await readCredential.call(this, provider, method);
	if (known === null) {
		log('the credential could not be read, so no request can be verified');
		return answer(503, 'Service Unavailable');
	}

	const received: WebhookRequest = {
		rawBody: request.rawBody,
		headers: request.headers,
		rawQuery: request.originalUrl.split('?').slice(1).join('?'),
		remoteAddress,
	};
	const now = clock.date();
	const verdict = provider.schemes[method]?.verify(received, known.secrets, {
		now,
		toleranceSeconds: options.timestampTolerance ?? DEFAULT_TOLERANCE_SECONDS,
		// Workflows saved with an earlier version have it as a parameter of its own.
		signedText: options.signedText ?? (this.getNodeParameter('signedText', '') as string),
	}) ?? { ok: false as const, reason: 'unsupported-scheme' as const };
	if (!verdict.ok) {
		const hint = verdict.hint === undefined ? '' : `; ${verdict.hint}`;
		log(`rejected a request: ${REASONS[verdict.reason]} (${verdict.reason}${hint})`);
		if (known.hasUnopened) {
			log(
				'the secret created for this webhook at registration cannot be decrypted, because the API key in the credential has changed: deactivate the workflow and activate it again to create a new one',
			);
		} else if (verdict.reason === 'no-secret' && makesSecret(provider, method)) {
			log(
				'the secret created for this webhook at registration is not stored: another node of the workflow may have replaced the static data. Deactivate the workflow and activate it again to create a new one, and paste that into the credential',
			);
		}
		return answer(401, 'Unauthorized');
	}

	const body = parseJson(verdict.body);
	if (!body.ok) {
		log(`rejected a verified request: ${body.message}`);
		return answer(400, `Bad Request: ${body.message}`);
	}
	const selected = this.getNodeParameter('events') as string[];
	const events = provider.split(body.value, { headers: received.headers, selected });
	if (!events.ok) {
		log(`rejected a verified request: ${events.error.message}`);
		return answer(400, `Bad Request: ${events.error.message}`);
	}
	const wanted = events.value.filter(
		({ providerType, malformed }) => malformed !== undefined || selected.includes(providerType),
	);
	if (wanted.length === 0) return { webhookResponse: { status: 'ignored' } };

	const delivery = randomUUID();
	const passedOn = wanted.map((event): ReceivedEvent => ({
		...event,
		receivedAt: now.toISOString(),
		authentication: verdict.method,
		delivery,
		environment: known.environment,
	}));
	return {
		webhookResponse: { status: 'accepted' },
		workflowData: [passedOn.map((event) => ({ json: { ...event } as IDataObject }))],
	};
}

/** Reads the body, which n8n limits and unpacks. */
async function canRead(request: { readRawBody(): Promise<void> }): Promise<boolean> {
	return await request.readRawBody().then(
		() => true,
		() => false,
	);
}

/** Returns {@link receive} as a node's method. */
export const webhookOf = (provider: Provider) =>
	async function (this: IWebhookFunctions) {
		return await receive.call(this, provider);
	};

interface KnownCredential {
	environment: Environment;
	/** Secrets from the credential and secrets issued by the provider. */
	secrets: string[];
	/** Whether a secret issued by the provider was encrypted with another API key. */
	hasUnopened: boolean;
}

/**
 * Null when the credential is missing or cannot be decrypted: throwing would let anyone fill the list of executions.
 */
async function readCredential(
	this: IWebhookFunctions,
	provider: Provider,
	method: AuthenticationMethod,
): Promise<KnownCredential | null> {
	try {
		// n8n starts a JavaScript engine for each read, some 35 to 40 ms of processor time (docs/performance.md).
		const { id } = this.getNode().credentials?.[provider.credential] ?? {};
		const credential = await shareReading(
			[this.getWorkflow().id, this.getNode().id, id].join('/'),
			async () => await this.getCredentials(provider.credential),
		);
		const environment = provider.environment(credential);
		const typed = secretLines(credential[provider.schemes[method]?.field ?? '']);
		if (!makesSecret(provider, method)) return { environment, secrets: typed, hasUnopened: false };
		const memory = this.getWorkflowStaticData('node') as SecretMemory;
		const made = keptSecrets(memory, provider, credential);
		return {
			environment,
			secrets: [...typed, ...made.values()],
			hasUnopened: Object.keys(memory.secrets ?? {}).length > made.size,
		};
	} catch (error) {
		this.logger.error(`${provider.displayName}: ${(error as Error).message}`);
		return null;
	}
}

function logContext(node: INode, workflowId: string | undefined) {
	return { nodeName: node.name, workflowId };
}

const REASONS: Record<RejectionReason, string> = {
	'no-secret': 'the credential holds no secret for the chosen authentication',
	'missing-header': 'the header that authenticates the sender is missing',
	'malformed-header': 'the header that authenticates the sender is malformed',
	'unsupported-scheme': 'the Authorization header is not of the Basic scheme',
	'signature-mismatch': 'the signature matches no configured secret; check the secret in the credential',
	'credentials-mismatch': 'user and password match no configured login',
	'stale-timestamp': 'the signed time is older than the tolerance; check the clock of this server',
	'future-timestamp': 'the signed time is in the future; check the clock of this server',
	'missing-token': 'the URL was called without its token; register the URL with ?token=… at its end',
	'duplicate-token': 'the URL was called with more than one token',
	'token-mismatch': 'the token in the URL matches none in the credential',
	'address-not-allowed': 'the sender address is not in the IP allow list',
};
