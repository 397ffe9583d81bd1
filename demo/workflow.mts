/** The workflow that the demo creates for a provider: trigger → document → file on disk, and a row in a data table. */
import type { DataTable } from '../test/n8n/api/api.mts';
import type { NewWorkflow } from '../test/n8n/api/workflows.mts';
import type { Scenario } from '../test/support/e2e/scenario.mts';
import { credentialTypeOf } from '../test/support/providers.mts';

const TRIGGER = 'Invoice Trigger';
const DOWNLOAD = 'Download Document';
export const WRITE = 'Write File';
export const APPEND = 'Append to Table';

/** Columns of the data table and the fields of the normal form that fill them. */
export const COLUMNS = {
	provider: { type: 'string', value: '={{ $json.provider }}' },
	event: { type: 'string', value: '={{ $json.event.type }}' },
	invoice: { type: 'string', value: '={{ $json.number ?? $json.id }}' },
	order: { type: 'string', value: '={{ $json.orderReference }}' },
	currency: { type: 'string', value: '={{ $json.currency }}' },
	gross: { type: 'number', value: '={{ $json.totals.gross }}' },
	file: { type: 'string', value: '={{ $json.document.fileName }}' },
} as const;

/** @param folder that the documents are written to */
export function invoiceWorkflow(
	{ simulator, displayName, parameters }: Scenario,
	credentialId: string,
	table: DataTable,
	folder: string,
): NewWorkflow {
	const type = credentialTypeOf(simulator.name);
	const credentials = { [type]: { id: credentialId, name: displayName } };
	const next = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: `${displayName}: invoices to files and a table`,
		nodes: [
			{
				name: TRIGGER,
				type: `n8n-nodes-invoices.${simulator.name}InvoiceTrigger`,
				parameters: { ...parameters, options: { fetchDetails: true } } as never,
				credentials,
			},
			{
				name: DOWNLOAD,
				type: 'n8n-nodes-invoices.invoice',
				parameters: { resource: 'document', operation: 'download', provider: simulator.name },
				credentials,
			},
			{
				name: WRITE,
				type: 'n8n-nodes-base.readWriteFile',
				typeVersion: 1.1,
				parameters: {
					operation: 'write',
					fileName: `=${folder}/{{ $execution.id }} {{ $json.document.fileName }}`,
					dataPropertyName: 'data',
				},
			},
			{
				name: APPEND,
				type: 'n8n-nodes-base.dataTable',
				typeVersion: 1.1,
				parameters: {
					resource: 'row',
					operation: 'insert',
					dataTableId: { __rl: true, mode: 'id', value: table.id },
					columns: {
						mappingMode: 'defineBelow',
						value: Object.fromEntries(Object.entries(COLUMNS).map(([name, { value }]) => [name, value])),
						schema: Object.entries(COLUMNS).map(([id, column]) => ({
							id,
							displayName: id,
							type: column.type,
							required: false,
							defaultMatch: false,
							display: true,
						})),
					},
				},
			},
		],
		connections: { [TRIGGER]: next(DOWNLOAD), [DOWNLOAD]: next(WRITE), [WRITE]: next(APPEND) },
	};
}
