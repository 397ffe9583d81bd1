const { execFile } = require('node:child_process');
const { rm, writeFile, mkdir } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { dest, parallel, series, src, watch: watchFiles } = require('gulp');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

/** Compiles nodes and credentials, codex files included (tsc copies imported and listed JSON). */
async function compile() {
	const tsc = path.join('node_modules', 'typescript', 'bin', 'tsc');
	await run(process.execPath, [tsc], { maxBuffer: 1 << 24 }).catch((error) => {
		throw new Error(error.stdout || error.message);
	});
}

const icons = () => src('nodes/**/*.svg', { encoding: false }).pipe(dest('dist/nodes'));

/**
 * The normal form as JSON Schema: published by itself, and beside every node for n8n's editor, which shows the fields
 * before the first run (`v1.0.0.json`; the AI builder asks for `v1.0.0/output.json`).
 */
async function schemas() {
	const { invoiceJsonSchema } = require('./scripts/invoiceJsonSchema.js');
	const schema = `${JSON.stringify(invoiceJsonSchema(), null, 2)}\n`;
	const nodes = Object.keys(require('./package.json').n8n.nodes).length;
	const { glob } = require('node:fs/promises');
	const triggers = await Array.fromAsync(glob('dist/nodes/*/*Trigger.node.js'));
	if (triggers.length === 0 || nodes === 0) throw new Error('No compiled trigger found');
	const write = async (file, content = schema) => {
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, content);
	};
	await write('dist/invoice.schema.json');
	for (const trigger of triggers) {
		const folder = path.join(path.dirname(trigger), '__schema__');
		await write(path.join(folder, 'v1.0.0.json'));
		await write(path.join(folder, 'v1.0.0', 'output.json'));
	}
	for (const operation of ['document/download', 'invoice/get']) {
		await write(path.join('dist/nodes/Invoice/__schema__/v1.0.0', `${operation}.json`));
	}
}

const build = series(clean, parallel(compile, icons), schemas);

const watch = () =>
	watchFiles(
		['nodes/**/*', 'credentials/**/*', 'scripts/invoiceJsonSchema.js'],
		{ ignoreInitial: false },
		build,
	);

module.exports = { clean, build, watch, default: build };
