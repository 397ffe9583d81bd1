import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { owner } from '../../n8n/rest.mts';

/** Not in the repository, except for some copies in `docs/images`. */
const PICTURES = 'test/browser/screenshots';

export const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

/** A browser that connects only to this machine. */
export async function startBrowser(): Promise<Browser> {
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
export async function signIn(browser: Browser, url: string): Promise<BrowserContext> {
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
export async function inWindow(context: BrowserContext, test: (page: Page) => Promise<void>): Promise<void> {
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
