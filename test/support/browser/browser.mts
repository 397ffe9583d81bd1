import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { packedPackage } from '../../../scripts/pack.mts';
import { owner } from '../../n8n/api/rest.mts';
import { startN8n, type N8n } from '../../n8n/start.mts';
import { Editor } from './editor.mts';

/** Not in the repository, except for some copies in `docs/images`. */
const PICTURES = 'test/browser/screenshots';

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

/** A browser that connects only to this machine. */
async function startBrowser(): Promise<Browser> {
	if (!existsSync(CHROMIUM)) {
		throw new Error(`No browser at ${CHROMIUM}. Install chromium, or name it in the variable CHROMIUM.`);
	}
	return await chromium.launch({
		executablePath: CHROMIUM,
		args: [
			...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
			...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
		],
	});
}

/** A browser window signed in to n8n. */
async function signIn(browser: Browser, url: string): Promise<BrowserContext> {
	const context = await browser.newContext({ baseURL: url, viewport: { width: 1400, height: 900 } });
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	await page.goto('/signin');
	await page.locator('input[type=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/(home|workflow)/);
	await page.close();
	return context;
}

/** Has the tests of a file run in one n8n, which has nothing but the packed package. */
export function browserTests() {
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
	return {
		/** There once a test runs. */
		n8n: () => n8n,
		/** Runs a test in a window of its own. */
		walk: (test: (editor: Editor, page: Page) => Promise<void>) => async () =>
			await inWindow(context, async (page) => await test(new Editor(page), page)),
	};
}

/** Takes a screenshot of the window or a part of it, without n8n's temporary messages. */
export async function picture(
	of: Page | Locator,
	name: string,
	clip?: { x: number; y: number; width: number; height: number },
): Promise<void> {
	mkdirSync(PICTURES, { recursive: true });
	await of.screenshot({
		path: path.join(PICTURES, `${name}.png`),
		animations: 'disabled',
		style: '.el-notification { display: none !important }',
		clip,
	} as Parameters<Page['screenshot']>[0]);
}

/** Runs a test in its own window, and saves a screenshot if it fails. */
async function inWindow(context: BrowserContext, test: (page: Page) => Promise<void>): Promise<void> {
	const page = await context.newPage();
	try {
		await test(page);
	} catch (error) {
		const name = `failed ${expect.getState().currentTestName}`.replace(/[^\w ]+/g, '').slice(0, 100);
		await picture(page, name).catch(() => undefined);
		throw error;
	} finally {
		await page.close();
	}
}
