import fc from 'fast-check';
import { epcText } from '../../../../nodes/shared/einvoice/show/epcCode';
import type { Invoice } from '../../../../nodes/shared/invoice/schema';
import { valid } from '../../../support/einvoice/items.mts';

const IBAN = 'DE89370400440532013000';

/** An item for 101.00 EUR to Seller GmbH. */
function item(change: (invoice: Invoice) => void = () => {}): Invoice {
	const invoice = valid();
	Object.assign(invoice.payment!, {
		iban: 'DE89 3704 0044 0532 0130 00',
		bic: 'COBADEFFXXX',
		reference: null,
		method: '58',
	});
	change(invoice);
	return invoice;
}

const lines = (change?: (invoice: Invoice) => void) => epcText(item(change))?.split('\n') ?? null;

test('is the credit transfer of the amount due, with the number of the invoice', () => {
	expect(epcText(item())).toBe(
		['BCD', '002', '1', 'SCT', 'COBADEFFXXX', 'Seller GmbH', IBAN, 'EUR101', '', '', 'R-1'].join('\n'),
	);
});

test.each<[string, string, string[]]>([
	['a creditor reference (ISO 11649) has an element of its own', 'RF18 5390 0754 7034', ['RF18539007547034']],
	['one with wrong check digits is text', 'RF19 5390 0754 7034', ['', 'RF19 5390 0754 7034']],
	['a text comes on one line', 'R-1\nCustomer 7', ['', 'R-1 Customer 7']],
])('%s', (_, reference, expected) => {
	expect(lines(({ payment }) => Object.assign(payment!, { reference }))!.slice(9)).toEqual(expected);
});

test('without a BIC its line is empty, without anything to quote the code ends with the amount', () => {
	const found = lines((invoice) => {
		invoice.number = null;
		invoice.payment!.bic = null;
	});
	expect(found).toEqual(['BCD', '002', '1', 'SCT', '', 'Seller GmbH', IBAN, 'EUR101']);
});

test('the account may have another owner than the seller', () => {
	expect(lines(({ references }) => Object.assign(references, { payeeName: 'Factoring AG' }))![5]).toBe(
		'Factoring AG',
	);
	expect(
		lines(({ references }) =>
			Object.assign(references, { payeeName: 'Factoring AG', paymentAccountName: 'F. AG' }),
		)![5],
	).toBe('F. AG');
});

test.each<[string, (invoice: Invoice) => void]>([
	['no IBAN', ({ payment }) => Object.assign(payment!, { iban: null })],
	[
		'an IBAN with wrong check digits',
		({ payment }) => Object.assign(payment!, { iban: 'DE88370400440532013000' }),
	],
	['no payment', (invoice) => (invoice.payment = null)],
	['another currency', (invoice) => (invoice.currency = 'CHF')],
	['no currency', (invoice) => (invoice.currency = null)],
	['nothing due', ({ totals }) => (totals.due = 0)],
	['no amount due', ({ totals }) => (totals.due = null)],
	['a negative amount', ({ totals }) => (totals.due = -1)],
	['fractions of a cent', ({ totals }) => (totals.due = 0.001)],
	['more than a billion', ({ totals }) => (totals.due = 1e9)],
	['no name', (invoice) => (invoice.seller = null)],
	['a name of 71 characters', ({ seller }) => Object.assign(seller!, { name: 'n'.repeat(71) })],
	['a reference of 141 characters', ({ payment }) => Object.assign(payment!, { reference: 'r'.repeat(141) })],
	['more than 331 bytes', ({ payment }) => Object.assign(payment!, { reference: '€'.repeat(100) })],
	['a credit note', (invoice) => (invoice.kind = 'creditNote')],
	['a paid invoice', (invoice) => (invoice.status = 'paid')],
	['a void invoice', (invoice) => (invoice.status = 'void')],
	['a direct debit', ({ payment }) => Object.assign(payment!, { method: '59' })],
	['a standing agreement', ({ payment }) => Object.assign(payment!, { method: '57' })],
	['a clearing between partners', ({ payment }) => Object.assign(payment!, { method: '97' })],
	['a card', ({ payment }) => Object.assign(payment!, { method: 'credit_card' })],
	['a card in German', ({ payment }) => Object.assign(payment!, { method: 'Kreditkarte' })],
	[
		'a card in words beside the code',
		({ payment, references }) => {
			payment!.method = '1';
			references.paymentMethodText = 'Carte bancaire';
		},
	],
	['a card in French', ({ payment }) => Object.assign(payment!, { method: 'Cartes bancaires' })],
	['a direct debit in French', ({ payment }) => Object.assign(payment!, { method: 'Prélèvement' })],
	['a direct debit in Spanish', ({ payment }) => Object.assign(payment!, { method: 'Débito directo' })],
	['a direct debit in German', ({ payment }) => Object.assign(payment!, { method: 'SEPA-Lastschrift' })],
	...[
		'Abbuchung',
		'wird abgebucht',
		'VISA 1234',
		'Amex',
		'SDD',
		'RID',
		'Domiciliazione',
		'domiciliaz. bancaria',
	].map((method): [string, (invoice: Invoice) => void] => [
		method,
		({ payment }) => Object.assign(payment!, { method }),
	]),
	['a mandate', ({ references }) => Object.assign(references, { mandate: 'M-1' })],
	['an account to be debited', ({ references }) => Object.assign(references, { debitedAccount: IBAN })],
	['the number of a card', ({ references }) => Object.assign(references, { cardNumber: '1234' })],
])('there is none for %s', (_, change) => {
	expect(lines()).not.toBeNull();
	expect(lines(change)).toBeNull();
});

test.each([
	'30',
	'58',
	'Überweisung',
	'per bonifico',
	'on approval',
	'wird überwiesen',
	'Corrida',
	'Visabel',
])('there is one for %s', (method) => {
	expect(lines(({ payment }) => Object.assign(payment!, { method }))).not.toBeNull();
});

test.each<[number, string]>([
	[0.01, 'EUR0.01'],
	[0.1, 'EUR0.1'],
	[1234567.89, 'EUR1234567.89'],
	[999999999.99, 'EUR999999999.99'],
])('%d is %s', (due, expected) => {
	expect(lines(({ totals }) => (totals.due = due))![7]).toBe(expected);
});

test('no text makes an element of its own, and none exceeds its form', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'binary' }),
			fc.string(),
			(name, reference, bic) => {
				const invoice = item(({ seller, payment }) => {
					Object.assign(seller!, { name: `N${name}` });
					Object.assign(payment!, { reference, bic });
				});
				const text = epcText(invoice);
				fc.pre(text !== null);
				expect(Buffer.byteLength(text)).toBeLessThanOrEqual(331);
				const elements = text.split('\n');
				expect(elements.length).toBeLessThanOrEqual(11);
				expect(elements.slice(0, 4)).toEqual(['BCD', '002', '1', 'SCT']);
				expect(elements.slice(6, 8)).toEqual([IBAN, 'EUR101']);
				expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
			},
		),
	);
});
