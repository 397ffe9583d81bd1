import type { TriggerPanelDefinition } from 'n8n-workflow';
import { EXAMPLES, SEND_A_SAMPLE } from './steps';

/**
 * What the editor shows next to a trigger without data.
 * @param provider its display name
 */
export function triggerPanel(provider: string): TriggerPanelDefinition {
	const tryIt = `<b>To try it</b>, click <i>Execute step</i>, then have ${provider} send an event to the <b>Test URL</b>, or send a <a href="${SEND_A_SAMPLE}" target="_blank">sample</a> there. No event at hand? Import an <a href="${EXAMPLES}" target="_blank">example</a> with pinned data.`;
	return {
		header: `Receive an invoice from ${provider}`,
		executionsHelp: {
			inactive: `${tryIt}<br><br><b>To go live</b>, register the <b>Production URL</b> and publish the workflow.`,
			active: `${tryIt}<br><br><b>The workflow is published</b>: events that reach the Production URL show up in the executions list.`,
		},
		activationHint: 'Publish the workflow to receive invoices while this editor is closed.',
	};
}
