import { NodeHelpers, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { itemsOfFiles } from '../../../nodes/Invoice/input/invoiceFiles';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { ok, type Problem } from '../../../nodes/shared/result';
import { cleanUp, executeContext, initialize, type Setup } from '../../n8nCore/contexts.mts';
import { CII, UBL } from '../../support/einvoice/norm.mts';
import { pdfWithTable, withAttachment } from '../../support/pdf/files.mts';
import { messageIn } from '../../support/Invoice/failed.mts';

beforeAll(async () => {
	await initialize();
});
afterAll(cleanUp);

interface File {
	content: string | Buffer;
	name: string;
	type: string;
}

const XML: File = { content: UBL, name: 'invoice.xml', type: 'application/xml' };
const SECOND: File = { ...XML, content: UBL.replace('R-2025-007', 'R-2') };
const HYBRID: File = {
	content: pdfWithTable(withAttachment(CII)),
	name: 'invoice.pdf',
	type: 'application/pdf',
};
const TERMS: File = {
	content: pdfWithTable({ 1: '<< /Type /Catalog >>' }),
	name: 'terms.pdf',
	type: 'application/pdf',
};
const LOGO: File = { content: Buffer.from('89504e470d0a1a0a', 'hex'), name: 'logo.png', type: 'image/png' };
const CUT: File = { ...XML, content: UBL.slice(0, 2000), name: 'cut.xml' };
const FACTURAE: File = {
	...XML,
	content: '<fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"/>',
	name: 'facturae.xml',
};

/** Runs the node on items like those of a mail trigger. */
async function run(mails: File[][], parameters: IDataObject = {}, more: Partial<Setup> = {}) {
	const setup: Setup = {
		node: new Invoice(),
		parameters: { resource: 'document', operation: 'read', ...parameters },
		...more,
	};
	const { helpers } = executeContext(setup, []);
	const items: INodeExecutionData[] = [];
	for (const [index, files] of mails.entries()) {
		const binary: NonNullable<INodeExecutionData['binary']> = {};
		for (const [at, { content, name, type }] of files.entries()) {
			binary[`attachment_${at}`] = await helpers.prepareBinaryData(Buffer.from(content), name, type);
		}
		items.push({ json: { subject: `mail ${index}` }, ...(files.length > 0 ? { binary } : {}) });
	}
	return await new Invoice().execute.call(executeContext(setup, items));
}

const numbers = (items: INodeExecutionData[]) => items.map(({ json }) => messageIn(json) ?? json.number);

it('passes on more items of a file than a call can have arguments', async () => {
	const items = Array.from({ length: 200_000 }, (): INodeExecutionData => ({ json: {} }));
	const binary = { data: { data: '', mimeType: 'application/xml' } };
	const setup = { node: new Invoice(), parameters: { binaryPropertyName: '*' } };
	const context = executeContext(setup, [{ json: {}, binary }]);
	expect(await itemsOfFiles.call(context, 0, () => Promise.resolve(ok(items)))).toHaveLength(200_000);
});

it('reads no more files once the items of all input items fill what n8n can hold', async () => {
	const binary = Object.fromEntries(
		['a', 'b', 'c'].map((name) => [name, { data: '', mimeType: 'application/xml' }]),
	);
	const setup: Setup = { node: new Invoice(), parameters: { binaryPropertyName: '*' } };
	const inputs = Array.from({ length: 3 }, () => ({ json: {}, binary }));
	const context = executeContext({ ...setup, onError: 'continueRegularOutput' }, inputs);
	let read = 0;
	const take = () => {
		read++;
		return Promise.resolve(ok([{ json: { note: 'a'.repeat(45 * 1024 * 1024) } }]));
	};
	// The files are not invalid.
	const invalid = ({ message }: Problem) => ({ json: { invalid: message } });
	const outcomes: unknown[] = [];
	for (const index of inputs.keys()) {
		const items = await itemsOfFiles.call(context, index, take, invalid);
		outcomes.push(...items.map(({ json }) => json.error ?? json.invalid ?? 'read'));
	}
	const message = 'The files of this execution give more than 200 MB of items, more than n8n can hold';
	const full = expect.objectContaining({ message }) as unknown;
	expect([outcomes, read]).toEqual([['read', 'read', 'read', 'read', full, full], 5]);
	const other = executeContext(setup, inputs);
	expect(await itemsOfFiles.call(other, 0, take)).toHaveLength(3);
	await expect(itemsOfFiles.call(other, 1, take, invalid)).rejects.toThrow(message);
});

describe('Read with *', () => {
	it('is what a new node does, while the first version reads the field data', () => {
		const defaultOf = (typeVersion: number, operation: string) => {
			const { description } = new Invoice();
			const given = { resource: 'document', operation, ...(operation === 'show' ? { source: 'file' } : {}) };
			const node = { typeVersion } as never;
			const shown = NodeHelpers.getNodeParameters(
				description.properties,
				given,
				true,
				false,
				node,
				description,
			);
			return shown?.binaryPropertyName;
		};
		expect(['read', 'validate'].map((operation) => defaultOf(2, operation))).toEqual(['*', '*']);
		expect(['read', 'validate'].map((operation) => defaultOf(1, operation))).toEqual(['data', 'data']);
	});

	it('makes one item of each e-invoice, and passes over what is none', async () => {
		const [items] = await run([[LOGO, XML, TERMS, HYBRID], [SECOND]]);
		expect(numbers(items)).toEqual(['R-2025-007', 'R-2025-007', 'R-2']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }]);
	});

	it('says of each file what it is where none is an e-invoice', async () => {
		await expect(run([[XML], [LOGO, TERMS]])).rejects.toMatchObject({
			message: 'None of the 2 files of the item is an e-invoice',
			description: expect.stringMatching(
				/^attachment_0 \(logo\.png, image\/png\) is a PNG image; attachment_1 \(terms\.pdf, application\/pdf\) is a PDF without an embedded invoice\. Ask /,
			),
			context: { itemIndex: 1 },
		});
	});

	it('says of a single file what it said before', async () => {
		await expect(run([[LOGO]])).rejects.toThrow('The file is a PNG image, not an invoice that can be read');
	});

	it.each([
		['broken XML', CUT, /^The XML is not well-formed/],
		['an invoice in a form that is not read', FACTURAE, /^The file is a Spanish Facturae/],
	])('never passes over %s', async (_what, file, message) => {
		await expect(run([[XML, LOGO, file]])).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringContaining(`The file is in the field attachment_2 (${file.name}, `),
		});
		const [items] = await run([[XML, LOGO, file]], {}, { onError: 'continueRegularOutput' });
		expect(numbers(items)).toEqual(['R-2025-007', expect.stringMatching(message)]);
		expect(items[1]).toMatchObject({ json: { subject: 'mail 0' }, pairedItem: { item: 0 } });
		expect(Object.keys(items[1].binary!)).toEqual(['attachment_0', 'attachment_1', 'attachment_2']);
	});

	it('lists no more than ten files, and none of their names at full length', async () => {
		const files = Array.from({ length: 30 }, (_, index) => ({
			...LOGO,
			name: `${index}<b>\u202e${'x'.repeat(500)}`,
		}));
		const error = (await run([files]).catch((failed) => failed)) as Error & { description: string };
		expect(error.message).toBe('None of the 30 files of the item is an e-invoice');
		expect(error.description).toContain('; and 20 more. Ask');
		expect(error.description).not.toMatch(/[<>\u202e]/);
		expect(error.description.length).toBeLessThan(2000);
	});
});

