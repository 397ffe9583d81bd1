/** Every reference that Read gives, from any format, is written by Create or listed as left out. */
import { readFileSync } from 'node:fs';
import { createXml } from '../../../../../nodes/shared/einvoice/create';
import { paymentOf } from '../../../../../nodes/shared/invoice/build';
import type { Invoice } from '../../../../../nodes/shared/invoice/schema';
import { NO_ADDITIONS, untaxed, valid } from '../../../../support/einvoice/items.mts';
import { FEL, HACIENDA } from '../../../../support/einvoice/documents.mts';
import { read, sample } from '../../../../support/einvoice/norm.mts';
import { filesBelow } from '../../../../support/files.mts';

const SYNTAXES = ['ubl', 'cii'] as const;

/** The first value of each reference in the items of all e-invoices whose items the project keeps. */
function valuesRead(): Map<string, string> {
	const values = new Map<string, string>();
	const files = ['test/golden/einvoice', 'test/golden/einvoices'].flatMap((folder) =>
		filesBelow(folder, '.json'),
	);
	for (const file of files) {
		const json = JSON.parse(readFileSync(file, 'utf8')) as { references?: Record<string, string> };
		for (const [name, value] of Object.entries(json.references ?? {})) {
			if (!values.has(name)) values.set(name, value);
		}
	}
	return values;
}

