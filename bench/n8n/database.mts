/** n8n's database, beside a running n8n. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Postgres } from '../../test/n8n/queue/servers.mts';

export interface Database {
	/** The first column of the first row of the result. */
	query(sql: string): string;
	/** The first column of all rows, whose values have no line breaks. */
	column(sql: string): string[];
	/** The names of all tables. */
	tables(): string[];
	/** A list of so many remembered values as n8n writes it, as an SQL expression. */
	listOf(count: number): string;
	/** What begins at the first occurrence of a text in a column, so many characters long, as an SQL expression. */
	from(column: string, text: string, length: number): string;
	/** The milliseconds since 1970 of a column's time, as an SQL expression. */
	milliseconds(column: string): string;
}

/** One value: MD5 in Base64, quoted, and a comma. */
const VALUE_BYTES = 27;

export function sqliteDatabase(file: DatabaseSync): Database {
	const rows = (sql: string) =>
		file
			.prepare(sql)
			.all()
			.map((row) => String(Object.values(row)[0]));
	return {
		query: (sql) => rows(sql)[0] ?? '',
		column: rows,
		tables: () => rows("SELECT name FROM sqlite_master WHERE type = 'table'"),
		listOf(count) {
			const data = Array.from({ length: count }, (_, index) =>
				createHash('md5').update(`remembered ${index}`).digest('base64'),
			);
			return `'${JSON.stringify({ mode: 'entries', data })}'`;
		},
		from: (column, text, length) => `substr(${column}, instr(${column}, '${text}'), ${length})`,
		milliseconds: (column) => `unixepoch(${column}, 'subsec') * 1000`,
	};
}

export function postgresDatabase({ query }: Postgres): Database {
	return {
		query,
		column: (sql) => query(sql).split('\n').filter(Boolean),
		tables: () =>
			query("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'").split(','),
		listOf: (count) =>
			`(SELECT json_build_object('mode', 'entries', 'data', json_agg(encode(decode(md5('remembered ' || i), 'hex'), 'base64')))::text FROM generate_series(1, ${count}) i)`,
		from: (column, text, length) => `substr(${column}, strpos(${column}, '${text}'), ${length})`,
		milliseconds: (column) => `extract(epoch from ${column}) * 1000`,
	};
}

/** Fills the list of a node whose first event has created it, as if it had taken so many events. */
export function fillRemembered(database: Database, workflowId: string, values: number): void {
	database.query(
		`UPDATE processed_data SET value = ${database.listOf(values)} WHERE "workflowId" = '${workflowId}'`,
	);
	checkRemembered(database, workflowId, values);
}

/**
 * Throws unless the list has this many values: n8n has kept it, and kept it full. It is longer by the events that were
 * recorded together last, until the next one is recorded.
 */
export function checkRemembered(database: Database, workflowId: string, values: number): void {
	const length = Number(
		database.query(`SELECT length(value) FROM processed_data WHERE "workflowId" = '${workflowId}'`),
	);
	const [least, most] = [values * VALUE_BYTES, values * VALUE_BYTES * 1.5];
	if (length < least || length > most)
		throw new Error(`The list has ${length} bytes instead of ${least} to ${most}`);
}
