/** n8n's settings against each other: one n8n for each, all running at once, which get the same events in turns. */
import { missingServers } from '../../test/n8n/queue/servers.mts';
import type { Published } from '../published.mts';
import { inOrder, orders } from '../orders.mts';
import { against, mean, overall } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leaveOut, leavesOut, sized } from '../sizes.mts';
import { queue, sqlite, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { acknowledgement, burst, nextOf } from './load.mts';
import { SETTINGS, type Setting } from './settingsList.mts';
import { workflowsIn, type Service } from './workflows.mts';

const WARM_UP = sized(40, 2);
const SINGLE = sized(6, 2);
const EVENTS = sized(100, 4);

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
	if (missing) leaveOut(`${missing}. Only SQLite is measured.`);
	for (const where of missing ? (['SQLite'] as const) : (['SQLite', 'queue'] as const)) {
		if (leavesOut(`settings with ${where}`)) continue;
		const contestants: Contestant[] = [];
		try {
			for (const setting of SETTINGS[where]) contestants.push(await started(setting, where, packages));
			const rounds = sized(orders(contestants.length).length, 1);
			for (let round = 0; round < rounds; round++) {
				for (const one of inOrder(contestants, round)) {
					one.milliseconds.push(await acknowledgement(one.deployment.api, one.service, SINGLE));
					one.perSecond.push(await perSecond(one.deployment, one.service, EVENTS));
				}
			}
			rows.push(...rowsOf(where, contestants));
			console.log(`settings with ${where}: done`);
		} catch (error) {
			// What was measured before is kept.
			leaveOut(`Failed: settings with ${where}`);
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
		const service = await (await workflowsIn(deployment)).ours();
		// The first creates the list of remembered events.
		await perSecond(deployment, service, 1);
		await perSecond(deployment, service, WARM_UP);
		return { setting, deployment, service, perSecond: [], milliseconds: [] };
	} catch (error) {
		await deployment.remove();
		throw error;
	}
}

/** By our clock, because one of the settings saves no executions. */
async function perSecond({ api }: Deployment, service: Service, events: number): Promise<number> {
	return (await burst(api, nextOf(service, events), service.workflowId, 'ours')).perSecond;
}

function rowsOf(where: string, contestants: Contestant[]): Row[] {
	const [base] = contestants as [Contestant];
	return contestants.flatMap((one) => [
		row(
			`settings/${where}/${one.setting.name}/events per second`,
			'1/s',
			against(overall(one.perSecond), overall(base.perSecond)),
		),
		row(
			`settings/${where}/${one.setting.name}/acknowledgement`,
			'ms',
			against(mean(one.milliseconds), mean(base.milliseconds)),
		),
	]);
}
