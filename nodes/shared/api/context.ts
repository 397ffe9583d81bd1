import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';

/** Where an API is called from: an execution, or the (de)activation of a workflow. */
export type ApiContext = IExecuteFunctions | IHookFunctions;
