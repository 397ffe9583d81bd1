import { finish } from '../../../../../nodes/shared/steps';
import { termsOfInvoice } from '../../../../../nodes/shared/einvoice/en16931/fromInvoice/termsOfInvoice';
import { printed } from '../../../../../nodes/shared/einvoice/formats/written';
import { writeUbl } from '../../../../../nodes/shared/einvoice/formats/ubl/write';
import { lineOf, partyOf } from '../../../../../nodes/shared/invoice/build';
import { change, codes } from '../../../../support/einvoice/documents.mts';
import { CREDIT_NOTE, read, sample, UBL } from '../../../../support/einvoice/norm.mts';

describe('a credit note', () => {
	test('has the project, the due date and the lines in places of its own', async () => {
		const invoice = await read(CREDIT_NOTE);
		expect(invoice).toMatchObject({
			number: 'G-1',
			kind: 'creditNote',
			issueDate: '2025-04-01',
			dueDate: '2025-04-15',
			currency: 'EUR',
			precedingInvoiceNumber: 'R-2025-007',
			buyer: { name: 'Buyer AG' },
			shipTo: null,
			totals: {
				lines: 10,
				discount: 1,
				charges: null,
				net: 9,
				tax: 1.71,
				gross: 10.71,
				paid: null,
				due: 10.71,
			},
			taxes: [{ category: 'S', name: 'VAT', rate: 19, taxableAmount: 9, taxAmount: 1.71 }],
			references: { documentType: '381', project: 'PROJECT-8' },
			issues: [],
		});
		expect(invoice.references.supportingDocuments).toBeUndefined();
		expect(invoice.lines).toEqual([
			lineOf({
				id: '1',
				description: 'Screw',
				quantity: 1,
				unit: 'C62',
				unitPrice: 10,
				unitPriceIncludesTax: false,
				net: 10,
				taxRate: 19,
				taxCategory: 'S',
			}),
		]);
	});

	test('a party without its legal name has the trading name; without a VAT number the other one', async () => {
		const { seller, references } = await read(CREDIT_NOTE);
		expect(seller).toEqual(partyOf({ name: 'Seller trading', taxId: '201/113/40209' }));
		expect(references.sellerTradingName).toBeUndefined();
	});

	test('NA is no order number where the order of the seller is there', async () => {
		expect((await read(CREDIT_NOTE)).orderReference).toBe('SO-2');
		const alone = change(CREDIT_NOTE, ['<cbc:SalesOrderID>SO-2</cbc:SalesOrderID>', '']);
		expect((await read(alone)).orderReference).toBe('NA');
	});

	test('an account that is no IBAN stays as it was written', async () => {
		expect((await read(CREDIT_NOTE)).payment).toMatchObject({
			iban: null,
			accountNumber: 'DE02 1203 0000 0000 2020 52',
			method: '30',
		});
	});

	test('the root gives the kind where the code does not, and they must agree', async () => {
		const withoutCode = (xml: string) => xml.replace(/<cbc:\w+TypeCode>.*>/, '');
		expect((await read(withoutCode(CREDIT_NOTE))).kind).toBe('creditNote');
		expect((await read(withoutCode(UBL))).kind).toBe('invoice');
		const invoice = await read(change(CREDIT_NOTE, ['>381<', '>380<']));
		expect(invoice.kind).toBe('creditNote');
		expect(codes(invoice)).toEqual(['kind-contradicts kind']);
		const other = await read(change(UBL, ['>380<', '>381<']));
		expect(other.kind).toBe('invoice');
		expect(codes(other)).toEqual(['kind-contradicts kind']);
	});
});

test('the tax of the tax currency is never that of the invoice, whichever comes first', async () => {
	const swapped = change(
		UBL,
		['<cbc:TaxAmount currencyID="NOK">66.12</cbc:TaxAmount>\n\t</cac:TaxTotal>\n\t<cac:TaxTotal>', ''],
		[
			'</cac:TaxTotal>\n\t<cac:Legal',
			'</cac:TaxTotal><cac:TaxTotal><cbc:TaxAmount currencyID="NOK">66.12</cbc:TaxAmount></cac:TaxTotal>\n\t<cac:Legal',
		],
	);
	expect(await read(swapped)).toEqual(await read(UBL));
	const only = await read(
		change(UBL, [/<cac:TaxTotal>\s*<cbc:TaxAmount currencyID="EUR">[^]*?<\/cac:TaxTotal>/, '']),
	);
	expect(only.totals.tax).toBeNull();
	expect(only.taxes).toEqual([]);
	expect(only.references.taxTotalInTaxCurrency).toBe('66.12');
});

test.each(['eur', ' EUR'])('the total tax is the one that the rules judge, not one in "%s"', async (code) => {
	const other = `<cac:TaxTotal><cbc:TaxAmount currencyID="${code}">500</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxAmount currencyID="${code}">500</cbc:TaxAmount></cac:TaxSubtotal></cac:TaxTotal>`;
	const own = /<cac:TaxTotal>\s*<cbc:TaxAmount currencyID="EUR">[^]*?<\/cac:TaxTotal>/;
	const [invoice, alone] = [await read(change(UBL, [own, `${other}$&`])), await read(UBL)];
	expect(invoice.totals).toEqual(alone.totals);
	expect(invoice.taxes).toEqual(alone.taxes);
});

