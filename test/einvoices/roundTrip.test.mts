/** Real documents from outside the project, read, written as UBL or CII and read again, give the same item. */
import { finish, type Steps } from '../../nodes/shared/steps';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createXml } from '../../nodes/shared/einvoice/create';
import { readEInvoice } from '../../nodes/shared/einvoice/read';
import { validateFile } from '../../nodes/shared/einvoice/validate';
import { termsOfInvoice } from '../../nodes/shared/einvoice/en16931/fromInvoice/termsOfInvoice';
import { writeCii } from '../../nodes/shared/einvoice/formats/cii/write';
import { printed, type WrittenXml } from '../../nodes/shared/einvoice/formats/written';
import { writeUbl } from '../../nodes/shared/einvoice/formats/ubl/write';
import type { Invoice } from '../../nodes/shared/invoice/schema';

const EN16931 = 'urn:cen.eu:en16931:2017';
const FOLDER = '../shared/einvoices';
/** The reading of each document, for review beside it: `npm run side-by-side`. */
const GOLDEN = 'test/golden/einvoices';
const documents = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.{xml,pdf}`).sort() : [];

async function read(bytes: Buffer): Promise<Invoice> {
	const result = await readEInvoice(bytes);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const SYNTAXES = ['ubl', 'cii'] as const;
type Syntax = (typeof SYNTAXES)[number];
const WRITERS = { ubl: writeUbl, cii: writeCii };

function* writing(item: Invoice, syntax: Syntax): Steps<WrittenXml> {
	const terms = yield* termsOfInvoice(item, { syntax, files: [] });
	return yield* printed(yield* WRITERS[syntax](terms));
}

const again = async (item: Invoice, syntax: Syntax) =>
	await read(Buffer.from(finish(writing(item, syntax)).xml));

/** Content of a file that the item does not bring back, and why. */
const EXCEPTIONS: Record<string, { why: string; change: (item: Invoice) => void }> = {
	'en16931/cii/CII_example7.xml': {
		why: 'it has no total of the tax: the total follows from the others, and the norm does not go without it',
		change: (item) => (item.totals.tax = 0),
	},
};

EXCEPTIONS['xrechnung/04.05a-INVOICE_uncefact.xml'] = {
	why: 'the scheme XR03 is the own one of an extension: without a scheme of ISO 6523 it becomes part of the identifier',
	change: (item) => {
		item.customerNumber = 'XR03:123456789';
		item.buyer!.customerId = 'XR03:123456789';
	},
};

/** Profiles of the first ZUGFeRD, which new files do not claim. */
for (const name of ['CII-BR-CO-10-RoundingIssue', 'CII_business_example_02']) {
	EXCEPTIONS[`en16931/cii/${name}.xml`] = {
		why: 'it names a profile of another format: the file follows the norm alone',
		change: (item) => (item.references.specification = 'urn:cen.eu:en16931:2017'),
	};
}

for (const name of ['04.01a', '04.03a']) {
	EXCEPTIONS[`xrechnung/${name}-INVOICE_ubl.xml`] = {
		why: 'it has lines below its lines, which only the extension of XRechnung knows',
		change: (item) => delete item.references.subLines,
	};
}

/** A gross price without a discount: UBL requires one, from which the net price results. */
const GROSS_ALONE: Record<string, string> = {
	'same-invoice/CII/EN16931_Kraftfahrversicherung_Bruttopreise.cii.xml': '1: 12.7762\n2: 22.3529',
	'same-invoice/FX/EN16931_Kraftfahrversicherung_Bruttopreise.pdf': '1: 12.7762\n2: 22.3529',
	'en16931/cii/CII-BR-CO-10-RoundingIssue.xml': '#1: 136.95\n#3: 136.95',
};

/** A discount without a gross price: CII requires one, which is the net price and the discount. */
const DISCOUNT_ALONE: Record<string, string> = {
	'en16931/ubl/guide-example2.xml': '1: 1498\n3: 2.75',
	'same-invoice/UBL/EN16931_1_Teilrechnung.ubl.xml': '1: 4',
	'same-invoice/UBL/EN16931_Rabatte.ubl.xml': '1: 4',
	'same-invoice/UBL/EN16931_Rechnungskorrektur.ubl.xml': '2: 1.5',
};

/** Documents that cannot be written by the norm alone, because they break its rules themselves. */
const BROKEN_RULES: Record<string, string[]> = {
	// The norm's list does not have scheme EM (e-mail address).
	'same-invoice/CII/EN16931_ElektronischeAdresse.cii.xml': ['BR-CL-25'],
	'same-invoice/FX/EN16931_ElektronischeAdresse.pdf': ['BR-CL-25'],
	'same-invoice/UBL/EN16931_ElektronischeAdresse.ubl.xml': ['BR-CL-25'],
	// Schemes XR01 to XR03 belong to the XRechnung extension.
	'xrechnung/04.05a-INVOICE_uncefact.xml': ['BR-CL-21'],
	'same-invoice/UBL/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.ubl.xml': [
		...['BR-CO-10', 'BR-CO-15'],
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

	const cases = SYNTAXES.flatMap((syntax) =>
		documents.map((file) => [path.relative(FOLDER, file), syntax, file] as const),
	);

	test.each(cases)('%s in %s', async (name, syntax, file) => {
		const item = await read(readFileSync(file));
		EXCEPTIONS[name]?.change(item);
		const discounts = syntax === 'ubl' ? GROSS_ALONE[name] : undefined;
		if (discounts) item.references.linePriceDiscounts = discounts;
		const prices = syntax === 'cii' ? DISCOUNT_ALONE[name] : undefined;
		if (prices) item.references.lineGrossPrices = prices;
		const isPeppol = item.references.specification?.includes('peppol.eu:2017:poacc:billing');
		// Peppol has no rules for CII.
		const expected =
			syntax === 'cii' && isPeppol ? { ...item.references, specification: EN16931 } : item.references;
		expect(await again(item, syntax)).toEqual({ ...item, references: expected });
	});

	test.each(cases)('%s is written in %s', async (name, syntax, file) => {
		const { xml, gaps } = await createXml(
			await read(readFileSync(file)),
			{ references: { specification: EN16931 }, unit: null, taxCategory: null },
			syntax,
		);
		const broken = gaps.filter(({ isTolerated }) => !isTolerated).map(({ rule }) => rule);
		expect(broken.sort()).toEqual(BROKEN_RULES[name] ?? []);
		const validated = await validateFile(Buffer.from(xml), 'claimed');
		expect(validated.ok && validated.value.validation.valid).toBe(broken.length === 0);
	});

	test.each(Object.entries(EXCEPTIONS).map(([name, { why }]) => [name, why]))(
		'%s is an exception: %s',
		async (name) => {
			const item = await read(readFileSync(path.join(FOLDER, name)));
			for (const syntax of SYNTAXES) expect(await again(item, syntax)).not.toEqual(item);
		},
	);
});
