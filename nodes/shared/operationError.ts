import { NodeOperationError, type INode } from 'n8n-workflow';
import type { Problem } from './result';

/** The error of a problem with an item, as n8n shows it. */
export const operationError = (node: INode, { message, description }: Problem, itemIndex: number) =>
	new NodeOperationError(node, message, { description, itemIndex });
