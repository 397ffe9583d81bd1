import { codes } from '../../../../support/einvoice/documents.mts';
import { CII, read, UBL } from '../../../../support/einvoice/norm.mts';

const AT = (index: number) => `sum-mismatch taxes[${index}].taxableAmount`;
/** An invoice of two lines, with a discount and a charge on the whole. */
const invoice = ({
	categories = ['S', 'S'],
	rates = ['10', '20'],
	nets = ['100', '50'],
	taxed = ['95', '55'],
	more = '',
}) => {
	const tax = (element: string, index: number) =>
		`<cac:${element}><cbc:ID>${categories[index]}</cbc:ID>${rates[index] ? `<cbc:Percent>${rates[index]}</cbc:Percent>` : ''}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${element}>`;
	const sum = (texts: string[]) => texts.reduce((all, one) => all + Number(one), 0);
	const amounts = nets.map((_, index) =>
		Number(((Number(taxed[index]) * Number(rates[index] || 0)) / 100).toFixed(2)),
	);
	const taxes = Number(amounts.reduce((all, one) => all + one, 0).toFixed(2));
	return `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>1</cbc:ID><cbc:IssueDate>2026-01-31</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>S</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>B</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>5</cbc:Amount>${tax('TaxCategory', 0)}</cac:AllowanceCharge>
<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:Amount>5</cbc:Amount>${tax('TaxCategory', 1)}</cac:AllowanceCharge>${more}
<cac:TaxTotal><cbc:TaxAmount>${taxes}</cbc:TaxAmount>${amounts.map((amount, index) => `<cac:TaxSubtotal><cbc:TaxableAmount>${taxed[index]}</cbc:TaxableAmount><cbc:TaxAmount>${amount}</cbc:TaxAmount>${tax('TaxCategory', index)}</cac:TaxSubtotal>`).join('')}</cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>${sum(nets)}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount>${sum(nets)}</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>${sum(nets) + taxes}</cbc:TaxInclusiveAmount><cbc:AllowanceTotalAmount>5</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount>5</cbc:ChargeTotalAmount><cbc:PayableAmount>${sum(nets) + taxes}</cbc:PayableAmount></cac:LegalMonetaryTotal>
${nets.map((net, index) => `<cac:InvoiceLine><cbc:ID>${index + 1}</cbc:ID><cbc:InvoicedQuantity>1</cbc:InvoicedQuantity><cbc:LineExtensionAmount>${net}</cbc:LineExtensionAmount><cac:Item><cbc:Name>x</cbc:Name>${tax('ClassifiedTaxCategory', index)}</cac:Item><cac:Price><cbc:PriceAmount>${net}</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`).join('')}
</Invoice>`;
};

test('each tax is of its lines, discounts and charges', async () => {
	for (const xml of [UBL, CII, invoice({})]) expect(codes(await read(xml))).toEqual([]);
	expect(
		codes(await read(invoice({ categories: ['E', 'E'], rates: ['0', ''], taxed: ['150', '0'] }))),
	).toEqual([]);
});

test('a rate or category that only a line has, or only a tax', async () => {
	const ofLine = (from: string, to: string) => (xml: string) =>
		xml.replace(/<cac:InvoiceLine>[^]*/, (lines) => lines.replace(from, to));
	for (const changed of [
		ofLine('<cbc:Percent>10<', '<cbc:Percent>19<')(invoice({})),
		ofLine('<cbc:ID>S<', '<cbc:ID>Z<')(invoice({})),
	]) {
		const item = await read(changed);
		expect(codes(item)).toEqual(['tax-missing taxes', AT(0)]);
		expect(item.issues[1]!.message).toBe(
			'95 was sent, but the lines, discounts and charges with S 10 % come to -5 (BR-S-08)',
		);
		expect(item.issues[0]!.message).toMatch(
			/^There is no tax for the lines, discounts and charges with (S 19|Z 10) %, which come to 100$/,
		);
	}
});