test('a date may have a zone, which is not applied; what is not a date is an issue', async () => {
	const dated = async (text: string) => await read(change(UBL, ['>2025-03-01<', `>${text}<`]));
	for (const text of ['2025-03-01Z', '2025-03-01-05:00', ' 2025-03-01 ']) {
		expect((await dated(text)).issueDate).toBe('2025-03-01');
	}
	for (const text of ['2025-02-30', '01.03.2025', '20250301', '2025-03-01+1']) {
		const invoice = await dated(text);
		expect(invoice.issueDate).toBeNull();
		expect(invoice.issues).toEqual([
			{ code: 'date-unknown', path: 'issueDate', message: `${text} is not a date` },
		]);
	}
});

test('a subject is only what stands between number signs at the start of a note', async () => {
	const noted = async (note: string) => {
		const { note: text, references } = await read(change(UBL, [/#AAI#First note, 100 &amp;lt; 200/, note]));
		return [text, references.noteSubject];
	};
	expect(await noted('#ABC# x')).toEqual([' x\nSecond note', 'ABC']);
	expect(await noted('Order #ABC#')).toEqual(['Order #ABC#\nSecond note', undefined]);
	expect(await noted('#1# x')).toEqual(['#1# x\nSecond note', undefined]);
});

test('due dates, remittances and invoices beyond the first are kept', async () => {
	const invoice = await read(
		change(UBL, [
			'<cbc:PaymentID>R2025007</cbc:PaymentID>\n\t\t<cac:PayeeFinancialAccount>\n\t\t\t<cbc:ID>98765',
			'<cbc:PaymentDueDate>2025-04-30</cbc:PaymentDueDate><cbc:PaymentID>OTHER</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>98765',
		]),
	);
	expect(invoice).toMatchObject({
		dueDate: '2025-03-31',
		payment: { reference: 'R2025007' },
		references: { furtherDueDates: '2025-04-30', furtherRemittances: 'OTHER' },
	});
});

test('prefixes do not matter', async () => {
	const other = UBL.replaceAll('cbc:', 'b:')
		.replaceAll('cac:', 'a:')
		.replaceAll('<ubl:', '<')
		.replaceAll('</ubl:', '</')
		.replace('xmlns:ubl', 'xmlns')
		.replace('xmlns:cac', 'xmlns:a')
		.replace('xmlns:cbc', 'xmlns:b');
	expect(await read(other)).toEqual(await read(UBL));
});

test('supporting documents keep their descriptions, also through Create', async () => {
	const second =
		'<cac:AdditionalDocumentReference><cbc:ID>D-2</cbc:ID><cbc:DocumentDescription>Photos</cbc:DocumentDescription></cac:AdditionalDocumentReference>';
	const invoice = await read(
		change(UBL, ['<cac:AccountingSupplierParty>', `${second}<cac:AccountingSupplierParty>`]),
	);
	expect(invoice.references).toMatchObject({
		supportingDocuments: expect.stringMatching(/, D-2$/),
		supportingDocumentDescriptions: '; Photos',
	});
	expect(
		(await read(finish(printed(finish(writeUbl(finish(termsOfInvoice(invoice)))))).xml)).references,
	).toEqual(invoice.references);
});

describe('due dates in the payment terms', () => {
	const terms = (...all: string[]) =>
		all.map((one) => `<cac:PaymentTerms>${one}</cac:PaymentTerms>`).join('');
	const withTerms = async (...all: string[]) => {
		const item = await read(
			change(
				sample('all-terms.ubl.xml'),
				[/<cbc:DueDate>.*/, ''],
				[/<cac:PaymentTerms>[^]*<\/cac:PaymentTerms>/, terms(...all)],
			),
		);
		return [item.dueDate, item.references.furtherDueDates ?? null, item.issues.length];
	};
	const DISCOUNT = '<cbc:SettlementDiscountPercent>2</cbc:SettlementDiscountPercent>';
	const due = (date: string) => `<cbc:PaymentDueDate>${date}</cbc:PaymentDueDate>`;
	const instalment = (date: string) => `<cbc:InstallmentDueDate>${date}</cbc:InstallmentDueDate>`;

	test.each([
		['one', [due('2026-04-01')], ['2026-04-01', null, 0]],
		['instalments', [instalment('2026-04-01'), instalment('2026-05-01')], ['2026-04-01', '2026-05-01', 0]],
		[
			'the one without a discount',
			[DISCOUNT + due('2026-03-10'), due('2026-04-01')],
			['2026-04-01', null, 0],
		],
		['only one with a discount', [DISCOUNT + due('2026-04-01')], ['2026-04-01', null, 0]],
		['none', ['<cbc:Note>30 days</cbc:Note>'], [null, null, 0]],
	])('%s', async (_, all, expected) => {
		expect(await withTerms(...all)).toEqual(expected);
	});

	test('the due date of the document comes first', async () => {
		const xml = change(sample('all-terms.ubl.xml'), [
			'<cac:PaymentTerms>',
			`<cac:PaymentTerms>${due('2026-05-01')}`,
		]);
		const item = await read(xml);
		expect([item.dueDate, item.references.furtherDueDates]).toEqual(['2026-03-31', '2026-05-01']);
	});
});
