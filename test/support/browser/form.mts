import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import type { Scenario } from '../e2e/scenario.mts';
import type { Editor } from './editor.mts';
import { credentialClassOf, folderOf } from '../providers.mts';

/** The only class in a module that n8n loads. */
function instanceOf<T>(file: string): T {
	const [made] = Object.values(jest.requireActual<Record<string, new () => T>>(file));
	return new made!();
}

/** The label of the trigger's action for one event in n8n's panel. */
export function actionOf(scenario: Scenario): string {
	const folder = folderOf(scenario.simulator.name);
	const { description } = instanceOf<INodeType>(`../../../nodes/${folder}/${folder}InvoiceTrigger.node`);
	const events = description.properties.find(({ name }) => name === 'events')!;
	const { name } = (events.options as INodePropertyOptions[]).find(({ value }) => value === scenario.wanted)!;
	return `On ${name.toLowerCase()}`;
}

/** Fills in the open form of a provider's credential: types, selects, or enters an expression if no option fits. */
export async function fillIn(
	editor: Editor,
	scenario: Scenario,
	data: Record<string, unknown>,
): Promise<void> {
	const { properties } = instanceOf<ICredentialType>(
		`../../../credentials/${credentialClassOf(scenario.simulator.name)}.credentials`,
	);
	for (const [name, value] of Object.entries(data)) {
		const field = properties.find((property) => property.name === name) as INodeProperties;
		const option = (field.options as INodePropertyOptions[] | undefined)?.find((one) => one.value === value);
		if (field.type !== 'options') await editor.type(name, String(value));
		else if (option) await editor.choose(name, option.name);
		else await editor.express(name, String(value));
	}
}