/** The names in the tables of docs/reading.md about `references`. */
function namesInDocs(): string[] {
	const rows = readFileSync('docs/reading.md', 'utf8')
		.split(/^\| `references\.`.*\n.*\n/m)
		.slice(1)
		.flatMap((table) => table.split('\n\n')[0]!.split('\n'));
	return rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([a-z]\w+)`/g)].map(([, name]) => name!));
}

/** Every name with a value as Read gives it, where a sample has one. */
async function valuesByName(): Promise<Map<string, string>> {
	const items = await Promise.all([FEL, HACIENDA, sample('all-terms.cii.xml')].map(read));
	return new Map([
		...namesInDocs().map((name) => [name, name.startsWith('line') ? '1: 7' : '7'] as const),
		...valuesRead(),
		...items.flatMap(({ references }) => Object.entries(references)),
	]);
}

async function silentlyLost(item: Invoice, name: string): Promise<string[]> {
	const lost: string[] = [];
	for (const syntax of SYNTAXES) {
		const { xml, gaps } = await createXml(item, NO_ADDITIONS, syntax);
		const back = await read(xml);
		const isListed = gaps.some(
			({ path, message }) =>
				path === `references.${name}` ||
				(path === 'references' && message.includes(name)) ||
				(path === 'precedingInvoiceNumber' && /preceding/i.test(name)) ||
				(/^references\.paymentMethod\d$/.test(path) && message.includes(item.references[name]!)),
		);
		// Means of payment are numbered anew.
		const isBack = [name, name.replace(/^(payment\w+)3$/, '$12')].some((one) => back.references[one]);
		if (!isBack && !isListed) lost.push(`${name} in ${syntax}`);
	}
	return lost;
}

describe('a reference alone', () => {
	test.each([
		['of an invoice with tax', valid()],
		['of an invoice without tax', untaxed('E')],
	])('%s', async (_, item) => {
		const values = await valuesByName();
		expect([...values.keys()]).toEqual(
			expect.arrayContaining(['noteSubject', 'authorizationNumber', 'sellerTaxRegime', 'deliveryNote']),
		);
		const lost: string[] = [];
		for (const [name, value] of values) {
			const references = { ...item.references, [name]: value };
			lost.push(...(await silentlyLost({ ...item, note: null, references }, name)));
		}
		expect(lost).toEqual([]);
	});
});

const pathsOf = async (
	references: Record<string, string>,
	known: Partial<Invoice>,
	syntax: 'ubl' | 'cii',
) => {
	const item = { ...valid(), ...known };
	// Peppol allows one note only.
	const specification = 'urn:cen.eu:en16931:2017';
	const { gaps } = await createXml(
		{ ...item, references: { ...item.references, specification, ...references } },
		NO_ADDITIONS,
		syntax,
	);
	return gaps.map(({ path, isTolerated }) => [path, isTolerated]);
};

describe.each(SYNTAXES)('listed in %s', (syntax) => {
	test.each<[string, Record<string, string>, Partial<Invoice>]>([
		['more subjects than lines of the note', { noteSubject: 'AAI, REG, ABC' }, { note: 'one\ntwo' }],
		[
			'discounts of a line that do not add up',
			{ lineAllowancesAndCharges: '2: discount 3: A\n2: discount 1: B' },
			{},
		],
		['discounts of a line without one', { lineAllowancesAndCharges: '1: discount 3: A' }, {}],
		[
			'a text for a method that is text',
			{ paymentMethodText: 'Transfer' },
			{ payment: paymentOf({ method: 'cash' }) },
		],
		['the type of another kind', { documentType: '381' }, {}],
		['an amount in no currency', { taxTotalInTaxCurrency: '7' }, {}],
		['the price of a line that has a unit price', { linePrices: '1: 7' }, {}],
	])('%s', async (_, references, known) => {
		const names = Object.keys(references).map((name) => [`references.${name}`, true]);
		expect(await pathsOf(references, known, syntax)).toEqual(names);
	});

	test('not what is said elsewhere, and not what only providers name', async () => {
		expect(await pathsOf({ sellerTradingName: 'Seller GmbH' }, {}, syntax)).toEqual([]);
		expect(await pathsOf({ taxCurrency: 'EUR', taxTotalInTaxCurrency: '20.6' }, {}, syntax)).toEqual([]);
		expect(await pathsOf({ noteSubject: 'AAI, REG' }, { note: 'one\ntwo' }, syntax)).toEqual([]);
		expect(await pathsOf({ subscription: 'S-1' }, { provider: 'stripe' }, syntax)).toEqual([]);
		expect(await pathsOf({ subscription: 'S-1' }, {}, syntax)).toEqual([['references', true]]);
	});

	test.each([
		['two reasons for three taxes', 'A; B', ['references.taxExemptionReason']],
		['one reason for all', 'A', []],
	])('%s', async (_, taxExemptionReason, expected) => {
		const item = untaxed('E');
		const taxes = [item.taxes[0]!, item.taxes[0]!, item.taxes[0]!];
		const references = { ...item.references, taxExemptionReasonCode: 'VATEX-EU-79-C', taxExemptionReason };
		const { gaps } = await createXml({ ...item, taxes, references }, NO_ADDITIONS, syntax);
		expect(gaps.map(({ path }) => path).filter((path) => path.startsWith('references.'))).toEqual(expected);
	});
});

test('a means of payment comes without those before it', async () => {
	const item = valid();
	const references = { ...item.references, paymentMethod3: '58', paymentAccount3: 'GB82WEST12345698765432' };
	for (const syntax of SYNTAXES) {
		const { xml, gaps } = await createXml({ ...item, references }, NO_ADDITIONS, syntax);
		expect(gaps).toEqual([]);
		expect((await read(xml)).references.paymentAccount2).toBe('GB82WEST12345698765432');
	}
});

describe('an invoice whose type is also that of credit notes', () => {
	const item = { ...valid(), references: { ...valid().references, documentType: '81' } };

	test('keeps it in UBL, where the root element says what it is', async () => {
		const { xml } = await createXml(item, NO_ADDITIONS, 'ubl');
		expect(xml).toMatch(/<Invoice /);
		const back = await read(xml);
		expect([back.kind, back.references.documentType]).toEqual(['invoice', '81']);
	});

	test('does not become a credit note in CII', async () => {
		const { xml, gaps } = await createXml(item, NO_ADDITIONS, 'cii');
		const back = await read(xml);
		expect([back.kind, back.references.documentType]).toEqual(['invoice', '380']);
		expect(gaps.map(({ path }) => path)).toEqual(['references.documentType']);
	});
});

test.each([
	['https://spec.example/own', true],
	['urn:peppol:pint:billing-1@aunz-1', true],
	['urn:fdc:peppol.eu:2017:poacc:billing:3.0', false],
	['urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0', false],
	['urn:factur-x.eu:1p0:minimum', false],
])('that %s cannot be checked is listed: %s', async (specification, isListed) => {
	const { gaps } = await createXml({ ...valid(), references: { specification } }, NO_ADDITIONS, 'ubl');
	const listed = gaps.filter(({ rule, path }) => rule === 'BT-24' && path === 'references.specification');
	expect(listed.map(({ isTolerated }) => isTolerated)).toEqual(isListed ? [true] : []);
});
