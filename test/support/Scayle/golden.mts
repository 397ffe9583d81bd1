import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The reviewed items for a sample, without raw. */
export const golden = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/scayle', file), 'utf8'));
