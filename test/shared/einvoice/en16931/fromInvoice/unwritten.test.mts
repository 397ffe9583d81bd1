/** References that Create does not write, and reports. */
import { createXml } from '../../../../../nodes/shared/einvoice/create';
import type { Invoice } from '../../../../../nodes/shared/invoice/schema';
import { NO_ADDITIONS, untaxed, valid } from '../../../../support/einvoice/items.mts';
import { read, sample } from '../../../../support/einvoice/norm.mts';

const SYNTAXES = ['ubl', 'cii'] as const;

async function notesOf(item: Invoice, references: Record<string, string>, additions = NO_ADDITIONS) {
	const all = { ...item, references: { ...item.references, ...references } };
	const [ubl, cii] = await Promise.all(
		SYNTAXES.map(async (syntax) => {
			const { gaps } = await createXml(all, additions, syntax);
			const own = gaps.filter(({ path }) => path in references);
			const paths = Object.keys(references).map((name) => `references.${name}`);
			return [...own, ...gaps.filter(({ path }) => paths.includes(path))];
		}),
	);
	expect(ubl).toEqual(cii);
	for (const { isTolerated } of ubl!) expect(isTolerated).toBe(true);
	return ubl!.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a reason for an exemption', () => {
	test.each(['S', 'Z', 'L', 'M'])('that the category %s must not have', async (category) => {
		const item = untaxed(category, 0);
		const rule = { L: 'BR-AF-10', M: 'BR-AG-10' }[category] ?? `BR-${category}-10`;
		const why = `Not in the file: a tax of the category ${category} has no reason for an exemption, only E, AE, K, G, O have one`;
		expect(await notesOf(item, { taxExemptionReason: 'Kleinunternehmer' })).toEqual([`${rule}: ${why}`]);
		expect(await notesOf(item, { taxExemptionReasonCode: 'VATEX-EU-F' })).toEqual([`${rule}: ${why}`]);
		const { xml } = await createXml(
			{ ...item, references: { ...item.references, taxExemptionReason: 'Kleinunternehmer' } },
			NO_ADDITIONS,
			'ubl',
		);
		expect(xml).not.toContain('Kleinunternehmer');
	});

	test('is no matter where one of the taxes has it, or one is not known', async () => {
		const item = valid();
		item.taxes[1]!.category = 'E';
		expect(await notesOf(item, { taxExemptionReason: 'x' })).toEqual([]);
		item.taxes[1]!.category = null;
		expect(await notesOf(item, { taxExemptionReason: 'x' })).toEqual([]);
	});

	test('that the node has for all invoices need not fit each', async () => {
		const additions = { ...NO_ADDITIONS, references: { taxExemptionReason: 'x' } };
		const { gaps } = await createXml(valid(), additions, 'ubl');
		expect(gaps).toEqual([]);
	});
});

describe('entries of lines', () => {
	test('of a line that the invoice does not have', async () => {
		expect(await notesOf(valid(), { lineNotes: '1: red\n7: blue\n#9: green\nyellow' })).toEqual([
			'BG-25: Not in the file: “yellow”, “7: blue”, “#9: green”. No line of the invoice has that number; an entry is such as 1: text',
		]);
	});

	test('of another form, or one too many', async () => {
		const NOTES = {
			lineAllowancesAndCharges: '1: five off',
			lineNotes: '1: red\n1: blue',
			lineGrossPrices: '1: ten',
			lineAttributes: '1: Colour=red\n1: Size=7',
		};
		const why = 'It has another form than Read gives it, or the line has one already';
		expect((await notesOf(valid(), NOTES)).sort()).toEqual([
			`BG-25: Not in the file: “1: five off”. ${why}`,
			`BG-25: Not in the file: “1: red”, “1: blue”. ${why}`,
			`BG-25: Not in the file: “1: ten”. ${why}`,
		]);
	});

	test('many are one entry in the list', async () => {
		const lineOrigins = Array.from({ length: 5000 }, (_, index) => `x${index}: DE`).join('\n');
		const [note, ...others] = await notesOf(valid(), { lineOrigins });
		expect(others).toEqual([]);
		expect(note).toMatch(/^BG-25: Not in the file: “x0: DE”, .* and 4995 more\. No line/);
	});

	test.each(SYNTAXES)('that Read gives are all written (%s)', async (syntax) => {
		const item = await read(sample(`all-terms.${syntax}.xml`));
		for (const other of SYNTAXES) {
			const { gaps } = await createXml(item, NO_ADDITIONS, other);
			expect(gaps.filter(({ path }) => path.startsWith('references.line'))).toEqual([]);
		}
	});
});

describe('other texts that have not the form that Read gives them', () => {
	test.each([
		['allowancesAndCharges', 'charge x', 'BG-20: Not in the file: “charge x”.'],
		[
			'allowancesAndCharges',
			'discount 5, tax S nineteen',
			'BG-20: Not in the file: “discount 5, tax S nineteen”.',
		],
		['linePriceQuantities', '1: -5 C62', 'BG-25: Not in the file: “1: -5 C62”.'],
		['linePriceQuantities', '1: 0', 'BG-25: Not in the file: “1: 0”.'],
		['furtherPrecedingInvoiceDates', '2026-01-31', 'BR-55: Not in the file: “2026-01-31”.'],
	])('%s: %s', async (name, text, said) => {
		const item = { ...valid(), precedingInvoiceNumber: 'P-1' };
		expect(await notesOf(item, { [name]: text })).toEqual([expect.stringContaining(said)]);
	});
});

test('the dates of further earlier invoices are dates', async () => {
	const item = { ...valid(), precedingInvoiceNumber: 'P-1' };
	const withDates = (furtherPrecedingInvoiceDates: string) => ({
		...item,
		references: { ...item.references, furtherPrecedingInvoices: 'P-2, P-3', furtherPrecedingInvoiceDates },
	});
	for (const [syntax, rule] of [
		['ubl', 'UBL-2.1'],
		['cii', 'CII-D16B'],
	] as const) {
		const { gaps } = await createXml(withDates('; yesterday'), NO_ADDITIONS, syntax);
		expect(gaps.map((gap) => [gap.rule, gap.path, gap.isTolerated])).toContainEqual([
			rule,
			'references.furtherPrecedingInvoiceDates',
			false,
		]);
		expect((await createXml(withDates('; 2026-01-31'), NO_ADDITIONS, syntax)).gaps).toEqual([]);
	}
});

test('a second account is listed: the file has one', async () => {
	for (const syntax of SYNTAXES) {
		const item = valid();
		item.payment!.accountNumber = '12-345';
		const { xml, gaps } = await createXml(item, NO_ADDITIONS, syntax);
		expect(xml).not.toContain('12-345');
		expect(gaps).toMatchObject([{ rule: 'BT-84', path: 'payment.accountNumber', isTolerated: true }]);
	}
});

test('a line with 300,000 discounts that do not add up is listed, too', async () => {
	const item = valid();
	item.lines[0]!.discount = 1;
	item.references.lineAllowancesAndCharges = '1: discount 1; '.repeat(300_000);
	const { gaps } = await createXml(item, NO_ADDITIONS, 'ubl');
	expect(gaps.map(({ path }) => path)).toContain('references.lineAllowancesAndCharges');
});
