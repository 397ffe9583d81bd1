import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	INodeProperties,
} from 'n8n-workflow';
import type { Verdict, WebhookRequest } from './authenticate/verdict';
import type { AuthenticationMethod, EventType, Invoice, InvoiceEvent, ProviderName } from './invoice/schema';
import type { Result } from './result';

/** What a provider's folder supplies, as `provider.ts`. Nothing here knows how n8n calls a node. */
export interface Provider {
	name: ProviderName;
	displayName: string;
	/** The type name of the credential, which holds both the API key and the secrets that verify webhooks. */
	credential: string;
	/** Milliseconds to wait on a 429 without Retry-After. */
	rateLimitWait?: number;
	/** How many requests for documents may start in a second, where the provider says so. */
	documentsPerSecond?: number;
	/** The authentication methods, by the value of the node's `authentication` parameter; the first is the default. */
	schemes: Partial<Record<AuthenticationMethod, Scheme>>;
	/** By the provider's own name of the event. */
	events: Record<string, EventDefinition>;
	/** Splits a parsed body into its events; an error when it is not a notification of this provider. */
	split(body: unknown, request: SplitRequest): Result<RawEvent[]>;
	/** The parts of the credential that are no secret: where the API is, and what events depend on. */
	environment(credential: ICredentialDataDecryptedObject): Environment;
	/** The invoice completed by what the provider's API adds; unchanged, with an issue, where it adds nothing. */
	details?(
		this: IExecuteFunctions,
		invoice: Invoice,
		environment: Environment,
		itemIndex: number,
	): Promise<Invoice>;
	/**
	 * Where the document of an invoice is; an error in the user's words when the invoice has none or does not name it.
	 * May ask the provider's API.
	 */
	locateDocument?(
		this: IExecuteFunctions,
		invoice: Invoice,
		environment: Environment,
		itemIndex: number,
	): Result<DocumentLocation> | Promise<Result<DocumentLocation>>;
	/** What a user types into the Invoice node to name an invoice without an item of this package. */
	lookup?: Lookup;
	/** For providers whose API lists what happened. */
	list?: InvoiceList;
	/** For providers whose API takes webhook addresses. */
	registration?: RegistrationApi;
	/** For providers that n8n has nodes of its own for. */
	recognize?: Recognizer;
}

/** Reads the items of n8n's own nodes for a provider, which carry its events or entities as they came. */
export interface Recognizer {
	/** Names those nodes for the field *Invoice From*, such as `Chargebee Trigger`. */
	nodes: string;
	/** The event in an item, or an entity as the event that brings it; null for an item of anything else. Total: never throws. */
	event(json: unknown): Listed | null;
	/** What else an item of these nodes is, with its article, such as `a customer`; null if it is not theirs. Total. */
	other?(json: unknown): string | null;
}

export interface Lookup {
	/** What to fill in. */
	description: string;
	/** The resources of the Invoice node that this provider can be chosen for; all if absent. */
	resources?: ReadonlyArray<'document' | 'invoice'>;
	/** Shown by the Invoice node when this provider is chosen; string fields. */
	fields: INodeProperties[];
	/** @param values by field name, trimmed; a field that is not shown is absent */
	invoice(values: Readonly<Record<string, string>>, environment: Environment): Result<Invoice>;
}

export interface InvoiceList {
	/** What Get Many lists. */
	description: string;
	/** Shown by Get Many when this provider is chosen. */
	fields: INodeProperties[];
	/**
	 * What the API lists, as events that `events` normalizes; each once, however often the API repeats it.
	 * @param limit the most that the caller needs, so that pages are no larger; Infinity: all
	 * @throws NodeOperationError when a field is not filled in as it must be
	 */
	events(
		this: IExecuteFunctions,
		environment: Environment,
		itemIndex: number,
		limit: number,
	): AsyncGenerator<Listed>;
}

/** An event that came in another way than by the webhook. */
export interface Listed {
	event: RawEvent;
	/** Adds what the normalizer of the webhook's event cannot know. */
	complete?(invoice: Invoice): Invoice;
}

export interface Scheme {
	/** The field of the credential that holds the secrets, one per line. */
	field: string;
	/** Ends the sentence "fill in …": the field's name as the user sees it, and where the provider shows its content. */
	whereToFind: string;
	/** @param secrets the lines of the field. Pure and total: never throws. */
	verify(request: WebhookRequest, secrets: readonly string[], settings: VerifySettings): Verdict;
}

