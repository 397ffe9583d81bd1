import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

/**
 * The binary field for a new file: the chosen one, or, if the item has another file there, the next free one, such as
 * `data_1`. The file of *PDF in Field* is replaced by the result. Version 1 of the node replaced any file.
 */
export function outputField(this: IExecuteFunctions, itemIndex: number, files: IBinaryKeyData = {}): string {
	const chosen = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const isFree = (field: string) => !Object.hasOwn(files, field);
	const pdf = String(this.getNodeParameter('pdfFieldName', itemIndex, '') ?? '').trim();
	if (isFree(chosen) || chosen === pdf || this.getNode().typeVersion < 2) return chosen;
	let number = 1;
	while (!isFree(`${chosen}_${number}`)) number++;
	return `${chosen}_${number}`;
}
