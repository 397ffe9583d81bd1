/** The parts of a scenario, and code that several scenarios need. */
import { sampleJson } from '../../simulator/samples.mts';
import type { Notification } from '../../simulator/authentication.mts';
import type { Api } from '../../simulator/server.mts';
import type { ProviderSimulator } from '../../simulator/simulator.mts';

/** What the end-to-end tests, the demo and the benchmarks need about a provider in addition to its simulator. */
export interface Scenario {
	simulator: ProviderSimulator;
	/** Whether the event contains the document, so that no API call is needed. */
	inlineDocument?: boolean;
	displayName: string;
	/** The content of the credential, without webhook secrets. */
	credential(apiUrl: string, apiKey: string): Record<string, unknown>;
	/** Parameters of the trigger node. */
	parameters: Record<string, unknown>;
	/** An event that the node selects, and one that it does not. */
	wanted: string;
	unwanted: { headers: Record<string, string>; body: Buffer };
	/** Creates an invoice at the simulated API (listening at `apiUrl`); returns its notification and document. */
	issue(api: Api, apiUrl: string): { notification: Notification; document: Buffer };
	/** The operations of the Invoice node that work after the trigger. */
	operations: Partial<Record<Operation, OperationScenario>>;
	/** For providers with automatic registration: the parameters to select it, and the registered addresses. */
	automatic?: {
		parameters: Record<string, unknown>;
		/** Replaces the simulator's API where that implements only the little that is documented. */
		api?(options: { apiKey: string }): Api;
		registered(api: Api): string[];
		/** The secrets that the API issued for them, if the provider issues secrets. */
		secrets?(api: Api): string[];
	};
	/**
	 * An older version of this package that accepted less: `file` is a compiled file that had `before` instead of
	 * `now`. It rejected an event modified by `change`, and named the field.
	 */
	older: { file: string; now: string; before: string; change(body: Buffer): Buffer; names: RegExp };
	benchmark: Benchmark;
}

export type Operation = 'download' | 'get' | 'getMany';

interface OperationScenario {
	/** Parameters of the Invoice node after the trigger. */
	parameters: Record<string, unknown>;
	/** The call of the simulated API that returns the document, or the first call that is made. */
	route: string;
	/** Whether that is a public link, which receives no key even at the API's own host. */
	isOpen?: boolean;
	/** The field of an item that is equal to the webhook item's. */
	same?: string;
	/** The document, if it is not the one from {@link Scenario.issue}. */
	document?(api: Api): Buffer;
}

/** How to create an event of any length from a provider's sample. */
export interface Benchmark {
	event: string;
	/** The export of the provider's `schema.ts` with which its normalizer starts. */
	schema: string;
	/** The reference for its normalizing: work that is indispensable. */
	base: 'zod alone' | 'XML parser alone';
	/** The Base64 fiscal document in the event, if only that contains the amounts. */
	document?(event: unknown): string;
	/** The event with the given number of lines. */
	withLines(count: number): unknown;
	/** The most lines that it can have, if fewer than are measured. */
	mostLines?: number;
}

export const FROM_ITEM = { provider: 'item' };

/** The credential field for each method's secrets. */
export const SECRET_FIELDS = {
	signature: 'signingSecrets',
	basicAuth: 'basicAuthSecrets',
	urlToken: 'urlTokens',
} as const;

/** Applies changes to the JSON of a body. */
export const changed =
	<T,>(change: (event: T) => void) =>
	(body: Buffer): Buffer => {
		const event = JSON.parse(body.toString('utf8')) as T;
		change(event);
		return Buffer.from(JSON.stringify(event), 'utf8');
	};

export type Json = Record<string, unknown>;

/** @param linesOf returns the object with the list of lines, and the name of the list */
export const repeating =
	(provider: string, file: string, linesOf: (event: Json) => [holder: Json, list: string]) =>
	(count: number): Json => {
		const event = sampleJson<Json>(provider, file);
		const [holder, list] = linesOf(event);
		const lines = holder[list] as Json[];
		holder[list] = Array.from({ length: count }, (_, index) => structuredClone(lines[index % lines.length]!));
		return event;
	};

/** The headers of a webhook that carries no data in them. */
export const JSON_TYPE = { 'content-type': 'application/json' };
