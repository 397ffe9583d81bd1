/** The settings of n8n that change what an event takes, for bench/n8n/settings.mts and the table of docs/performance.md. */
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';

export interface Setting {
	/** In the results. */
	name: string;
	/** As a user writes it, if the name does not say so. */
	variables?: string;
	when: string;
	env: Record<string, string>;
	/** Concurrent executions of a worker, which is an argument of its command. */
	concurrency?: number;
}

const onDemand = (name: string, value: string) => ({ ...ISOLATES_ON_DEMAND, [name]: value });

/** By where they are measured; each is compared with the first of its list. */
export const SETTINGS: Record<'SQLite' | 'queue', [Setting, ...Setting[]]> = {
	SQLite: [
		{
			name: 'isolates on demand',
			variables: Object.keys(ISOLATES_ON_DEMAND)
				.map((name) => `\`${name}=true\``)
				.join(', '),
			when: 'always; n8n calls both experimental',
			env: ISOLATES_ON_DEMAND,
		},
		{ name: 'isolates ahead', when: 'n8n’s default', env: {} },
		{
			name: '`EXECUTIONS_DATA_SAVE_ON_SUCCESS=none`',
			when: 'nobody looks at executions that succeeded, and _Retry failed invoices_ is not used',
			env: onDemand('EXECUTIONS_DATA_SAVE_ON_SUCCESS', 'none'),
		},
		{
			name: '`N8N_CONCURRENCY_PRODUCTION_LIMIT=5`',
			when: 'a burst must leave room for other workflows',
			env: onDemand('N8N_CONCURRENCY_PRODUCTION_LIMIT', '5'),
		},
		{
			name: '`DB_SQLITE_POOL_SIZE=10`',
			when: 'one process with SQLite',
			env: onDemand('DB_SQLITE_POOL_SIZE', '10'),
		},
	],
	queue: [
		{
			name: 'isolates on demand, `--concurrency=10`',
			when: 'queue mode; n8n’s default',
			env: ISOLATES_ON_DEMAND,
		},
		{
			name: '`--concurrency=20`',
			when: 'the workflows wait for other servers',
			env: ISOLATES_ON_DEMAND,
			concurrency: 20,
		},
		{
			name: '`DB_POSTGRESDB_POOL_SIZE=10`',
			when: 'queue mode or PostgreSQL',
			env: onDemand('DB_POSTGRESDB_POOL_SIZE', '10'),
		},
	],
};