test('taxable amounts that are exchanged, doubled or off by ten cents', async () => {
	expect(codes(await read(invoice({ taxed: ['55', '95'] })))).toEqual([AT(0), AT(1)]);
	expect(codes(await read(invoice({ taxed: ['95.1', '54.9'] })))).toEqual([AT(0), AT(1)]);
});

test('a tax of nothing', async () => {
	const more = invoice({}).replace(
		'</cac:TaxTotal>',
		'<cac:TaxSubtotal><cbc:TaxableAmount>7</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>',
	);
	const item = await read(more);
	expect(codes(item)).toEqual([AT(2)]);
	expect(item.issues[0]!.message).toBe(
		'7 was sent, but no line, discount or charge has this category and rate',
	);
	expect(codes(await read(more.replace('>7<', '>0<')))).toEqual([]);
});

test('without the category of each amount the rates are compared, and no sums', async () => {
	const bare = /<cac:TaxCategory>.*?<\/cac:TaxCategory>(?=<\/cac:AllowanceCharge>)/;
	const swapped = invoice({ taxed: ['55', '95'] });
	expect(codes(await read(swapped.replace(bare, '')))).toEqual([]);
	expect(
		codes(await read(swapped.replace(/<cac:ClassifiedTaxCategory>.*?<\/cac:ClassifiedTaxCategory>/, ''))),
	).toEqual([]);
	const other = swapped
		.replace(bare, '')
		.replace(/<cac:InvoiceLine>[^]*/, (lines) => lines.replace('>10<', '>19<'));
	expect(codes(await read(other))).toEqual(['tax-missing taxes']);
});

test('of lines that do not add up, only that is said', async () => {
	const changed = invoice({})
		.replace('<cbc:LineExtensionAmount>100<', '<cbc:LineExtensionAmount>101<')
		.replace('<cbc:PriceAmount>100<', '<cbc:PriceAmount>101<');
	expect(codes(await read(changed))).toEqual(['sum-mismatch totals.lines']);
});

test.each(['yes', '', 'falsch'])('a discount or charge that is marked %j is unclear', async (indicator) => {
	const item = await read(
		invoice({}).replace('<cbc:ChargeIndicator>false<', `<cbc:ChargeIndicator>${indicator}<`),
	);
	expect(codes(item)).toEqual(['charge-unclear references.allowancesAndCharges']);
	expect(item.totals.discount).toBe(5);
	const cii = await read(CII.replace(/(<udt:Indicator>)false/, `$1${indicator}`));
	expect(codes(cii)).toEqual([
		expect.stringMatching(/^charge-unclear references\.(line)?[aA]llowancesAndCharges$/),
	]);
});

test.each(['TRUE', '1', ' true '])('%j marks a charge', async (indicator) => {
	const item = await read(
		invoice({}).replace('<cbc:ChargeIndicator>true<', `<cbc:ChargeIndicator>${indicator}<`),
	);
	expect([item.totals.charges, codes(item)]).toEqual([5, []]);
});

test.each([
	['false', 'A discount has no amount, and was left out'],
	['true', 'A charge has no amount, and was left out'],
])('an amount that is missing where the indicator is %s', async (indicator, message) => {
	const bare = new RegExp(
		`(<cbc:ChargeIndicator>${indicator}</cbc:ChargeIndicator>)<cbc:Amount>5</cbc:Amount>`,
	);
	const { issues } = await read(invoice({}).replace(bare, '$1'));
	expect(issues).toEqual([{ code: 'figure-missing', path: 'references.allowancesAndCharges', message }]);
});

test('a total of the tax without any breakdown', async () => {
	const item = await read(invoice({}).replaceAll(/<cac:TaxSubtotal>.*?<\/cac:TaxSubtotal>/g, ''));
	expect(codes(item)).toEqual(['figure-missing taxes']);
});
