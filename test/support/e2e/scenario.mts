/** What a scenario consists of, and what several of them need. */
import { sampleJson } from '../../simulator/samples.mts';
import type { Notification } from '../../simulator/authentication.mts';
import type { Api } from '../../simulator/server.mts';
import type { ProviderSimulator } from '../../simulator/simulator.mts';

/** What the end-to-end tests, the demo and the benchmarks must know of a provider besides its simulator. */
export interface Scenario {
	simulator: ProviderSimulator;
	/** Whether the document stands in the event itself, so that no API is asked for it. */
	inlineDocument?: boolean;
	displayName: string;
	/** Content of the credential, without the secrets of webhooks. */
	credential(apiUrl: string, apiKey: string): Record<string, unknown>;
	/** Of the trigger node. */
	parameters: Record<string, unknown>;
	/** An event that the node is asked for, and one that it is not. */
	wanted: string;
	unwanted: { headers: Record<string, string>; body: Buffer };
	/** Makes an invoice at the simulated API (listening at `apiUrl`): what goes out for it, and its document. */
	issue(api: Api, apiUrl: string): { notification: Notification; document: Buffer };
	/** What the Invoice node can do behind the trigger. */
	operations: Partial<Record<Operation, OperationScenario>>;
	/** For providers whose API takes webhooks: the parameters that choose it, and the addresses that it has. */
	automatic?: {
		parameters: Record<string, unknown>;
		/** Instead of the simulator's own, where that keeps to the little that is documented. */
		api?(options: { apiKey: string }): Api;
		registered(api: Api): string[];
		/** The secrets that the API made for them, where the provider makes them. */
		secrets?(api: Api): string[];
	};
	/**
	 * An older version of this package that took less: in the compiled `file`, `before` stood where `now` stands. It
	 * rejected what `change` makes of a wanted event, and named the field.
	 */
	older: { file: string; now: string; before: string; change(body: Buffer): Buffer; names: RegExp };
	benchmark: Benchmark;
}

export type Operation = 'download' | 'get' | 'getMany';

export interface OperationScenario {
	/** Of the Invoice node, behind the trigger. */
	parameters: Record<string, unknown>;
	/** The call of the simulated API that brings the document, or the first one that is made. */
	route: string;
	/** Whether that is an open link, which gets no key even at the API's own host. */
	isOpen?: boolean;
	/** The field of an item that is the same as in that of the webhook. */
	same?: string;
	/** Where the file that comes is another one than that of {@link Scenario.issue}. */
	document?(api: Api): Buffer;
}

/** How to make an event of any length out of a provider's sample. */
export interface Benchmark {
	event: string;
	/** The export of the provider's `schema.ts` that its normalizer begins with. */
	schema: string;
	/** What its normalizing is measured by: what nobody could do without. */
	base: 'zod alone' | 'XML parser alone';
	/** The fiscal document in the event, in Base64, where the figures stand only there. */
	document?(event: unknown): string;
	/** The event with so many lines. */
	withLines(count: number): unknown;
}

export const FROM_ITEM = { provider: 'item' };

/** The field of the credential that holds the secrets of a method. */
export const SECRET_FIELDS = {
	signature: 'signingSecrets',
	basicAuth: 'basicAuthSecrets',
	urlToken: 'urlTokens',
} as const;

/** Changes the JSON of a body. */
export const changed =
	<T,>(change: (event: T) => void) =>
	(body: Buffer): Buffer => {
		const event = JSON.parse(body.toString('utf8')) as T;
		change(event);
		return Buffer.from(JSON.stringify(event), 'utf8');
	};

export type Json = Record<string, unknown>;

/** @param linesOf the object that holds the list of lines, and the name of the list */
export const repeating =
	(provider: string, file: string, linesOf: (event: Json) => [holder: Json, list: string]) =>
	(count: number): Json => {
		const event = sampleJson<Json>(provider, file);
		const [holder, list] = linesOf(event);
		const lines = holder[list] as Json[];
		holder[list] = Array.from({ length: count }, (_, index) => structuredClone(lines[index % lines.length]!));
		return event;
	};

/** The headers of a webhook that names nothing in them. */
export const JSON_TYPE = { 'content-type': 'application/json' };
