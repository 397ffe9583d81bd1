import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';

/** The context of an API call: an execution, or the (de)activation of a workflow. */
export type ApiContext = IExecuteFunctions | IHookFunctions;
