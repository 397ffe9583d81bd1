import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/**
 * Whether the node runs as a tool of an AI agent. n8n generates that variant with the type `invoiceTool`. It has no
 * binary data, its input item holds the agent's arguments, and the agent gets the JSON of its first output.
 */
export function isTool(this: IExecuteFunctions): boolean {
	return this.getNode().type.endsWith('Tool');
}

/** Hides a property in the tool. */
export const notInTool = (property: INodeProperties): INodeProperties => {
	const { displayOptions } = property;
	const hide = { ...displayOptions?.hide, '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, hide } };
};

/** Shows a property in the tool only. */
export const onlyInTool = (property: INodeProperties): INodeProperties => {
	const { displayOptions } = property;
	const show = { ...displayOptions?.show, '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, show } };
};

/** Gives a property other options or another default in the tool. */
export const otherInTool = (
	property: INodeProperties,
	change: Partial<INodeProperties>,
): INodeProperties[] => [notInTool(property), onlyInTool({ ...property, ...change })];
