import { existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Provider } from '../nodes/shared/provider';
import { packedPackage, type PackedPackage } from '../scripts/pack.mts';

export interface Published extends PackedPackage {
	/** A module of the package, such as `nodes/shared/json/parse`. */
	load<T>(module: string): T;
	/** By its name in the simulators, such as `digitalRiver`. */
	provider(name: string): Provider;
}

/** The package as published: benchmarks measure the compiled code that n8n loads. */
export async function published(): Promise<Published> {
	const packed = await packedPackage();
	// As in n8n, zod and n8n-workflow are in a folder above the package.
	const libraries = path.join(packed.directory, '../node_modules');
	if (!existsSync(libraries)) symlinkSync(path.resolve('node_modules'), libraries);
	const require = createRequire(path.join(packed.directory, 'package.json'));
	const load = <T,>(module: string) => require(`./dist/${module}.js`) as T;
	return {
		...packed,
		load,
		provider(name) {
			const { providers } = load<{ providers: Record<string, Provider> }>('nodes/Invoice/providers');
			return providers[name]!;
		},
	};
}
