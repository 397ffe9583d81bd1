/** The stored webhook bodies, API answers and signature vectors. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One line of a provider's `samples.json`. What the provenance words mean: `test/samples/README.md`. */
export interface Sample {
	file: string;
	/** The provider's name of the event; for `api.*` files the call that they belong to. */
	event: string;
	provenance: string;
	note: string;
	/** Of webhooks: those that are not signatures. */
	headers?: Record<string, string>;
}

/** A request and its expected verdict. Providers add further members. */
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

/** The index of a provider's samples, by the provider's name, such as `digitalRiver`. */
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

/** The names of the files in a provider's folder, the index left out. */
export function sampleFiles(provider: string): string[] {
	return readdirSync(samplesFolder(provider)).filter((file) => file !== 'samples.json');
}

export function vectorsOf(provider: string): Vector[] {
	return readJson(path.join(process.cwd(), 'test/vectors', `${provider}.json`)) as Vector[];
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}
