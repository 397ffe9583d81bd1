/** Real documents: read, written as UBL and read again, they give the same item. They lie outside of the project. */
import { finish } from '../nodes/shared/steps';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createUbl } from '../nodes/shared/einvoice/create';
import { readEInvoice } from '../nodes/shared/einvoice/read';
import { termsOfInvoice } from '../nodes/shared/einvoice/en16931/fromInvoice/termsOfInvoice';
import { writeUbl } from '../nodes/shared/einvoice/formats/ubl/write';
import type { Invoice } from '../nodes/shared/invoice/schema';

const FOLDER = '../shared/einvoices';
/** What is read of each, to be looked at beside the document: `npm run side-by-side`. */
const GOLDEN = 'test/golden/einvoices';
const documents = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.{xml,pdf}`).sort() : [];

async function read(bytes: Buffer): Promise<Invoice> {
	const result = await readEInvoice(bytes);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const again = async (item: Invoice) =>
	await read(Buffer.from(finish(writeUbl(finish(termsOfInvoice(item)))).xml));

/** What UBL can hold and the item does not come back with, and why. */
const EXCEPTIONS: Record<string, { why: string; change: (item: Invoice) => void }> = {
	'en16931/cii/CII_example7.xml': {
		why: 'it has no total of the tax: the total follows from the others, and UBL does not go without it',
		change: (item) => (item.totals.tax = 0),
	},
	'xrechnung/03.05a-INVOICE_ubl.xml': {
		why: 'its price for 366 days is no exact price for one: the item has none, and the file that of the 31 days sold',
		change: (item) =>
			(item.issues[0]!.message = item.issues[0]!.message.replace(
				/^The price is .* DAY/,
				'The price is 32.74 for 31 DAY',
			)),
	},
};

EXCEPTIONS['xrechnung/04.05a-INVOICE_uncefact.xml'] = {
	why: 'the scheme XR03 is the own one of an extension: without a scheme of ISO 6523 it becomes part of the identifier',
	change: (item) => {
		item.customerNumber = 'XR03:123456789';
		item.buyer!.customerId = 'XR03:123456789';
	},
};

/** Claims of the first ZUGFeRD, which a UBL file does not take over. */
for (const name of ['CII-BR-CO-10-RoundingIssue', 'CII_business_example_02']) {
	EXCEPTIONS[`en16931/cii/${name}.xml`] = {
		why: 'it names a profile that only CII has: the UBL file follows the norm alone',
		change: (item) => (item.references.specification = 'urn:cen.eu:en16931:2017'),
	};
}

for (const name of ['04.01a', '04.03a']) {
	EXCEPTIONS[`xrechnung/${name}-INVOICE_ubl.xml`] = {
		why: 'it has lines below its lines, which only the extension of XRechnung knows',
		change: (item) => delete item.references.subLines,
	};
}

/** What keeps a document from being written by the norm alone: it breaks the rules itself. */
const REFUSED: Record<string, string[]> = {
	// The scheme EM of an e-mail address is none of the norm's list.
	'same-invoice/CII/EN16931_ElektronischeAdresse.cii.xml': ['BR-CL-25'],
	'same-invoice/FX/EN16931_ElektronischeAdresse.pdf': ['BR-CL-25'],
	'same-invoice/UBL/EN16931_ElektronischeAdresse.ubl.xml': ['BR-CL-25'],
	'same-invoice/CII/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.cii.xml': [
		'BR-52',
		'BR-52',
	],
	'same-invoice/UBL/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.ubl.xml': [
		...['BR-52', 'BR-52', 'BR-CO-10', 'BR-CO-15'],
	],
};

describe('documents of others', () => {
	if (documents.length === 0) {
		test.skip(`skipped: there is no folder ${FOLDER}`, () => {});
		return;
	}
	test.each(documents.map((file) => [path.relative(FOLDER, file), file]))(
		'%s is its golden item',
		async (name, file) => {
			const item = await read(readFileSync(file));
			const golden = path.join(GOLDEN, `${name}.json`);
			if (process.env.WRITE_GOLDEN) {
				mkdirSync(path.dirname(golden), { recursive: true });
				writeFileSync(golden, `${JSON.stringify(item, null, '\t')}\n`);
			}
			expect(item).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
		},
	);

	test('no golden item is left over', () => {
		const golden = globSync(`${GOLDEN}/**/*.json`).map((file) => path.relative(GOLDEN, file).slice(0, -5));
		expect(golden.sort()).toEqual(documents.map((file) => path.relative(FOLDER, file)).sort());
	});

	test.each(documents.map((file) => [path.relative(FOLDER, file), file]))('%s', async (name, file) => {
		const item = await read(readFileSync(file));
		EXCEPTIONS[name]?.change(item);
		expect(await again(item)).toEqual(item);
	});

	test.each(documents.map((file) => [path.relative(FOLDER, file), file]))(
		'%s is written',
		async (name, file) => {
			const { gaps } = await createUbl(await read(readFileSync(file)), {
				references: { specification: 'urn:cen.eu:en16931:2017' },
				unit: null,
				taxCategory: null,
			});
			const refused = gaps.filter(({ isTolerated }) => !isTolerated).map(({ rule }) => rule);
			expect(refused.sort()).toEqual(REFUSED[name] ?? []);
		},
	);

	test.each(Object.entries(EXCEPTIONS).map(([name, { why }]) => [name, why]))(
		'%s is an exception: %s',
		async (name) => {
			const item = await read(readFileSync(path.join(FOLDER, name)));
			expect(await again(item)).not.toEqual(item);
		},
	);
});
