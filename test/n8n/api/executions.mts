/** Reads what n8n stored about the executions of a workflow. */
import { parse } from 'flatted';
import type {
	ExecutionStatus,
	INodeExecutionData,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	startedAt: string | null;
	stoppedAt: string | null;
	retryOf: string | null;
	retrySuccessId: string | null;
}

export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
}

/** Final statuses. */
export const finalStatuses: readonly ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];

/** Decodes the run data of an execution as returned by the REST API. */
export function decoded(execution: ExecutionSummary & { data: string }): Execution {
	return { ...execution, data: parse(execution.data) as IRunExecutionData };
}

/** The items that a node emitted, by default those of its last run and first output. */
export function outputOf(
	execution: Execution,
	nodeName: string,
	{ output = 0, run = -1 }: { output?: number; run?: number } = {},
): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName];
	if (!runs) {
		const ran = Object.keys(execution.data.resultData.runData).join(', ') || 'none';
		throw new Error(`Node "${nodeName}" did not run in execution ${execution.id}; nodes that ran: ${ran}`);
	}
	return runs.at(run)?.data?.main[output] ?? [];
}

/** Whether a node ran at all (a node without input items does not). */
export function ran(execution: Execution, nodeName: string): boolean {
	return execution.data.resultData.runData[nodeName] !== undefined;
}

/** The error of an execution as the editor shows it; undefined if it did not fail. */
export function errorOf(
	execution: Execution,
): { message: string; description: string | undefined; node: string | undefined } | undefined {
	const { error } = execution.data.resultData;
	if (!error) return undefined;
	return {
		message: error.message,
		description: error.description ?? undefined,
		node: ('node' in error ? error.node?.name : undefined) ?? execution.data.resultData.lastNodeExecuted,
	};
}
