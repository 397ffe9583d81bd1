import type {
	IBinaryData,
	IDisplayOptions,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { operationError } from '../../shared/operationError';
import { fail, type Problem, type Result } from '../../shared/result';
import { failedItem } from '../failedItem';
import { hasRoom, NO_ROOM, roomFor } from './outputRoom';

const ALL = '*';

/** The most files that a message lists. */
const MAX_LISTED = 10;

/**
 * The field for the names of the binary fields to read. Since version 2 the default is all files, because mail triggers
 * name them `attachment_0`, `attachment_1` and so on.
 */
export const binaryFieldsProperties = (show: IDisplayOptions['show']): INodeProperties[] => {
	const property: INodeProperties = {
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
	};
	return [
		{
			...property,
			displayOptions: { show: { ...show, '@version': [1] } },
			hint: 'The name of the input binary field that holds the e-invoice: XML, or a PDF with the XML inside',
		},
		{
			...property,
			displayOptions: { show: { ...show, '@version': [{ _cnd: { gte: 2 } }] } },
			default: ALL,
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field that holds the e-invoice: XML, or a PDF with the XML inside. Use * for every file of the item that is an e-invoice; separate several names with commas.',
		},
	];
};

const LEAVE_OUT = { name: 'Leave the Item Out', value: 'leaveOut' };

/** What to do with an item that holds no e-invoice: mailboxes get other mails, too. */
export const onMissingInRead: INodeProperties = {
	displayName: 'On Missing E-Invoice',
	name: 'onMissing',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The node fails, and says what the files are instead' },
		{
			...LEAVE_OUT,
			description: 'The item is dropped. An e-invoice that cannot be read still fails.',
		},
	],
	default: 'fail',
	description:
		'What to do with an item that has no file, or none that is an e-invoice, such as any other email',
};

/** What Validate cannot read is not valid. */
export const onMissingInValidate: INodeProperties = {
	...onMissingInRead,
	options: [
		{
			name: 'Report It',
			value: 'fail',
			description:
				'The files go to the output Invalid, with what they are. An item without a file fails the node.',
		},
		{
			...LEAVE_OUT,
			description: 'The item is dropped. An e-invoice that cannot be read still goes to the output Invalid.',
		},
	],
};

/** A file of the input item. */
export interface InputFile {
	field: string;
	binary: IBinaryData;
	bytes: Buffer;
}

/**
 * The output items for the e-invoices among the files of an input item. With `*`, files that are not e-invoices are
 * skipped if there is at least one e-invoice; an unreadable file is never skipped.
 * @param take returns the items for one file
 * @param failed returns the item for a file that failed, instead of an error
 * @throws NodeOperationError unless the node continues on errors: then each failed file becomes an item of its own
 */
export async function itemsOfFiles(
	this: IExecuteFunctions,
	itemIndex: number,
	take: (file: InputFile) => Promise<Result<INodeExecutionData[]>>,
	failed: (problem: Problem) => INodeExecutionData = errorOr.bind(this, itemIndex),
): Promise<INodeExecutionData[]> {
	const chosen = String(this.getNodeParameter('binaryPropertyName', itemIndex));
	const { onMissing } = this.getNodeParameter('options', itemIndex, {}) as { onMissing?: unknown };
	const files = this.getInputData()[itemIndex]?.binary ?? {};
	if (onMissing === 'leaveOut' && Object.keys(files).length === 0) return [];
	const fields = fieldsOf(chosen, files);
	if (!fields.ok) throw operationError(this.getNode(), fields.error, itemIndex);
	const items: INodeExecutionData[] = [];
	const failures: Array<{ field: string; error: Problem }> = [];
	for (const field of fields.value) {
		const taken = await takenFrom.call(this, itemIndex, { field, binary: files[field]! }, take);
		if (!taken.ok) failures.push({ field, error: taken.error });
		// One by one: spreading a long list into arguments would overflow the stack.
		else for (const item of taken.value) items.push(item);
	}
	if (onMissing === 'leaveOut' && failures.every(({ error }) => error.otherKind !== undefined)) return items;
	const own = failures.filter(({ error }) => error !== NO_ROOM);
	const unread = failures.length - own.length;
	// Not the fault of the file, so it is not invalid.
	const full = unread > 0 ? [errorOr.call(this, itemIndex, NO_ROOM)] : [];
	return [...items, ...problemsOf(chosen, own, fields.value.length - unread, files).map(failed), ...full];
}

