/** Where Peppol and XRechnung differ in the rules that they share. */
import { PEPPOL_UBL } from '../../../../../nodes/shared/validate/rules/peppol/set';
import { XRECHNUNG_UBL } from '../../../../../nodes/shared/validate/rules/xrechnung/ubl/set';
import { findingsOf, stoppedBy, ubl, wrap } from '../../../../support/validate/snippets.mts';

const COUNTRY = wrap('cac:PostalAddress/cac:Country/cbc:IdentificationCode', 'DE');
const party = (role: string, inner = '') => wrap(`cac:${role}/cac:Party`, COUNTRY + inner);
const contact = (mail: string) => wrap('cac:Contact/cbc:ElectronicMail', mail);
const type = (code: string) => wrap('cbc:InvoiceTypeCode', code);
const payment = (code: string, account: string) =>
	wrap(
		'cac:PaymentMeans',
		wrap('cbc:PaymentMeansCode', code) + wrap('cac:PayeeFinancialAccount/cbc:ID', account),
	);
const terms = (...notes: string[]) => notes.map((note) => wrap('cac:PaymentTerms/cbc:Note', note)).join('');
const SKONTO = '#SKONTO#TAGE=14#PROZENT=2.00#\n';

test.each([
	['DE-R-028', 'BR-DE-28', contact('jane@example.com'), '', [false, false]],
	['DE-R-028', 'BR-DE-28', contact('jürgen@example.com'), '', [true, false]],
	['DE-R-028', 'BR-DE-28', contact('jane@example'), '', [true, true]],
	['DE-R-017', 'BR-DE-17', '', type('380'), [false, false]],
	['DE-R-017', 'BR-DE-17', '', type(' 380 '), [true, false]],
	['DE-R-017', 'BR-DE-17', '', type('381.0'), [true, true]],
	['DE-R-017', 'BR-DE-17', '', type('82'), [true, true]],
	['DE-R-026', 'BR-DE-26', '', type(' 384 '), [true, true]],
	['DE-R-026', 'BR-DE-26', '', type('384.0'), [true, false]],
	['DE-R-019', 'BR-DE-19', '', payment('58', 'DE00'), [true, true]],
	['DE-R-019', 'BR-DE-19', '', payment(' 58 ', 'DE00'), [false, true]],
	['DE-R-019', 'BR-DE-19', '', payment('58', 'DE89 3704 0044 0532 0130 00'), [false, false]],
	['DE-R-020', 'BR-DE-20', '', payment('59', ''), [true, true]],
	['DE-R-020', 'BR-DE-20', '', payment(' 59 ', ''), [false, true]],
	['DE-R-025-1', 'BR-DE-25-a', '', payment(' 59 ', ''), [true, true]],
	['DE-R-018', 'BR-DE-18', '', terms(SKONTO), [false, false]],
	['DE-R-018', 'BR-DE-18', '', terms(`#${SKONTO}`), [false, true]],
	['DE-R-018', 'BR-DE-18', '', terms(SKONTO.trim()), [true, true]],
	['DE-R-018', 'BR-DE-18', '', terms('Payable at once', 'Thank you'), [false, false]],
	['DE-R-018', 'BR-DE-18', '', terms(SKONTO.replace('.', ','), 'Thank you'), [true, true]],
])('%s and %s %#', async (peppol, xrechnung, seller, rest, expected) => {
	const xml = ubl(party('AccountingSupplierParty', seller) + party('AccountingCustomerParty') + rest);
	const isBroken = async (rule: string, set: typeof PEPPOL_UBL) =>
		(await findingsOf(set, xml)).some((finding) => finding.rule === rule);
	expect([await isBroken(peppol, PEPPOL_UBL), await isBroken(xrechnung, XRECHNUNG_UBL)]).toEqual(expected);
});

test.each([PEPPOL_UBL, XRECHNUNG_UBL])('$name cannot decide on several notes', async (set) => {
	const both = party('AccountingSupplierParty') + party('AccountingCustomerParty');
	const stopped = (...notes: string[]) => stoppedBy(set, ubl(both + terms(...notes)));
	expect(await stopped(SKONTO, 'Thank you')).toBe('XPTY0004');
	expect(await stopped('Thank you', SKONTO)).toBe('XPTY0004');
	expect(await stopped(SKONTO, '')).toBeNull();
	expect(await stopped(SKONTO)).toBeNull();
});
