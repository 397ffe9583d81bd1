/** npm, and n8n's list of community nodes, search the keywords and the description of `package.json`. */
import { readFileSync } from 'node:fs';

const { keywords, description } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	keywords: string[];
	description: string;
};

test.each([
	...[
		'invoice',
		'invoices',
		'bill',
		'receipt',
		'e-invoice',
		'einvoicing',
		'electronic-invoice',
		'validate',
		'xml',
	],
	...['rechnung', 'e-rechnung', 'facture', 'factura', 'fattura', 'factuur', 'e-factuur', 'webhook'],
	...['xrechnung', 'zugferd', 'factur-x', 'fatturapa', 'peppol', 'ubl', 'cii', 'en16931'],
])('%s is a keyword', (word) => {
	expect(keywords).toContain(word);
});

test.each(['e-invoice', 'XRechnung', 'ZUGFeRD', 'Factur-X', 'Peppol', 'UBL', 'webhook'])(
	'the description says %s',
	(word) => {
		expect(description).toContain(word);
	},
);

test('no keyword is there twice', () => {
	expect(keywords).toHaveLength(new Set(keywords).size);
});
