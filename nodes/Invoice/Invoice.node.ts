import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type NodeApiError,
	type NodeOperationError,
} from 'n8n-workflow';
import { fewAtATime } from '../shared/api/fewAtATime';
import { withoutTags } from '../shared/operationError';
import { withDistinctFiles, withDistinctPaths } from '../shared/document/distinctFiles';
import { failedItem } from './failedItem';
import { checkItem } from './input/checkItem';
import * as create from './operations/document/create';
import * as download from './operations/document/download';
import * as read from './operations/document/read';
import * as showDocument from './operations/document/show';
import * as validate from './operations/document/validate';
import * as get from './operations/invoice/get';
import * as getMany from './operations/invoice/getMany';
import { credentials, fields, WITHOUT_PROVIDER } from './fields/providerFields';
import { isTool } from './tool';

/** Keeps downloads and writes overlapping without hitting providers' rate limits. */
const DOWNLOADS_AT_A_TIME = 10;

const OPERATIONS: Record<
	string,
	(this: IExecuteFunctions, itemIndex: number) => Promise<INodeExecutionData | INodeExecutionData[]>
> = {
	'document:create': create.execute,
	'document:download': download.execute,
	'document:read': read.execute,
	'document:show': showDocument.execute,
	'document:validate': validate.execute,
	'invoice:get': get.execute,
	'invoice:getMany': getMany.execute,
};

export class Invoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Invoice',
		name: 'invoice',
		icon: { light: 'file:invoice.svg', dark: 'file:invoice.dark.svg' },
		group: ['transform'],
		// Version 2 asks for the provider first, and a failed item keeps its data.
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Reads, validates, creates and shows e-invoices, and downloads or gets invoices from a provider',
		defaults: { name: 'Invoice' },
		inputs: [NodeConnectionTypes.Main],
		outputs: validate.outputs,
		usableAsTool: true,
		credentials,
		properties: [
			{
				displayName:
					'Above, select a credential only for the provider your invoices come from: the same one as in its trigger. Leave the others as they are.',
				name: 'credentialNotice',
				type: 'notice',
				displayOptions: {
					show: { '@version': [1], provider: ['item'] },
					hide: { operation: [...WITHOUT_PROVIDER, 'getMany'] },
				},
				default: '',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Document', value: 'document' },
					{ name: 'Invoice', value: 'invoice' },
				],
				default: 'document',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['document'] } },
				options: [
					{
						name: 'Create',
						value: 'create',
						action: 'Create an invoice document',
						description: 'Write the input item as an e-invoice file: UBL, CII, or a Factur-X / ZUGFeRD PDF',
					},
					{
						name: 'Download',
						value: 'download',
						action: 'Download an invoice document',
						description: 'Get the PDF or other file of an invoice',
					},
					{
						name: 'Read',
						value: 'read',
						action: 'Read an invoice document',
						description: 'Read the invoice from an e-invoice file: XML, or a PDF with the XML inside',
					},
					{
						name: 'Show',
						value: 'show',
						action: 'Show an invoice document',
						description:
							'Turn an invoice into a readable page, as HTML and plain text, for email, screen or print',
					},
					{
						name: 'Validate',
						value: 'validate',
						action: 'Validate an invoice document',
						description: 'Check an e-invoice against the official rules and list what is wrong with it',
					},
				],
				default: 'download',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['invoice'] } },
				options: [
					{
						name: 'Get',
						value: 'get',
						action: 'Get an invoice',
						description: "Get an invoice with everything the provider's API has on it",
					},
					{
						name: 'Get Many',
						value: 'getMany',
						action: 'Get many invoices',
						description: "List invoices from the provider's API, such as those missed during an outage",
					},
				],
				default: 'get',
			},
			...fields,
			...getMany.properties,
			...create.properties,
			...download.properties,
			...read.properties,
			...showDocument.properties,
			...validate.properties,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = `${this.getNodeParameter('resource', 0) as string}:${this.getNodeParameter('operation', 0) as string}`;
		const execute = OPERATIONS[operation] ?? download.execute;
		const run: typeof execute = async function (itemIndex) {
			checkItem.call(this, itemIndex);
			return await execute.call(this, itemIndex).catch((error: Error) => {
				throw withoutTags(error);
			});
		};
		// Only downloads run in parallel: they mostly wait. Other operations, such as paging through lists, must not
		// overlap.
		const most = execute === download.execute ? DOWNLOADS_AT_A_TIME : 1;
		const outputs = await fewAtATime(this.getInputData().length, most, async (itemIndex) => {
			if (!this.continueOnFail()) return await run.call(this, itemIndex);
			try {
				return await run.call(this, itemIndex);
			} catch (error) {
				return failedItem.call(this, error as NodeApiError | NodeOperationError, itemIndex);
			}
		});
		const setsPath = execute === read.execute || execute === download.execute;
		const results = setsPath ? withDistinctPaths(outputs.flat()) : outputs.flat();
		const items = withDistinctFiles(results, this.getInputData());
		// A tool has one output; data from any other would never reach the agent.
		return execute === validate.execute && !isTool.call(this) ? validate.byVerdict(items) : [items];
	}
}
