/**
 * Many events through one trigger, whose list of remembered events is full from the beginning, on n8n's fastest setting:
 * isolates on demand, and successful executions not saved. Nothing may grow.
 */
import { readFileSync } from 'node:fs';
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { freePorts } from '../../test/n8n/processes/ports.mts';
import type { Published } from '../published.mts';
import { against, median, percentile } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { checkRemembered, fillRemembered, type Database } from './database.mts';
import { sqlite, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { Inspector } from './inspector.mts';
import { burst, nextOf } from './load.mts';
import { workflowsIn, type Service } from './workflows.mts';

const EVENTS = sized(100_000, 200);
const STEPS = 20;
const WARM_UP = sized(2000, 20);
const REMEMBERED = 1000;
const KILOBYTES = 1024;
const NOT_SAVED = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' };

/** What an n8n that waits for events is like. */
interface State {
	heap: number;
	resident: number;
	/** Rows by table. */
	rows: Map<string, number>;
}

interface Step {
	perSecond: number;
	p50: number;
	p99: number;
}

export async function long({ directory }: Published): Promise<Row[]> {
	const [port] = (await freePorts(1)) as [number];
	const deployment = await sqlite({
		packages: [directory, doNothingPackage()],
		env: { ...Inspector.environment(port), ...ISOLATES_ON_DEMAND, ...NOT_SAVED },
	});
	const inspector = await Inspector.at(port);
	try {
		const { database } = deployment;
		const service = await (await workflowsIn(deployment)).ours();
		// Creates the list.
		await step(deployment, service, 1);
		fillRemembered(database, service.workflowId, 2 * REMEMBERED);
		await step(deployment, service, WARM_UP);
		const first = await state(deployment, inspector);
		const steps: Step[] = [];
		for (let count = 0; count < STEPS && !leavesOut(`what comes after ${count} of ${STEPS} steps`); count++) {
			steps.push(await step(deployment, service, EVENTS / STEPS));
			console.log(`${count + 1} of ${STEPS}: ${steps.at(-1)!.perSecond.toFixed(0)} events/s`);
		}
		checkRemembered(database, service.workflowId, 2 * REMEMBERED);
		const sent = 1 + WARM_UP + (steps.length * EVENTS) / STEPS;
		const ended = succeeded(database, service);
		if (ended !== sent) throw new Error(`Of ${sent} events ${ended} have ended well`);
		const last = await state(deployment, inspector);
		for (const [table, rows] of last.rows) {
			const before = first.rows.get(table) ?? 0;
			if (rows !== before) console.log(`${table} had ${before} rows, and has ${rows}`);
		}
		return rowsOf((steps.length * EVENTS) / STEPS, steps, first, last);
	} finally {
		inspector.close();
		await deployment.remove();
	}
}

/** Sends events and waits until n8n has nothing left to do. */
async function step({ api }: Deployment, service: Service, events: number): Promise<Step> {
	const { perSecond, times } = await burst(api, nextOf(service, events), service.workflowId, 'ours');
	return { perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** n8n counts the executions that it does not save, too. */
const succeeded = (database: Database, { workflowId }: Service) =>
	Number(
		database.query(
			`SELECT count FROM workflow_statistics WHERE "workflowId" = '${workflowId}' AND name = 'production_success'`,
		),
	);

async function state({ database, process }: Deployment, inspector: Inspector): Promise<State> {
	const status = readFileSync(`/proc/${process!.pid}/status`, 'utf8');
	return {
		heap: await inspector.heapInUse(),
		resident: Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / KILOBYTES,
		rows: rowsByTable(database),
	};
}

/** Without the executions that n8n has marked as deleted: it removes them an hour later. */
const KEPT: Record<string, string> = {
	execution_entity: 'WHERE "deletedAt" IS NULL',
	execution_data: 'WHERE "executionId" IN (SELECT id FROM execution_entity WHERE "deletedAt" IS NULL)',
};

function rowsByTable(database: Database): Map<string, number> {
	const count = (table: string) => database.query(`SELECT count(*) FROM "${table}" ${KEPT[table] ?? ''}`);
	return new Map(database.tables().map((table) => [table, Number(count(table))]));
}

function rowsOf(events: number, steps: Step[], first: State, last: State): Row[] {
	const id = (what: string) => `long/${events.toLocaleString('en')} events, ${what}/at the beginning`;
	const [start, end] = [steps.slice(0, 2), steps.slice(-2)];
	const of = (what: keyof Step, unit: string, name: string, aim: string) => {
		const [ours, reference] = [end, start].map((some) => median(some.map((one) => one[what])));
		return row(id(name), unit, { ...against(ours!, reference!), aim });
	};
	const grown = (ours: number, reference: number, unit: string, name: string, aim: string | null) =>
		row(id(name), unit, { ...against(ours, reference), aim });
	// Each table by itself: what one gains, another one may lose. A list that n8n keeps of the events gains 1,000.
	const gained = [...last.rows].map(([table, count]) => count - (first.rows.get(table) ?? 0));
	return [
		of('perSecond', '1/s', 'events per second', '≥ 0.9'),
		of('p50', 'ms', 'acknowledgement, median', '≤ 1.1'),
		of('p99', 'ms', 'acknowledgement, 99 %', '≤ 1.2'),
		grown(last.heap, first.heap, 'MB', 'heap in use', '≤ 1.1'),
		grown(last.resident, first.resident, 'MB', 'resident memory', null),
		row(id('rows that the table with most new ones gained for 1,000 events'), '', {
			ours: (Math.max(...gained) * 1000) / events,
			aim: '≤ 1',
		}),
	];
}
