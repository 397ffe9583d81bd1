import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

/** The id of an element in n8n's own tests. */
const byId = (id: string) => `[data-test-id="${id}"]`;

/** Operates n8n's editor like a user. */
export class Editor {
	readonly page: Page;
	/** A node's view: input, parameters, output. */
	readonly node: Locator;
	readonly input: Locator;
	readonly output: Locator;
	readonly credential: Locator;

	constructor(page: Page) {
		this.page = page;
		this.node = page.locator(byId('ndv'));
		this.input = page.locator(byId('ndv-input-panel'));
		this.output = page.locator(byId('output-panel'));
		this.credential = page.locator(byId('editCredential-modal'));
	}

	// Workflow

	async newWorkflow(): Promise<void> {
		await this.page.goto('/workflow/new');
		await this.page.locator(byId('canvas-add-button')).waitFor();
	}

	/** Imports a file into the open, empty workflow through the menu. */
	async importWorkflow(file: string): Promise<void> {
		await this.page.locator(byId('workflow-import-input')).setInputFiles(file);
		await this.page.locator(byId('canvas-node')).first().waitFor();
	}

	/** Clicks the canvas button and waits until n8n reports success. Rejects if it reports a problem. */
	async executeWorkflow(): Promise<void> {
		await this.page.locator(byId('execute-workflow-button')).first().click();
		const report = this.page.locator('.el-notification').first();
		await report.waitFor();
		const text = await report.innerText();
		if (!text.includes('Workflow executed successfully')) throw new Error(`n8n reports: ${text}`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await this.page.locator(byId('canvas-node')).first().waitFor();
	}

	/** The nodes that the panel shows for a search term. */
	async search(word: string): Promise<Locator> {
		const bar = this.page.locator(byId('node-creator-search-bar'));
		if (!(await bar.isVisible())) {
			const first = this.page.locator(byId('canvas-add-button'));
			const next = this.page.locator(byId('node-creator-plus-button'));
			await first.or(next).first().click();
		}
		await bar.fill(word);
		return this.page.locator(byId('node-creator-item-name'));
	}

	/** Adds a node by its name and action in the panel; its view opens. */
	async add(word: string, name: string, action: string): Promise<void> {
		const found = await this.search(word);
		await found.getByText(name, { exact: true }).click();
		const actions = this.page.locator(byId('node-creator-item-name'));
		await actions.getByText(action, { exact: true }).click();
		await this.node.waitFor();
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`${byId('canvas-node')}[data-node-name="${name}"]`);
	}

	async open(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.node.waitFor();
	}

	async close(): Promise<void> {
		await this.page.locator(byId('ndv-close-button')).click();
		await this.node.waitFor({ state: 'hidden' });
	}

	// Credential

	async type(field: string, value: string): Promise<void> {
		await this.credential.locator(byId(field)).locator('input, textarea').first().fill(value);
	}

	/** Selects an option in the open credential, or in a node's view. */
	async choose(field: string, option: string, within = this.credential): Promise<void> {
		await within.locator(byId(`parameter-input-${field}`)).click();
		const options = this.page.getByRole('option');
		await options.filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** Enters an expression into a field of the open credential that offers options. */
	async express(field: string, value: string): Promise<void> {
		const box = this.credential.locator(byId(field));
		await box.hover();
		await box.locator(byId('radio-button-expression')).click();
		const code = box.locator('.cm-content');
		await code.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(value);
		// The form applies it a moment later and shows the result below.
		await box.getByText(value).nth(1).waitFor();
	}

	/** Opens the node's credential. */
	async editCredential(): Promise<void> {
		await this.node.locator(byId('credential-edit-button')).click();
		await this.credential.waitFor();
	}

	async closeCredential(): Promise<void> {
		await this.credential.locator('.el-dialog__headerbtn').click();
		await this.credential.waitFor({ state: 'hidden' });
	}

	async saveCredential(): Promise<void> {
		await this.credential.locator(byId('credential-save-button')).click();
	}

	// A node's view

	/** The address under Webhook URLs. */
	async webhookUrl(kind: 'Test' | 'Production'): Promise<string> {
		const headline = this.node.getByTitle(/webhook URLs/);
		const choice = this.node.getByText(`${kind} URL`, { exact: true });
		if (!(await choice.isVisible())) await headline.click();
		await choice.click();
		const part = kind === 'Test' ? '/webhook-test/' : '/webhook/';
		const address = this.node.getByText(part);
		await address.waitFor();
		return (await address.innerText()).trim();
	}

	/** Drags an input field to the parameter with this id. */
	async drag(field: string, place: string): Promise<void> {
		const from = this.input.locator(`${byId('run-data-schema-item')} [data-name="${field}"]`).first();
		const to = this.node.locator(byId(place));
		await from.hover();
		await this.page.mouse.down();
		await to.hover();
		await to.hover();
		await this.page.mouse.up();
	}

	get executeButton(): Locator {
		return this.node.locator(byId('node-execute-button'));
	}

	/** The output in one of its views, once it contains a text. */
	async shows(view: 'schema' | 'table' | 'json', text: string): Promise<void> {
		await this.output.locator(byId(`radio-button-${view}`)).click();
		await this.output.getByText(text).first().waitFor();
	}

	/** Downloads the output's file. n8n shows its name, type and size, but has no preview of PDF files. */
	async downloadFile(): Promise<Buffer> {
		await this.output.locator(byId('radio-button-binary')).click();
		const started = this.page.waitForEvent('download');
		await this.output.locator(byId('ndv-download-binary-data')).click();
		return readFileSync(await (await started).path());
	}
}
