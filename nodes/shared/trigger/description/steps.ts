/** Formats the setup steps of triggers and links to the documentation. */
const DOCS = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main';

export const EXAMPLES = `${DOCS}/examples/README.md`;
export const SEND_A_SAMPLE = `${DOCS}/docs/triggers.md#send-a-sample`;

/** Numbers the items of a list: in a notice, n8n renders only links and bullet lists. */
export function numberedSteps(steps: string): string {
	let number = 0;
	return steps.replaceAll('<li>', () => `<li>${++number}. `);
}
