/** The providers, discovered by their folders: tests, demo and benchmarks keep no list. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folders in `nodes` that contain a provider, such as `DigitalRiver`. */
export const PROVIDER_FOLDERS: readonly string[] = readdirSync('nodes')
	.filter((folder) => folder !== 'shared' && existsSync(`nodes/${folder}/provider.ts`))
	.sort();

/**
 * The name of a folder's provider everywhere else, for example in samples, vectors and items, such as `digitalRiver`.
 */
export const nameOf = (folder: string): string => `${folder[0].toLowerCase()}${folder.slice(1)}`;

/** The folder of a provider. */
export const folderOf = (name: string): string => `${name[0].toUpperCase()}${name.slice(1)}`;

export const PROVIDER_NAMES: readonly string[] = PROVIDER_FOLDERS.map(nameOf);

/**
 * The class of a provider's credential, such as `RilletApi`. n8n identifies credentials by name alone, so it is
 * `StripeInvoiceApi` because n8n has its own `stripeApi`.
 */
export function credentialClassOf(name: string): string {
	const long = `${folderOf(name)}InvoiceApi`;
	return existsSync(`credentials/${long}.credentials.ts`) ? long : `${folderOf(name)}Api`;
}

/** The type of a provider's credential in n8n, such as `rilletApi`. */
export const credentialTypeOf = (name: string): string => nameOf(credentialClassOf(name));

// Synchronous, because jest runs tests as CommonJS, which has no top-level await.
const require = createRequire(path.resolve('package.json'));

/**
 * The given export of a module in each provider that has the module.
 * @param file the module's file name, and `exported` the name of the export
 */
export const exportsOfProviders = <T,>(
	file: (name: string) => string,
	exported: (name: string) => string,
): T[] =>
	PROVIDER_NAMES.filter((name) => existsSync(file(name))).map((name) => {
		const module = require(path.resolve(file(name))) as Record<string, T | undefined>;
		const found = module[exported(name)];
		if (found === undefined) throw new Error(`${file(name)} does not export ${exported(name)}`);
		return found;
	});
