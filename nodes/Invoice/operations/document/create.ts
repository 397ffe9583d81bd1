import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { createXml, type Additions } from '../../../shared/einvoice/create';
import { embedFiles, type FileOfItem } from '../../../shared/einvoice/embedFiles';
import {
	EN16931,
	PEPPOL,
	PEPPOL_PROCESS,
	claimedSpecification,
	specificationOfHybrid,
	XRECHNUNG,
} from '../../../shared/einvoice/en16931/specifications';
import { unitOfPerson } from '../../../shared/einvoice/en16931/fromInvoice/units';
import { shortened, type Gap } from '../../../shared/einvoice/gap';
import { oneByField } from '../../../shared/einvoice/gapList';
import { withNames } from '../../../shared/einvoice/ownData/misnamed';
import { namesIn } from '../../../shared/einvoice/ownData/names';
import { required } from '../../../shared/einvoice/ownData/required';
import { judgedOf } from '../../../shared/einvoice/show/judged';
import { safeFileName } from '../../../shared/file/name';
import { operationError } from '../../../shared/operationError';
import { createdPdf } from '../../createdPdf';
import { createFields } from '../../fields/createFields';
import { fileNameOption } from '../../fields/fileNameOption';
import { gapsError } from '../../gapsError';
import { finishRows, repeatedNumber, rowsOf, takenItem } from '../../input/inputItems';
import { sourceJson, sourceParameter } from '../../fields/sourceFields';
import { isTool } from '../../tool';
import { outputField } from '../../outputField';

type Format = 'ubl' | 'cii' | 'facturX';

export const properties = createFields;

/** Adds the invoice to its item as an e-invoice file. */
export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData | INodeExecutionData[]> {
	const rows = rowsOf.call(this, itemIndex);
	if (rows.length === 0) return [];
	const output = await createdFrom.call(this, rows, itemIndex);
	finishRows.call(this, itemIndex);
	return output;
}

function jsonsOf(this: IExecuteFunctions, rows: readonly number[], itemIndex: number): IDataObject[] {
	const source = sourceParameter.call(this, itemIndex, 'item');
	return source === 'json'
		? [sourceJson.call(this, itemIndex, source)]
		: rows.map((index) => this.getInputData()[index]?.json ?? {});
}

