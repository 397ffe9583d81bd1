import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { lookup as digitalRiver } from '../DigitalRiver/lookup';
import * as download from './operations/document/download';
import * as get from './operations/invoice/get';

const OPERATIONS: Record<
	string,
	(this: IExecuteFunctions, itemIndex: number) => Promise<INodeExecutionData>
> = {
	'document:download': download.execute,
	'invoice:get': get.execute,
};

export class Invoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Invoice',
		name: 'invoice',
		icon: { light: 'file:invoice.svg', dark: 'file:invoice.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Downloads the document of an invoice, and gets the invoice from the provider in one normal form',
		defaults: { name: 'Invoice' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'digitalRiverApi',
				displayOptions: { show: { provider: ['item', 'digitalRiver'] } },
			},
		],
		properties: [
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
						name: 'Download',
						value: 'download',
						action: 'Download an invoice document',
						description: 'Get the PDF or other file of an invoice',
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
						description: "Get an invoice with all that the provider's API knows of it",
					},
				],
				default: 'get',
			},
			{
				displayName: 'Invoice From',
				name: 'provider',
				type: 'options',
				options: [
					{
						name: 'Digital River',
						value: 'digitalRiver',
						description: 'Type or map the IDs below',
					},
					{
						name: 'Input Item',
						value: 'item',
						description: 'The item of an invoice trigger; nothing to map',
					},
				],
				default: 'item',
				description: 'Where to take the invoice from that this node works on',
			},
			...digitalRiver.fields,
			...download.properties,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = `${this.getNodeParameter('resource', 0) as string}:${this.getNodeParameter('operation', 0) as string}`;
		const run = OPERATIONS[operation] ?? download.execute;
		const items: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			if (!this.continueOnFail()) {
				items.push(await run.call(this, itemIndex));
				continue;
			}
			try {
				items.push(await run.call(this, itemIndex));
			} catch (error) {
				items.push({ json: { error: (error as Error).message }, pairedItem: { item: itemIndex } });
			}
		}
		return [items];
	}
}
