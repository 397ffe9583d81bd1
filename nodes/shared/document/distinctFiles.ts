import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { distinctNames } from '../file/distinctNames';

/**
 * Makes the names of the files that a node adds to its items distinct, and updates `document.fileName` in items that
 * refer to a renamed file.
 * @param input the items as received: their files keep their names
 */
export function withDistinctFiles(
	items: readonly INodeExecutionData[],
	input: readonly INodeExecutionData[] = [],
): INodeExecutionData[] {
	const given = new Set(input.flatMap(({ binary }) => Object.values(binary ?? {})));
	const unchanged = new Set(input.map(({ binary }) => binary));
	const added = items.map(({ binary }) =>
		// Many items may have the many files of one.
		unchanged.has(binary)
			? []
			: Object.entries(binary ?? {}).filter(([, file]) => file.fileName && !given.has(file)),
	);
	const names = distinctNames(added.flatMap((files) => files.map(([, { fileName }]) => fileName ?? '')));
	return items.map((item, index) => {
		let { json, binary } = item;
		for (const [field, file] of added[index] ?? []) {
			const fileName = names.shift() ?? file.fileName;
			if (fileName === file.fileName) continue;
			binary = { ...binary, [field]: { ...file, fileName } };
			const document = json.document as IDataObject | null | undefined;
			if (document?.fileName === file.fileName) json = { ...json, document: { ...document, fileName } };
		}
		return { ...item, json, ...(binary && { binary }) };
	});
}

/**
 * Makes `document.path` of the items distinct, each document's own. Items that share a document, as one item per line
 * does, share its path.
 */
export function withDistinctPaths(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	const documentOf = ({ json }: INodeExecutionData) => json.document as IDataObject | null | undefined;
	const documents = [...new Set(items.map(documentOf))].filter((one) => typeof one?.path === 'string');
	const paths = distinctNames(documents.map((one) => String(one?.path)));
	const distinct = new Map(documents.map((one, index) => [one, { ...one, path: paths[index] }]));
	return items.map((item) => {
		const document = distinct.get(documentOf(item));
		return document === undefined ? item : { ...item, json: { ...item.json, document } };
	});
}
