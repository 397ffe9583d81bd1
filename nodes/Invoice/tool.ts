import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/**
 * Whether the node runs as a tool of an AI agent. n8n makes that variant of it and calls its type `invoiceTool`. Such a node
 * has no binary data, its input item holds the agent's arguments, and the agent gets the JSON of its first output.
 */
export function isTool(this: IExecuteFunctions): boolean {
	return this.getNode().type.endsWith('Tool');
}

/** A property that a tool does not have. */
export const notInTool = (property: INodeProperties): INodeProperties => {
	const { displayOptions } = property;
	const hide = { ...displayOptions?.hide, '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, hide } };
};

/** A property that only a tool has. */
export const onlyInTool = (property: INodeProperties): INodeProperties => {
	const { displayOptions } = property;
	const show = { ...displayOptions?.show, '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, show } };
};

/** A property that a tool has with other options or another default. */
export const otherInTool = (
	property: INodeProperties,
	change: Partial<INodeProperties>,
): INodeProperties[] => [notInTool(property), onlyInTool({ ...property, ...change })];
