import { Console } from 'node:console';

/** Prints the figures of a test as a table; jest's own console would add where it was called. */
export function printTable(title: string, rows: ReadonlyArray<Record<string, unknown>>): void {
	const console = new Console(process.stdout);
	console.log(`\n${title}`);
	console.table(Object.fromEntries(rows.map((row, index) => [index + 1, row])));
}
