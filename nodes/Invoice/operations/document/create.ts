import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { createXml, itemOfJson, type Additions } from '../../../shared/einvoice/create';
import { embedFiles, type FileOfItem } from '../../../shared/einvoice/embedFiles';
import {
	EN16931,
	PEPPOL,
	PEPPOL_PROCESS,
	specificationOfHybrid,
	XRECHNUNG,
} from '../../../shared/einvoice/en16931/specifications';
import type { Gap } from '../../../shared/einvoice/gap';
import { safeFileName } from '../../../shared/file/name';
import { operationError } from '../../../shared/operationError';
import { createdPdf } from '../../createdPdf';
import { createFields } from '../../createFields';
import { fileNameOption } from '../../fileNameOption';

type Format = 'ubl' | 'cii' | 'facturX';

export const properties = createFields;

/** Adds the invoice to its item as an e-invoice file. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const input = this.getInputData()[itemIndex];
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const format = this.getNodeParameter('format', itemIndex, 'ubl') as Format;
	const item = itemOfJson(input?.json);
	if (!item.ok) throw operationError(this.getNode(), item.error, itemIndex);
	const additions = additionsOf.call(this, itemIndex);
	if (format !== 'ubl' && additions.references.specification === PEPPOL) {
		throw new NodeOperationError(this.getNode(), 'Peppol BIS Billing 3 is written in UBL only', {
			description: 'Choose UBL under Format, or another choice under Specification.',
			itemIndex,
		});
	}
	const { embedded, left } = await filesToEmbed.call(this, itemIndex);
	const isPdf = format === 'facturX';
	const specification = isPdf
		? specificationOfHybrid({ ...item.value.references, ...additions.references })
		: null;
	const references = { ...additions.references, ...(specification === null ? {} : { specification }) };
	const created = await createXml(
		item.value,
		{ ...additions, references, files: embedded },
		isPdf ? 'cii' : format,
	);
	failIfMissing.call(this, [...left, ...created.gaps], itemIndex);
	const pdf =
		specification === null
			? null
			: await createdPdf.call(this, item.value, created.xml, specification, itemIndex);
	const gaps = [...left, ...created.gaps, ...(pdf?.gaps ?? [])];
	const named = fileNameOption.call(this, item.value, itemIndex) ?? item.value.number ?? 'invoice';
	const [extension, mimeType] = isPdf ? ['.pdf', 'application/pdf'] : ['.xml', 'application/xml'];
	const fileName = safeFileName(
		named.endsWith(extension) ? named : `${named}${extension}`,
		`invoice${extension}`,
	);
	const bytes = pdf?.bytes ?? Buffer.from(created.xml, 'utf8');
	const file = await this.helpers.prepareBinaryData(bytes, fileName, mimeType);
	const found = gaps.map(({ rule, path, message }) => ({ code: rule, path, message }));
	return {
		json: { ...input?.json, issues: [...item.value.issues, ...found] } as IDataObject,
		binary: { ...input?.binary, [field]: file },
		pairedItem: { item: itemIndex },
	};
}

/** @throws NodeOperationError that lists what to fill in, unless the file shall be written all the same */
function failIfMissing(this: IExecuteFunctions, gaps: readonly Gap[], itemIndex: number): void {
	const missing = gaps.filter(({ isTolerated }) => !isTolerated);
	if (missing.length === 0 || this.getNodeParameter('ifMissing', itemIndex, 'fail') === 'write') return;
	throw new NodeOperationError(
		this.getNode(),
		`The invoice does not have what an e-invoice needs. ${listOf(missing)}.`,
		{
			description:
				'Fill in the fields before this node, for instance with the Edit Fields node, or in this node under Add or Override. To get the file all the same, choose to write it under If Something Is Missing.',
			itemIndex,
		},
	);
}

const MAX_NAMED = 50;

function listOf(gaps: readonly Gap[]): string {
	const more = gaps.length - MAX_NAMED;
	return [...gaps.slice(0, MAX_NAMED).map(inWords), ...(more > 0 ? [`And ${more} more`] : [])].join('. ');
}

const inWords = ({ path, message, rule }: Gap) => `${path}: ${message} (${rule})`;

/** The files of the option *Embed Files*. @throws NodeOperationError where one is missing or all are too large */
async function filesToEmbed(this: IExecuteFunctions, itemIndex: number) {
	const options = this.getNodeParameter('options', itemIndex, {}) as { embedFiles?: unknown };
	const fields = String(options.embedFiles ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const files: FileOfItem[] = [];
	for (const field of new Set(fields)) {
		const { fileName, mimeType } = this.helpers.assertBinaryData(itemIndex, field);
		const bytes = await this.helpers.getBinaryDataBuffer(itemIndex, field);
		files.push({ field, name: fileName ?? null, mimeType, bytes });
	}
	const result = embedFiles(files);
	if (!result.ok) throw operationError(this.getNode(), result.error, itemIndex);
	return result.value;
}

/** BT-24, with the process (BT-23) of those that prescribe one. */
const CLAIMS: Readonly<Record<string, Record<string, string>>> = {
	en16931: { specification: EN16931 },
	peppol: { specification: PEPPOL, process: PEPPOL_PROCESS },
	xrechnung: { specification: XRECHNUNG, process: PEPPOL_PROCESS },
};

function additionsOf(this: IExecuteFunctions, itemIndex: number): Additions {
	const { unit, taxCategory, ...references } = this.getNodeParameter('additions', itemIndex, {}) as Partial<
		Record<string, string>
	>;
	const chosen = this.getNodeParameter('specification', itemIndex, 'item') as string;
	const typed = Object.entries(references).map(
		([name, value]) => [name, String(value ?? '').trim()] as const,
	);
	return {
		references: {
			...Object.fromEntries(typed.filter(([, value]) => value !== '')),
			...CLAIMS[chosen],
		},
		unit: unit?.trim() || null,
		taxCategory: taxCategory || null,
	};
}
