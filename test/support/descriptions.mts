/** The descriptions of nodes and credentials, and the names in them, as users see them. */
import { globSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** The classes in modules that n8n loads. */
async function classesIn<T>(pattern: string): Promise<T[]> {
	const files = globSync(pattern).sort();
	if (files.length === 0) throw new Error(`No file matches ${pattern}`);
	return await Promise.all(
		files.map(async (file) => {
			const module = (await import(path.resolve(file))) as Record<string, new () => T>;
			return new module[path.basename(file).split('.')[0]]();
		}),
	);
}

export const credentials = async () => await classesIn<ICredentialType>('credentials/*.ts');
export const nodes = async () =>
	(await classesIn<INodeType>('nodes/*/*.node.ts')).map(({ description }) => description);
export const triggers = async () => (await nodes()).filter(({ group }) => group.includes('trigger'));

/** The operations of the Invoice node, such as `Document > Read`. */
export async function operations(): Promise<string[]> {
	const invoice = (await nodes()).find(({ name }) => name === 'invoice')!;
	return invoice.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) => {
			const resource = String(displayOptions?.show?.resource?.[0]);
			const title = resource[0].toUpperCase() + resource.slice(1);
			return (options as Array<{ name: string }>).map(({ name }) => `${title} > ${name}`);
		});
}

/** Every name that the package shows: of nodes, credentials, resources, operations, fields, options and actions. */
export async function ownNames(): Promise<Set<string>> {
	const own = new Set(await operations());
	const collect = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (['displayName', 'name', 'placeholder', 'action'].includes(key)) own.add(String(inner));
			collect(inner);
		}
	};
	// n8n creates an agent tool from a node that allows it, and names it like this.
	for (const { displayName, usableAsTool } of await nodes()) if (usableAsTool) own.add(`${displayName} Tool`);
	collect([await nodes(), await credentials()]);
	return own;
}
