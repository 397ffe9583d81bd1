/** Each workflow of `examples/` at the first click, in an n8n that has nothing but the packed package. */
import type { Browser, BrowserContext } from 'playwright-core';
import { packedPackage } from '../../scripts/pack.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { inWindow, picture, signIn, startBrowser } from '../support/browser/browser.mts';
import { Editor } from '../support/browser/editor.mts';
import { EXECUTABLE_EXAMPLES } from '../support/examples.mts';

let n8n: N8n;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory] });
	browser = await startBrowser();
	context = await signIn(browser, n8n.url);
});
afterAll(async () => {
	await browser?.close();
	await n8n?.remove();
});

it.each(EXECUTABLE_EXAMPLES)('%s runs at the first click', async (name) => {
	await inWindow(context, async (page) => {
		const editor = new Editor(page);
		await editor.newWorkflow();
		await editor.importWorkflow(`examples/${name}.json`);
		await editor.executeWorkflow();
		await picture(page, `example-${name}`);
	});
});
