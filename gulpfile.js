const { execFile } = require('node:child_process');
const { glob, mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

/**
 * Compiles nodes and credentials, including codex files (tsc copies imported and listed JSON). Removes comments, which
 * would be a sixth of the package.
 */
async function compile() {
	const tsc = path.join('node_modules', 'typescript', 'bin', 'tsc');
	await run(process.execPath, [tsc, '--removeComments'], { maxBuffer: 1 << 24 }).catch((error) => {
		throw new Error(error.stdout || error.message);
	});
}

/** Adds the search terms for the whole package to each codex, because n8n reads them per node. */
async function searchWords() {
	const { everyNode, triggers } = JSON.parse(await readFile('scripts/searchWords.json', 'utf8'));
	for await (const file of glob('dist/nodes/*/*.node.json')) {
		const codex = JSON.parse(await readFile(file, 'utf8'));
		const shared = file.endsWith('Trigger.node.json') ? [...everyNode, ...triggers] : everyNode;
		codex.alias = [...new Set([...codex.alias, ...shared])];
		await writeFile(file, `${JSON.stringify(codex, null, 2)}\n`);
	}
}

/** Modules that wrap a library which n8n does not provide; the build bundles the library into them. */
const WRAPPERS = {
	'nodes/shared/einvoice/show/qrCode.js': ['qrcode-generator'],
	'nodes/shared/pdf/filters/inflate.js': ['pako'],
	'nodes/shared/xml/parse.js': ['saxes', 'xmlchars'],
};

/** Bundle only node_modules: our own modules stay separate, so that each is loaded once. */
const ownModulesStay = {
	name: 'own-modules-stay',
	setup: ({ onResolve }) =>
		onResolve({ filter: /^\.{1,2}\// }, ({ importer, path: imported }) =>
			importer.startsWith(path.resolve('nodes')) ? { path: imported, external: true } : undefined,
		),
};

async function bundle() {
	const licenses = [];
	for (const [wrapper, libraries] of Object.entries(WRAPPERS)) {
		const file = path.join('dist', wrapper);
		const { metafile } = await build({
			entryPoints: [wrapper.replace(/js$/, 'ts')],
			outfile: file,
			bundle: true,
			external: ['n8n-workflow', 'zod', 'zod/*'],
			plugins: [ownModulesStay],
			format: 'cjs',
			platform: 'node',
			target: 'node20',
			metafile: true,
		});
		const bundled = new Set(
			Object.keys(metafile.inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]),
		);
		for (const library of libraries)
			if (!bundled.has(library)) throw new Error(`${wrapper} does not hold ${library}`);
		for (const name of bundled) if (name) licenses.push(await licenseOf(name));
	}
	licenses.push(await licenseOf(FONT.package, FONT.license));
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', `${[...new Set(licenses)].join('\n\n')}\n`);
}

/** The fonts of the drawn PDF, which `npm run fonts` generates code from. */
const FONT = { package: '@expo-google-fonts/noto-sans', license: 'LICENSE_FONT' };

/** @param named the licence file, if the package has several */
async function licenseOf(name, named) {
	const folder = path.join('node_modules', name);
	const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const file = named ?? (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
	// Some packages do not ship the licence text from their repository.
	const source = file ? path.join(folder, file) : path.join('scripts', 'licenses', `${name}.txt`);
	const text = await readFile(source, 'utf8').catch(() => '');
	if (text.trim() === '') throw new Error(`${name} brings no licence: put its text into ${source}`);
	return `${name} ${version} (${license})\n\n${text.trim()}`;
}

const icons = () => src('nodes/**/*.svg', { encoding: false }).pipe(dest('dist/nodes'));

/**
 * The normal form as JSON Schema: once on its own, and beside every node for n8n's editor, which shows the fields
 * before the first run (`v2.0.0.json`; the AI builder reads `v2.0.0/output.json`).
 */
async function schemas() {
	const {
		invoiceJsonSchema,
		previewSchema,
		shownInvoiceJsonSchema,
		validatedInvoiceJsonSchema,
	} = require('./scripts/invoiceJsonSchema.js');
	// Written on one line: the tarball's compression looks back 32 KB, so the copies then take almost no space.
	const inFile = (content) => `${JSON.stringify(content)}\n`;
	const preview = inFile(previewSchema(invoiceJsonSchema()));
	const ofOperation = {
		'document/show': inFile(previewSchema(shownInvoiceJsonSchema())),
		'document/validate': inFile(previewSchema(validatedInvoiceJsonSchema())),
	};
	const triggers = await Array.fromAsync(glob('dist/nodes/*/*Trigger.node.js'));
	if (triggers.length === 0) throw new Error('No compiled trigger found');
	const write = async (file, content = preview) => {
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, content);
	};
	await write('dist/invoice.schema.json', inFile(invoiceJsonSchema()));
	for (const trigger of triggers) {
		const folder = path.join(path.dirname(trigger), '__schema__');
		await write(path.join(folder, 'v2.0.0.json'));
		await write(path.join(folder, 'v2.0.0', 'output.json'));
	}
	for await (const file of glob('*/*.js', { cwd: 'dist/nodes/Invoice/operations' })) {
		const operation = file.replace(/\.js$/, '');
		for (const version of ['v1.0.0', 'v2.0.0']) {
			const schemaFile = path.join('dist/nodes/Invoice/__schema__', version, `${operation}.json`);
			await write(schemaFile, ofOperation[operation]);
		}
	}
}

const all = series(clean, parallel(compile, icons), parallel(bundle, schemas, searchWords));

module.exports = { clean, build: all, default: all };