export interface VerifySettings {
	now: Date;
	toleranceSeconds: number;
	/** Value of the parameter `signedText`, for providers that have one. */
	signedText?: string;
}

export interface SplitRequest {
	headers: WebhookRequest['headers'];
	/** The provider's names of the events that the user selected. */
	selected: readonly string[];
}

/** One event of a verified body. It must not contain a secret: n8n stores it. */
export interface RawEvent {
	providerType: string;
	payload: unknown;
	/** Which part of a body with several events it is, where that part is none: it fails alone. */
	malformed?: string;
	/** The parts of the event that came in headers. */
	meta?: Record<string, string>;
}

/** What `webhook()` passes to `execute()`; n8n stores it in between. */
export interface ReceivedEvent extends RawEvent {
	/** ISO 8601, UTC */
	receivedAt: string;
	authentication: InvoiceEvent['authentication'];
	/** Names the call that brought the event: a retry of the execution has it too, a redelivery has another. */
	delivery?: string;
	/** That of the credential by which the event was verified; absent in events stored by earlier versions. */
	environment?: Environment;
}

export interface EventDefinition {
	type: EventType;
	/**
	 * Event → invoices, pure. An error names the field that does not fit. Use {@link normalizeWith} to build it.
	 */
	normalize(event: ReceivedEvent, environment: Environment): Result<Invoice[]>;
}

/** How a provider reads an event; undefined for unknown names, including inherited ones such as `valueOf`. */
export const definitionOf = ({ events }: Provider, providerType: string): EventDefinition | undefined =>
	Object.hasOwn(events, providerType) ? events[providerType] : undefined;

export interface Environment {
	/** Base URL of the provider's API, without a slash at the end; the origin that its credential may be sent to. */
	apiUrl: string;
	/** Which product or API variant the credential is for, where a provider has several. */
	product?: string;
	/** Further origins that the user named in the credential. */
	documentOrigins?: readonly string[];
	/** Where documents are whose event names only a key, without a slash at the end; its origin is one of the above. */
	documentBaseUrl?: string;
	/** Where the provider dates its documents, as an IANA name, if it sends moments and not days. */
	timeZone?: string;
	/** Whether the credential is for production; null when the provider says so in each event. */
	live: boolean | null;
}

export type DocumentLocation =
	/** `isOpen`: a link that needs no credential, so that none is sent, not even to the origin of the API. */
	| { url: string; headers: IDataObject; fileName: string; isOpen?: boolean }
	| { content: Buffer; fileName: string };

/** A webhook that the provider has for our address. */
export interface Registered {
	id: string;
	events: readonly string[];
	/** Whether it is switched on and carries the present secret, as far as the provider shows. */
	current: boolean;
}

export interface RegistrationTarget {
	/** The node's URL, without a secret. */
	url: string;
	events: readonly string[];
	method: AuthenticationMethod;
	/** The first line of the scheme's field; empty where the provider makes the secret. */
	secret: string;
}

export interface RegistrationApi {
	/** The methods that can be registered by API. */
	methods: readonly AuthenticationMethod[];
	/**
	 * The method whose secret the provider makes at registration, and the field of the credential that holds the API key,
	 * which seals the secret. A secret in the scheme's field counts besides.
	 */
	secretMade?: { method: AuthenticationMethod; sealedBy: string };
	/** What the provider has for this address. */
	find(this: IHookFunctions, target: RegistrationTarget): Promise<Registered[]>;
	/**
	 * Completes the registration: updates the webhooks that were found, creates the missing ones.
	 * @param found where the provider makes the secret, those whose secret is not known are not `current`
	 * @param remember to be called with the id of each webhook as soon as it was made
	 * @param keep to be called with the secret that the provider made for a webhook
	 */
	complete(
		this: IHookFunctions,
		target: RegistrationTarget,
		found: readonly Registered[],
		remember: (id: string) => void,
		keep: (id: string, secret: string) => void,
	): Promise<void>;
	/** The address of each webhook of the account, by its id; null where the provider does not list them. */
	addresses(this: IHookFunctions): Promise<ReadonlyMap<string, string> | null>;
	/** Removes one webhook; done when there is none. */
	remove(this: IHookFunctions, id: string): Promise<void>;
}
