import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../shared/trigger/description/options';

export const pdfPasswordProperty: INodeProperties = {
	displayName: 'PDF Password',
	name: 'pdfPassword',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The password that opens the PDF. A PDF that is only protected against changes needs none.',
};

/** The options of an operation that reads files. */
export const fileOptions = (show: IDisplayOptions['show']): INodeProperties =>
	optionsField(show, [pdfPasswordProperty]);

/** The password that the user entered; '' without one. */
export function pdfPasswordOption(this: IExecuteFunctions, itemIndex: number): string {
	const { pdfPassword } = this.getNodeParameter('options', itemIndex, {}) as { pdfPassword?: unknown };
	return String(pdfPassword ?? '');
}
