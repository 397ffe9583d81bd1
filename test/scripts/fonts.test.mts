import { spawnSync } from 'node:child_process';

test('the fonts are as `npm run fonts` makes them', () => {
	const { status, stderr } = spawnSync(process.execPath, ['scripts/fonts/fonts.mts', '--check'], {
		encoding: 'utf8',
	});
	expect([status, stderr.replace(/^\(.*\n?/gm, '').replace(/^.*Warning.*\n?/gm, '')]).toEqual([0, '']);
});