/** The items for a file, which is not even read once the output is full. */
async function takenFrom(
	this: IExecuteFunctions,
	itemIndex: number,
	{ field, binary }: Omit<InputFile, 'bytes'>,
	take: (file: InputFile) => Promise<Result<INodeExecutionData[]>>,
): Promise<Result<INodeExecutionData[]>> {
	if (!hasRoom(this)) return { ok: false, error: NO_ROOM };
	const bytes = await this.helpers.getBinaryDataBuffer(itemIndex, field);
	const taken = await take({ field, binary, bytes });
	return taken.ok ? await roomFor(this, taken.value) : taken;
}

/**
 * Returns the item for a failed file if the node continues on errors.
 * @throws NodeOperationError otherwise
 */
export function errorOr(this: IExecuteFunctions, itemIndex: number, problem: Problem): INodeExecutionData {
	const error = operationError(this.getNode(), problem, itemIndex);
	if (!this.continueOnFail()) throw error;
	return failedItem.call(this, error, itemIndex);
}

type Files = Readonly<Record<string, IBinaryData>>;

/** The fields to read; an error if a named one does not exist. */
function fieldsOf(chosen: string, files: Files): Result<string[]> {
	const there = Object.keys(files);
	const isAll = chosen.trim() === ALL;
	// A name may itself contain a comma.
	const named = Object.hasOwn(files, chosen)
		? [chosen]
		: [...new Set(chosen.split(',').map((name) => name.trim()))].filter((name) => name !== '');
	const fields = isAll ? there : named;
	if (there.length === 0) {
		return fail(
			'The item has no file',
			'Connect this node after one that outputs files, such as HTTP Request or Read Files From Disk. A form outputs none if the file is missing or empty. An email trigger outputs them only with its option Download Attachments (in Gmail Trigger, switch off Simplify first); for emails that have none, set the option On Missing E-Invoice of Read or Validate.',
		);
	}
	const absent = fields.find((name) => !Object.hasOwn(files, name));
	if (fields.length > 0 && absent === undefined) return { ok: true, value: fields };
	return fail(
		`The item has no file in the field ${absent ?? 'of that name'}`,
		`Its files are: ${list(there, (field) => nameOf(field, files))}. Enter the name of the field under Input Binary Field, or * for every file that is an e-invoice.`,
	);
}

function problemsOf(
	chosen: string,
	failures: ReadonlyArray<{ field: string; error: Problem }>,
	count: number,
	files: Files,
): Problem[] {
	if (failures.length === 0) return [];
	const others = chosen.trim() === ALL ? failures.filter(({ error }) => error.otherKind !== undefined) : [];
	const broken = failures.filter((failure) => !others.includes(failure));
	if (count === 1) return failures.map(({ error }) => error);
	if (others.length < count) {
		return broken.map(({ field, error: { message, description } }) => {
			const which = `The file is in the field ${nameOf(field, files)}`;
			return { message, which, description: `${which}. ${description}` };
		});
	}
	const kinds = new Map(others.map(({ field, error }) => [field, error.otherKind ?? '']));
	const which = list([...kinds.keys()], (field) => `${nameOf(field, files)} is ${kinds.get(field)}`);
	return [
		{
			message: `None of the ${count} files of the item is an e-invoice`,
			which,
			description: `${which}. Ask the sender for the e-invoice: XML, or a Factur-X or ZUGFeRD PDF.`,
		},
	];
}

/** A field with its file's name and type, which a stranger may have chosen. */
function nameOf(field: string, files: Files): string {
	const { fileName, mimeType } = files[field]!;
	const parts = [fileName, mimeType].filter((part) => part !== undefined && part !== '');
	return parts.length === 0
		? short(field)
		: `${short(field)} (${parts.map((part) => short(part!)).join(', ')})`;
}

const short = (text: string) => {
	const plain = text.replace(/[\p{Cc}\p{Bidi_Control}<>]/gu, ' ');
	return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
};

function list(fields: readonly string[], sayOf: (field: string) => string): string {
	const said = fields.slice(0, MAX_LISTED).map(sayOf);
	const more = fields.length - said.length;
	return `${said.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
