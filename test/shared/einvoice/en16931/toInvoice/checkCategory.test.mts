import { checkCategory } from '../../../../../nodes/shared/einvoice/en16931/toInvoice/checkCategory';
import { Findings } from '../../../../../nodes/shared/invoice/findings';
import { change, codes } from '../../../../support/einvoice/documents.mts';
import { read, sample } from '../../../../support/einvoice/norm.mts';

test.each(['AE', 'B', 'E', 'G', 'K', 'L', 'M', 'O', 'S', 'Z', null])('%s is known', (code) => {
	const findings = new Findings('');
	expect(checkCategory(findings, 'x', code)).toBe(code);
	expect(findings.issues).toEqual([]);
});

test.each(['IC', 'A', 's', 'constructor'])('%s is not known, and stays', (code) => {
	const findings = new Findings('');
	expect(checkCategory(findings, 'x', code)).toBe(code);
	expect(findings.issues).toEqual([expect.objectContaining({ code: 'tax-category-unknown', path: 'x' })]);
});

test('in a line, in a breakdown and in a discount of both syntaxes', async () => {
	const ubl = sample('all-terms.ubl.xml').replaceAll('<cbc:ID>S</cbc:ID>', '<cbc:ID>IC</cbc:ID>');
	const cii = change(sample('all-terms.cii.xml'), [/(CategoryCode>)S</g, '$1IC<']);
	const found = codes(await read(ubl));
	expect(found).toEqual(codes(await read(cii)));
	expect(found).toEqual(
		expect.arrayContaining([
			'tax-category-unknown lines[0].taxCategory',
			'tax-category-unknown taxes[0].category',
			'tax-category-unknown references.allowancesAndCharges',
		]),
	);
});
