/** Runs a script of this checkout on another version of Node.js: `node scripts/onNode.mts 20 <script> [arguments]`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isNodeMajor, nodeOfVersion } from '../test/n8n/install/nodeVersions.mts';

const [major, ...command] = process.argv.slice(2);
if (!isNodeMajor(Number(major)) || command.length === 0) {
	throw new Error('Say the version of Node.js, 20 or 22, and the script');
}
const node = await nodeOfVersion(Number(major) as 20 | 22, (line) => process.stderr.write(`${line}\n`));
const PATH = [path.dirname(node), process.env.PATH].join(path.delimiter);
const { status } = spawnSync(node, command, { stdio: 'inherit', env: { ...process.env, PATH } });
process.exitCode = status ?? 1;