describe('items without an e-invoice', () => {
	const options = { onMissing: 'leaveOut' };

	it.each(['read', 'validate'])('are left out by %s if the user wants that', async (operation) => {
		const mails = [[], [LOGO], [TERMS, LOGO], [LOGO, XML]];
		const outputs = await run(mails, { operation, options });
		expect(numbers(outputs.flat())).toEqual(['R-2025-007']);
		expect(outputs.flat()[0].pairedItem).toEqual({ item: 3 });
		expect((await run([[]], { operation, options, binaryPropertyName: 'data' })).flat()).toEqual([]);
	});

	it.each([
		['broken XML', CUT],
		['an invoice in a form that is not read', FACTURAE],
	])('are not those with %s', async (_what, file) => {
		await expect(run([[LOGO, file]], { options })).rejects.toThrow();
		await expect(run([[file]], { options })).rejects.toThrow();
		const [valid, invalid] = await run([[LOGO, file]], { operation: 'validate', options });
		expect([valid.length, invalid.length]).toEqual([0, 1]);
	});

	it('does not hide that the field named is not there', async () => {
		await expect(run([[XML]], { options, binaryPropertyName: 'data' })).rejects.toThrow('in the field data');
	});
});

describe('Read by names', () => {
	it('reads the fields that are named, and nothing else', async () => {
		const names = { binaryPropertyName: ' attachment_2 ,attachment_0' };
		expect(numbers((await run([[XML, FACTURAE, SECOND]], names))[0])).toEqual(['R-2', 'R-2025-007']);
		await expect(
			run([[XML, LOGO, SECOND]], { binaryPropertyName: 'attachment_0, attachment_1' }),
		).rejects.toThrow('The file is a PNG image');
	});

	it('names the files that are there where it is none of them', async () => {
		await expect(run([[XML, LOGO]], { binaryPropertyName: 'data' })).rejects.toMatchObject({
			message: 'The item has no file in the field data',
			description: expect.stringMatching(
				/^Its files are: attachment_0 \(invoice\.xml, application\/xml\); attachment_1 \(logo\.png, image\/png\)\. /,
			),
		});
		await expect(run([[]])).rejects.toMatchObject({
			message: 'The item has no file',
			description: expect.stringMatching(
				/A form outputs none if the file is missing or empty\..*Download Attachments .*; .*On Missing E-Invoice/,
			),
		});
		await expect(run([[XML]], { binaryPropertyName: ' , ' })).rejects.toThrow(
			'The item has no file in the field',
		);
	});
});

describe('Validate with *', () => {
	const validate = { operation: 'validate' };

	it('judges each e-invoice, and passes over what is none', async () => {
		const [valid, invalid] = await run([[TERMS, XML, LOGO, CUT]], validate);
		expect(numbers([...valid, ...invalid].filter(({ json }) => json.number !== null))).toEqual([
			'R-2025-007',
		]);
		const unread = invalid.find(({ json }) => json.number === null)!;
		expect(unread.json).toMatchObject({
			validation: {
				valid: false,
				errors: [{ rule: 'file', message: expect.stringContaining('in the field attachment_3 (cut.xml, ') }],
				text: expect.stringMatching(
					/^The file cannot be read as an e-invoice: .+\. The file is in the field attachment_3 \(cut\.xml, application\/xml\)\.$/,
				),
			},
		});
	});

	it('finds a mail without an e-invoice not valid, and says what is in it', async () => {
		const [valid, invalid] = await run([[TERMS, LOGO]], validate);
		expect(valid).toEqual([]);
		expect(invalid).toHaveLength(1);
		const { validation } = invalid[0].json as { validation: { text: string } };
		expect(validation.text).toContain('None of the 2 files of the item is an e-invoice');
		expect(validation.text).toContain('terms.pdf');
		expect(validation.text).not.toContain('Ask the sender');
	});
});
