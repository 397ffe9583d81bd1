import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const pdfPasswordProperty: INodeProperties = {
	displayName: 'PDF Password',
	name: 'pdfPassword',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The password that opens the PDF. A PDF that is only protected against changes needs none.',
};

/** The password that the user entered; '' without one. */
export function pdfPasswordOption(this: IExecuteFunctions, itemIndex: number): string {
	const { pdfPassword } = this.getNodeParameter('options', itemIndex, {}) as { pdfPassword?: unknown };
	return String(pdfPassword ?? '');
}
