import { Console } from 'node:console';

/** Prints the results of a test as a table; jest's own console would add the position of the call. */
export function printTable(title: string, rows: ReadonlyArray<Record<string, unknown>>): void {
	const console = new Console(process.stdout);
	console.log(`\n${title}`);
	console.table(Object.fromEntries(rows.map((row, index) => [index + 1, row])));
}
