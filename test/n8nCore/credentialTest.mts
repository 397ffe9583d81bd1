/**
 * The test of a credential as n8n runs it after each save: its expressions, authentication and request go through
 * n8n-core's own `RoutingNode`. The parts of n8n's server around it are reproduced here, from its
 * `services/credentials-tester.service.ts`: default values, rules, and error handling.
 */
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { build } from './contexts.mts';

export interface Tested {
	status: 'OK' | 'Error';
	message: string;
}

/** @param data missing fields have their defaults */
export async function testCredential(
	type: ICredentialType & { test: ICredentialTestRequest },
	data: ICredentialDataDecryptedObject,
): Promise<Tested> {
	const filled = { ...defaultsOf(type.properties), ...data };
	const nodeType = { description: describe(type) } as INodeType;
	const credential = { type, data: filled };
	const { workflow, definition, additionalData } = build({ node: nodeType, parameters: {}, credential });
	const executeData = { node: definition, data: {}, source: null };
	const context = new ExecuteContext(
		workflow,
		definition,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
	const decrypted = { id: '1', name: 'test', type: type.name, data: filled };
	try {
		await workflow.expression.acquireIsolate();
		await new RoutingNode(context, nodeType, decrypted).runNode();
	} catch (error) {
		return { status: 'Error', message: said(error as Failed, type.test) };
	} finally {
		await workflow.expression.releaseIsolate();
	}
	return { status: 'OK', message: 'Connection successful!' };
}

interface Failed {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function said({ message, cause }: Failed, { rules = [] }: ICredentialTestRequest): string {
	const { response } = cause ?? {};
	if (response === undefined) return cause?.code ?? message;
	for (const { type, properties } of rules) {
		if (type === 'responseCode' && properties.value === response.status) return properties.message;
	}
	const failed = response.status < 199 || response.status > 299;
	return failed ? response.statusText || `Received HTTP status code: ${response.status}` : message;
}

const defaultsOf = (properties: INodeProperties[]) =>
	Object.fromEntries(
		properties.filter((field) => field.type !== 'notice').map((field) => [field.name, field.default]),
	) as ICredentialDataDecryptedObject;

/** n8n's No Operation node with one field, which makes the test's request. */
const describe = ({ name, test }: ICredentialType): INodeTypeDescription => ({
	name: 'n8n-nodes-base.noOp',
	displayName: 'No Operation, do nothing',
	description: '',
	group: ['organization'],
	version: 1,
	defaults: { name: 'Temp-Node' },
	inputs: ['main'],
	outputs: ['main'],
	credentials: [{ name, required: true }],
	properties: [
		{
			displayName: 'Temp',
			name: 'temp',
			type: 'string',
			default: '',
			routing: { request: test!.request as never },
		},
	],
});
