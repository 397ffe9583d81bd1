import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The paths of all files below a folder whose names end like this, sorted. Node.js 20 has no `globSync`. */
export const filesBelow = (folder: string, ending: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => path.join(folder, name))
		.sort();
