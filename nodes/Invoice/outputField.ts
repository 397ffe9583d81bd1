import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

/**
 * The binary field for a file that is made: the chosen one, or, where the item has another file there, the next free one, such
 * as `data_1`. The file of *PDF in Field* gives way to what is made of it. The first version of the node replaced any file.
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
