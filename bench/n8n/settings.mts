/** n8n's settings against each other: one n8n for each, all running at once, which get the same events in turns. */
import { missingServers } from '../../test/n8n/queue/servers.mts';
import type { Published } from '../published.mts';
import { median, ratioOf } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { queue, sqlite, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { acknowledgement, sendAll, settled } from './load.mts';
import { SETTINGS, type Setting } from './settingsList.mts';
import { workflowsIn, type Service } from './workflows.mts';

const ROUNDS = sized(5, 1);
const WARM_UP = sized(40, 2);
const SINGLE = sized(6, 2);
const EVENTS = sized(200, 4);

interface Contestant {
	setting: Setting;
	deployment: Deployment;
	service: Service;
	perSecond: number[];
	milliseconds: number[];
}

export async function settings({ directory }: Published): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) console.log(`${missing}. Only SQLite is measured.`);
	for (const where of missing ? (['SQLite'] as const) : (['SQLite', 'queue'] as const)) {
		if (leavesOut(`settings with ${where}`)) continue;
		const contestants: Contestant[] = [];
		try {
			for (const setting of SETTINGS[where]) contestants.push(await started(setting, where, packages));
			for (let round = 0; round < ROUNDS; round++) {
				for (const one of contestants) {
					one.milliseconds.push(await acknowledgement(one.deployment.api, one.service, SINGLE));
					one.perSecond.push(await perSecond(one.deployment, one.service, EVENTS));
				}
			}
			rows.push(...rowsOf(where, contestants));
			console.log(`settings with ${where}: done`);
		} catch (error) {
			// What was measured before is kept.
			console.error(error);
			process.exitCode = 1;
		} finally {
			for (const { deployment } of contestants) await deployment.remove();
		}
	}
	return rows;
}

async function started(
	setting: Setting,
	where: keyof typeof SETTINGS,
	packages: string[],
): Promise<Contestant> {
	const start = where === 'SQLite' ? sqlite : queue(1, setting.concurrency);
	const deployment = await start({ packages, env: setting.env });
	try {
		const service = await (await workflowsIn(deployment)).ours({ deduplicate: true });
		// The first creates the list of remembered events.
		await perSecond(deployment, service, 1);
		await perSecond(deployment, service, WARM_UP);
		return { setting, deployment, service, perSecond: [], milliseconds: [] };
	} catch (error) {
		await deployment.remove();
		throw error;
	}
}

/** By the clock of this process: where executions are not saved, n8n does not say when the last one ended. */
async function perSecond({ api }: Deployment, service: Service, events: number): Promise<number> {
	const requests = Array.from({ length: events }, () => service.next());
	const started = Date.now();
	await sendAll(requests);
	await settled(api, service.workflowId);
	return (events * 1000) / (Date.now() - started);
}

function rowsOf(where: string, contestants: Contestant[]): Row[] {
	const [base] = contestants as [Contestant];
	const measure = (one: Contestant, what: 'perSecond' | 'milliseconds', name: string, unit: string) =>
		row(`settings/${where}/${one.setting.name}/${name}`, unit, {
			ours: median(one[what]),
			reference: median(base[what]),
			ratio: ratioOf(one[what], base[what]),
		});
	return contestants.flatMap((one) => [
		measure(one, 'perSecond', 'events per second', '1/s'),
		measure(one, 'milliseconds', 'acknowledgement', 'ms'),
	]);
}