/** An agent gets the XML, because a tool has no files. */
async function createdFrom(
	this: IExecuteFunctions,
	rows: readonly number[],
	itemIndex: number,
): Promise<INodeExecutionData> {
	const jsons = jsonsOf.call(this, rows, itemIndex);
	const format = this.getNodeParameter('format', itemIndex, 'ubl') as Format;
	const additions = additionsOf.call(this, itemIndex);
	const taken = await takenItem.call(this, jsons, additions, itemIndex);
	const { item, isOwn } = taken;
	if (format !== 'ubl' && additions.references.specification === PEPPOL) {
		throw new NodeOperationError(this.getNode(), 'Peppol BIS Billing 3 can only be written in UBL', {
			description: 'Choose UBL under Format, or another choice under Specification.',
			itemIndex,
		});
	}
	const { embedded, left } = await filesToEmbed.call(this, itemIndex);
	const isPdf = format === 'facturX';
	const syntax = isPdf ? 'cii' : format;
	const specification = isPdf ? specificationOfHybrid({ ...item.references, ...additions.references }) : null;
	const references = { ...additions.references, ...(specification === null ? {} : { specification }) };
	const created = await createXml(item, { ...additions, references, files: embedded }, syntax);
	const said = { ...item.references, ...references };
	const asked = isOwn ? required(item, claimedSpecification(said, syntax)) : [];
	const { gaps, issues: unwritten } = withNames(
		oneByField([...left, ...taken.gaps, ...asked, ...created.gaps], item, isOwn),
		taken.names,
	);
	const found = gaps.map(shortened);
	failIfMissing.call(this, found, jsons, !said.specification, itemIndex);
	const listed = (gaps: readonly Gap[]) =>
		gaps.map(({ rule, path, message }) => ({ code: rule, path, message }));
	const repeated = isOwn ? repeatedNumber.call(this, itemIndex) : [];
	const issues = [...item.issues, ...repeated, ...taken.issues, ...unwritten, ...listed(found)];
	if (isTool.call(this)) {
		const json = { xml: created.xml, ...item, issues } as unknown as IDataObject;
		return { json, pairedItem: { item: itemIndex } };
	}
	const files = this.getInputData()[itemIndex]?.binary;
	const field = outputField.call(this, itemIndex, files);
	const pdf =
		specification === null
			? null
			: await createdPdf.call(
					this,
					item,
					created.xml,
					specification,
					judgedOf(jsons[0]?.validation),
					itemIndex,
				);
	const named = fileNameOption.call(this, item, itemIndex) ?? item.number ?? 'invoice';
	const [extension, mimeType] = isPdf ? ['.pdf', 'application/pdf'] : ['.xml', 'application/xml'];
	const fileName = safeFileName(
		named.endsWith(extension) ? named : `${named}${extension}`,
		`invoice${extension}`,
	);
	const bytes = pdf?.bytes ?? Buffer.from(created.xml, 'utf8');
	const file = await this.helpers.prepareBinaryData(bytes, fileName, mimeType);
	return {
		json: {
			...taken.json,
			// The ID of a row stays, because users update the row by it.
			...(isOwn ? { ...item, id: taken.json.id ?? null } : {}),
			issues: [...issues, ...listed(pdf?.gaps ?? [])],
		} as unknown as IDataObject,
		binary: { ...files, [field]: file },
		pairedItem: rows.length === 1 ? { item: itemIndex } : rows.map((row) => ({ item: row })),
	};
}

/** @throws NodeOperationError listing what to fill in, unless the user wants the file despite gaps */
function failIfMissing(
	this: IExecuteFunctions,
	gaps: readonly Gap[],
	jsons: readonly IDataObject[],
	isAssumed: boolean,
	itemIndex: number,
): void {
	const missing = gaps.filter(({ isTolerated }) => !isTolerated);
	if (missing.length === 0 || this.getNodeParameter('ifMissing', itemIndex, 'fail') === 'write') return;
	const reader = isTool.call(this) ? 'agent' : this.continueOnFail() ? 'node' : 'editor';
	throw gapsError(this.getNode(), missing, namesIn(jsons), { itemIndex, reader, isAssumed });
}

/**
 * The files of the option *Embed Files*.
 * @throws NodeOperationError if one is missing or they are too large together
 */
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

/** BT-24, and BT-23 (process) for the profiles that prescribe one. */
const CLAIMS: Readonly<Record<string, Record<string, string>>> = {
	en16931: { specification: EN16931 },
	peppol: { specification: PEPPOL, process: PEPPOL_PROCESS },
	xrechnung: { specification: XRECHNUNG, process: PEPPOL_PROCESS },
};

function additionsOf(this: IExecuteFunctions, itemIndex: number): Additions {
	const sent = this.getNodeParameter('additions', itemIndex, {}) as Record<string, unknown>;
	const { unit, taxCategory, ...references } = Object.fromEntries(
		Object.entries(sent)
			// Skip seller and buyer, which are objects. An expression may give a number.
			.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
			.map(([name, value]) => [name, String(value)] as const),
	);
	const chosen = this.getNodeParameter('specification', itemIndex, 'item') as string;
	const typed = Object.entries(references).map(([name, value]) => [name, value.trim()] as const);
	return {
		references: {
			...Object.fromEntries(typed.filter(([, value]) => value !== '')),
			...CLAIMS[chosen],
		},
		unit: unitOfPerson(unit?.trim() || null),
		taxCategory: taxCategory || null,
	};
}
