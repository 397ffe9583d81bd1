/** Real documents: read, written as UBL and read again, they give the same item. They lie outside of the project. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readEInvoice } from '../nodes/shared/einvoice/readEInvoice';
import { termsOfInvoice } from '../nodes/shared/einvoice/termsOfInvoice';
import { writeUbl } from '../nodes/shared/einvoice/ublWriter';
import type { Invoice } from '../nodes/shared/invoice';

const FOLDER = '../shared/einvoices';
const documents = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.{xml,pdf}`).sort() : [];

async function read(bytes: Buffer): Promise<Invoice> {
	const result = await readEInvoice(bytes);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const again = async (item: Invoice) => await read(Buffer.from(writeUbl(termsOfInvoice(item))));

describe('documents of others', () => {
	if (documents.length === 0) {
		test.skip(`skipped: there is no folder ${FOLDER}`, () => {});
		return;
	}
	test.each(documents.map((file) => [path.relative(FOLDER, file), file]))('%s', async (_name, file) => {
		const item = await read(readFileSync(file));
		expect(await again(item)).toEqual(item);
	});
});
