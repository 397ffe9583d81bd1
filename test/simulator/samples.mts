/** The stored webhook bodies, API responses and signature vectors. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One entry of a provider's `samples.json`. `test/samples/README.md` explains the provenance values. */
export interface Sample {
	file: string;
	/** The provider's event name; for `api.*` files, the call. */
	event: string;
	provenance: string;
	note: string;
	/** For webhooks: the headers except signatures. */
	headers?: Record<string, string>;
	/** What the credential says of the account that sent it, if not the default. */
	credential?: Record<string, string>;
}

/** A request and its expected verdict. Providers have additional members. */
export interface Vector {
	name: string;
	provenance: string;
	secrets?: string[];
	headers: Record<string, string>;
	body: string;
	now: string;
	toleranceSeconds?: number;
	expect: 'accept' | 'reject';
	reason?: string;
	[member: string]: unknown;
}

const samplesFolder = (provider: string) => path.join(process.cwd(), 'test/samples', provider);

/** The index of a provider's samples, by name, such as `digitalRiver`. */
export function samplesOf(provider: string): Sample[] {
	return readJson(path.join(samplesFolder(provider), 'samples.json')) as Sample[];
}

/** The samples that are webhook bodies. */
export function webhookSamplesOf(provider: string): Sample[] {
	return samplesOf(provider).filter(({ file }) => !file.startsWith('api.'));
}

/** The exact bytes of a sample. */
export function sampleBytes(provider: string, file: string): Buffer {
	return readFileSync(path.join(samplesFolder(provider), file));
}

/** A fresh copy of a sample's content. */
export function sampleJson<T>(provider: string, file: string): T {
	return readJson(path.join(samplesFolder(provider), file)) as T;
}

/** The file names in a provider's folder, without the index. */
export function sampleFiles(provider: string): string[] {
	return readdirSync(samplesFolder(provider)).filter((file) => file !== 'samples.json');
}

export function vectorsOf(provider: string): Vector[] {
	return readJson(path.join(process.cwd(), 'test/vectors', `${provider}.json`)) as Vector[];
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}
