import type { TriggerPanelDefinition } from 'n8n-workflow';

/** What the editor shows beside a trigger without data. @param provider as the user knows it */
export function triggerPanel(provider: string): TriggerPanelDefinition {
	const tryIt = `<b>To try it</b>, click <i>Execute step</i> and let ${provider}, or a tool of yours, send an event to the test URL.`;
	return {
		header: `Receive an invoice from ${provider}`,
		executionsHelp: {
			inactive: `${tryIt}<br><br><b>To receive invoices</b>, register the production URL and publish the workflow.`,
			active: `${tryIt}<br><br><b>The workflow is published</b>: what arrives at the production URL shows in the executions list.`,
		},
		activationHint: 'Publish the workflow to receive invoices without this editor being open.',
	};
}
