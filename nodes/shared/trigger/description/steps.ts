/** How triggers show steps, and where the documentation has more of them. */
const DOCS = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main';

export const EXAMPLES = `${DOCS}/examples/README.md`;
export const SEND_A_SAMPLE = `${DOCS}/docs/triggers.md#send-a-sample`;

/** Numbers the points of a list: n8n shows links and lists of points in a notice, and no other markup. */
export function numbered(steps: string): string {
	let number = 0;
	return steps.replaceAll('<li>', () => `<li>${++number}. `);
}
