/**
 * Documents by others, from ../shared/einvoices, read in place and never copied. The reader's results are compared with
 * values that XPath finds through another parser.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readEInvoice } from '../../nodes/shared/einvoice/read';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';

const FOLDER = path.resolve('../shared/einvoices');
const isThere = existsSync(FOLDER);
const filesIn = (folder: string) =>
	isThere ? readdirSync(path.join(FOLDER, folder)).map((file) => `${folder}/${file}`) : [];

const XML = ['same-invoice/UBL', 'same-invoice/CII', 'en16931/ubl', 'en16931/cii', 'xrechnung'].flatMap(
	filesIn,
);
const PDF = filesIn('same-invoice/FX');

const bytesOf = (file: string) => readFileSync(path.join(FOLDER, file));

async function read(file: string): Promise<Invoice> {
	const result = await readEInvoice(bytesOf(file));
	if (!result.ok) throw new Error(`${file}: ${result.error.message}`);
	return result.value;
}

/** The parts of a DOM that XPath returns; the types in both packages would require a browser's. */
interface XmlNode {
	nodeValue: string | null;
	textContent: string | null;
}
const { DOMParser } = jest.requireActual<{
	DOMParser: new () => {
		parseFromString(xml: string, type: 'text/xml'): XmlNode & { documentElement: { localName: string } };
	};
}>('@xmldom/xmldom');
const { useNamespaces } = jest.requireActual<{
	useNamespaces(prefixes: Record<string, string>): (expression: string, node: XmlNode) => XmlNode[];
}>('xpath');

const select = useNamespaces({
	cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
	cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
	rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
	ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
	udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
	qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
});

/** XPath results below a node. */
interface At {
	texts(expression: string): string[];
	text(expression: string): string | null;
	code(expression: string): string | null;
	number(expression: string): number | null;
	all<T>(expression: string, map: (below: At) => T): T[];
}

function at(node: XmlNode): At {
	const texts = (expression: string) =>
		select(expression, node)
			.map((found) => found.nodeValue ?? found.textContent ?? '')
			.filter((text) => text.trim() !== '');
	const text = (expression: string) => texts(expression)[0] ?? null;
	const code = (expression: string) => text(expression)?.trim() ?? null;
	const number = (expression: string) => {
		const found = code(expression);
		return found === null ? null : Number(found);
	};
	return {
		texts,
		text,
		code,
		number,
		all: (expression, map) => select(expression, node).map((found) => map(at(found))),
	};
}

const joined = (texts: Array<string | null>, separator: string) =>
	texts.filter((text) => text !== null).join(separator) || null;
const orNull = <T extends object>(object: T): T | null =>
	Object.values(object).every((value) => value === null) ? null : object;
const descriptionOf = (name: string | null, description: string | null) =>
	joined([...new Set([name, description])], '\n');
const discountOf = (below: At, amounts: (isCharge: boolean) => string) => {
	const [allowances, charges] = [false, true].map((isCharge) => below.texts(amounts(isCharge)).map(Number));
	if (allowances.length + charges.length === 0) return null;
	const cents = (list: number[]) => list.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
	return (cents(allowances) - cents(charges)) / 100;
};
/** Null if the price for several units gives no exact unit price. */
const unitPriceOf = (price: number | null, quantity: number | null) => {
	if (price === null || quantity === null) return price;
	const unitPrice = Number((price / quantity).toPrecision(12));
	return Number((unitPrice * quantity).toPrecision(15)) === price && String(unitPrice).length < 12
		? unitPrice
		: null;
};

/** ISO 13616, calculated digit by digit. */
const isIban = (text: string) =>
	/^[A-Z]{2}\d{2}[A-Z\d]+$/.test(text) &&
	[...text.slice(4), ...text.slice(0, 4)]
		.flatMap((character) => [...String(parseInt(character, 36))])
		.reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0) === 1;

const accountOf = (account: string | null) => {
	const compact = account?.replaceAll(' ', '') ?? '';
	return isIban(compact) ? { iban: compact, accountNumber: null } : { iban: null, accountNumber: account };
};

const UBL_ADDRESS = (below: At, base: string) =>
	orNull({
		street: below.text(`${base}/cbc:StreetName`),
		additional: joined(
			[below.text(`${base}/cbc:AdditionalStreetName`), ...below.texts(`${base}/cac:AddressLine/cbc:Line`)],
			', ',
		),
		city: below.text(`${base}/cbc:CityName`),
		postalCode: below.text(`${base}/cbc:PostalZone`),
		region: below.text(`${base}/cbc:CountrySubentity`),
		countryCode: below.code(`${base}/cac:Country/cbc:IdentificationCode`),
	});

const UBL_PARTY = (below: At, base: string) => ({
	name:
		below.text(`${base}/cac:PartyLegalEntity/cbc:RegistrationName`) ??
		below.text(`${base}/cac:PartyName/cbc:Name`),
	taxId:
		below.code(`${base}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID`) ??
		below.code(`${base}/cac:PartyTaxScheme/cbc:CompanyID`),
	registrationId: below.code(`${base}/cac:PartyLegalEntity/cbc:CompanyID`),
	email: below.code(`${base}/cac:Contact/cbc:ElectronicMail`),
	phone: below.code(`${base}/cac:Contact/cbc:Telephone`),
	address: UBL_ADDRESS(below, `${base}/cac:PostalAddress`),
});

function ofUbl(document: At) {
	const currency = document.code('/*/cbc:DocumentCurrencyCode');
	const tax = `/*/cac:TaxTotal[cbc:TaxAmount/@currencyID='${currency}']`;
	const total = (name: string) => document.number(`/*/cac:LegalMonetaryTotal/cbc:${name}`);
	const means = '/*/cac:PaymentMeans[1]';
	return {
		code: document.code('/*/cbc:InvoiceTypeCode | /*/cbc:CreditNoteTypeCode'),
		number: document.code('/*/cbc:ID'),
		issueDate: document.code('/*/cbc:IssueDate'),
		dueDate: document.code('/*/cbc:DueDate') ?? document.code('/*/cac:PaymentMeans/cbc:PaymentDueDate'),
		deliveryDate: document.code('/*/cac:Delivery/cbc:ActualDeliveryDate'),
		currency,
		orderReference:
			document.code('/*/cac:OrderReference/cbc:ID') ??
			document.code('/*/cac:OrderReference/cbc:SalesOrderID'),
		customerNumber: document.code('/*/cac:AccountingCustomerParty/cac:Party/cac:PartyIdentification/cbc:ID'),
		precedingInvoiceNumber: document.code('/*/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID'),
		note: joined(
			document.texts('/*/cbc:Note').map((note) => note.replace(/^#[A-Z]{3}#/, '')),
			'\n',
		),
		seller: UBL_PARTY(document, '/*/cac:AccountingSupplierParty/cac:Party'),
		buyer: UBL_PARTY(document, '/*/cac:AccountingCustomerParty/cac:Party'),
		shipTo: orNull({
			name: document.text('/*/cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name'),
			address: UBL_ADDRESS(document, '/*/cac:Delivery/cac:DeliveryLocation/cac:Address'),
		}),
		totals: {
			lines: total('LineExtensionAmount'),
			discount: total('AllowanceTotalAmount'),
			charges: total('ChargeTotalAmount'),
			net: total('TaxExclusiveAmount'),
			tax: document.number(`${tax}/cbc:TaxAmount`),
			gross: total('TaxInclusiveAmount'),
			paid: total('PrepaidAmount'),
			rounding: total('PayableRoundingAmount'),
			due: total('PayableAmount'),
		},
		taxes: document.all(`${tax}/cac:TaxSubtotal`, (entry) => ({
			category: entry.code('cac:TaxCategory/cbc:ID'),
			name: entry.code('cac:TaxCategory/cac:TaxScheme/cbc:ID'),
			rate: entry.number('cac:TaxCategory/cbc:Percent'),
			taxableAmount: entry.number('cbc:TaxableAmount'),
			taxAmount: entry.number('cbc:TaxAmount'),
		})),
		lines: document.all('/*/cac:InvoiceLine | /*/cac:CreditNoteLine', (line) => ({
			id: line.code('cbc:ID'),
			sku:
				line.code('cac:Item/cac:SellersItemIdentification/cbc:ID') ??
				line.code('cac:Item/cac:StandardItemIdentification/cbc:ID') ??
				line.code('cac:Item/cac:BuyersItemIdentification/cbc:ID'),
			description: descriptionOf(line.text('cac:Item/cbc:Name'), line.text('cac:Item/cbc:Description')),
			quantity: line.number('cbc:InvoicedQuantity | cbc:CreditedQuantity'),
			unit: line.code('(cbc:InvoicedQuantity | cbc:CreditedQuantity)/@unitCode'),
			unitPrice: unitPriceOf(
				line.number('cac:Price/cbc:PriceAmount'),
				line.number('cac:Price/cbc:BaseQuantity'),
			),
			discount: discountOf(line, (is) => `cac:AllowanceCharge[cbc:ChargeIndicator='${is}']/cbc:Amount`),
			net: line.number('cbc:LineExtensionAmount'),
			taxRate: line.number('cac:Item/cac:ClassifiedTaxCategory/cbc:Percent'),
			taxCategory: line.code('cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
			periodStart: line.code('cac:InvoicePeriod/cbc:StartDate'),
			periodEnd: line.code('cac:InvoicePeriod/cbc:EndDate'),
		})),
		payment: orNull({
			terms: joined(document.texts('/*/cac:PaymentTerms/cbc:Note'), '\n'),
			reference: document.code('/*/cac:PaymentMeans/cbc:PaymentID'),
			method: document.code(`${means}/cbc:PaymentMeansCode`),
			...accountOf(document.code(`${means}/cac:PayeeFinancialAccount/cbc:ID`)),
			bic: document.code(`${means}/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID`),
		}),
		references: {
			buyerReference: document.code('/*/cbc:BuyerReference'),
			project: document.code('/*/cac:ProjectReference/cbc:ID'),
			contract: document.code('/*/cac:ContractDocumentReference/cbc:ID'),
			salesOrder: document.code('/*/cac:OrderReference/cbc:SalesOrderID'),
			despatchAdvice: document.code('/*/cac:DespatchDocumentReference/cbc:ID'),
			receivingAdvice: document.code('/*/cac:ReceiptDocumentReference/cbc:ID'),
			tender: document.code('/*/cac:OriginatorDocumentReference/cbc:ID'),
			buyerAccountingReference: document.code('/*/cbc:AccountingCost'),
			process: document.code('/*/cbc:ProfileID'),
			specification: document.code('/*/cbc:CustomizationID'),
			taxCurrency: document.code('/*/cbc:TaxCurrencyCode'),
			taxPointDate: document.code('/*/cbc:TaxPointDate'),
			taxTotalInTaxCurrency: document.code(`/*/cac:TaxTotal/cbc:TaxAmount[@currencyID!='${currency}']`),
			periodStart: document.code('/*/cac:InvoicePeriod/cbc:StartDate'),
			periodEnd: document.code('/*/cac:InvoicePeriod/cbc:EndDate'),
			payeeName: document.text('/*/cac:PayeeParty/cac:PartyName/cbc:Name'),
			taxRepresentativeName: document.text('/*/cac:TaxRepresentativeParty/cac:PartyName/cbc:Name'),
			mandate: document.code('/*/cac:PaymentMeans/cac:PaymentMandate/cbc:ID'),
			creditorId: document.code("//cac:PartyIdentification/cbc:ID[@schemeID='SEPA']"),
			sellerContact: document.text('/*/cac:AccountingSupplierParty/cac:Party/cac:Contact/cbc:Name'),
			paymentAccount2: document.code('/*/cac:PaymentMeans[2]/cac:PayeeFinancialAccount/cbc:ID'),
		},
	};
}

const CII_DATE = (below: At, expression: string) =>
	below
		.code(
			`${expression}/*[self::udt:DateTimeString or self::udt:DateString or self::qdt:DateTimeString][@format='102']`,
		)
		?.replace(/^(....)(..)(..)$/, '$1-$2-$3') ?? null;

const CII_ADDRESS = (below: At, base: string) =>
	orNull({
		street: below.text(`${base}/ram:LineOne`),
		additional: joined([below.text(`${base}/ram:LineTwo`), below.text(`${base}/ram:LineThree`)], ', '),
		city: below.text(`${base}/ram:CityName`),
		postalCode: below.text(`${base}/ram:PostcodeCode`),
		region: below.text(`${base}/ram:CountrySubDivisionName`),
		countryCode: below.code(`${base}/ram:CountryID`),
	});

const CII_PARTY = (below: At, base: string) => ({
	name: below.text(`${base}/ram:Name`),
	taxId:
		below.code(`${base}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']`) ??
		below.code(`${base}/ram:SpecifiedTaxRegistration/ram:ID`),
	registrationId: below.code(`${base}/ram:SpecifiedLegalOrganization/ram:ID`),
	email: below.code(`${base}/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID`),
	phone: below.code(`${base}/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber`),
	address: CII_ADDRESS(below, `${base}/ram:PostalTradeAddress`),
});

function ofCii(document: At) {
	const [agreement, delivery, settlement] = ['Agreement', 'Delivery', 'Settlement'].map(
		(part) => `/*/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTrade${part}`,
	);
	const currency = document.code(`${settlement}/ram:InvoiceCurrencyCode`);
	const sums = `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`;
	const total = (name: string) => document.number(`${sums}/ram:${name}`);
	const means = `${settlement}/ram:SpecifiedTradeSettlementPaymentMeans[1]`;
	const id = (place: string) => document.code(`${place}/ram:IssuerAssignedID`);
	return {
		code: document.code('/*/rsm:ExchangedDocument/ram:TypeCode'),
		number: document.code('/*/rsm:ExchangedDocument/ram:ID'),
		issueDate: CII_DATE(document, '/*/rsm:ExchangedDocument/ram:IssueDateTime'),
		dueDate: CII_DATE(document, `${settlement}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime`),
		deliveryDate: CII_DATE(document, `${delivery}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime`),
		currency,
		orderReference:
			id(`${agreement}/ram:BuyerOrderReferencedDocument`) ??
			id(`${agreement}/ram:SellerOrderReferencedDocument`),
		customerNumber:
			document.code(`${agreement}/ram:BuyerTradeParty/ram:ID`) ??
			document.code(`${agreement}/ram:BuyerTradeParty/ram:GlobalID`),
		precedingInvoiceNumber: id(`${settlement}/ram:InvoiceReferencedDocument`),
		note: joined(document.texts('/*/rsm:ExchangedDocument/ram:IncludedNote/ram:Content'), '\n'),
		seller: CII_PARTY(document, `${agreement}/ram:SellerTradeParty`),
		buyer: CII_PARTY(document, `${agreement}/ram:BuyerTradeParty`),
		shipTo: orNull({
			name: document.text(`${delivery}/ram:ShipToTradeParty/ram:Name`),
			address: CII_ADDRESS(document, `${delivery}/ram:ShipToTradeParty/ram:PostalTradeAddress`),
		}),
		totals: {
			lines: total('LineTotalAmount'),
			discount: total('AllowanceTotalAmount'),
			charges: total('ChargeTotalAmount'),
			net: total('TaxBasisTotalAmount'),
			tax: document.number(`${sums}/ram:TaxTotalAmount[@currencyID='${currency}' or not(@currencyID)]`),
			gross: total('GrandTotalAmount'),
			paid: total('TotalPrepaidAmount'),
			rounding: total('RoundingAmount'),
			due: total('DuePayableAmount'),
		},
		taxes: document.all(`${settlement}/ram:ApplicableTradeTax`, (entry) => ({
			category: entry.code('ram:CategoryCode'),
			name: entry.code('ram:TypeCode'),
			rate: entry.number('ram:RateApplicablePercent'),
			taxableAmount: entry.number('ram:BasisAmount'),
			taxAmount: entry.number('ram:CalculatedAmount'),
		})),
		lines: document.all('//ram:IncludedSupplyChainTradeLineItem', (line) => {
			const price = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice';
			const quantity = 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity';
			const sum = 'ram:SpecifiedLineTradeSettlement';
			return {
				id: line.code('ram:AssociatedDocumentLineDocument/ram:LineID'),
				sku:
					line.code('ram:SpecifiedTradeProduct/ram:SellerAssignedID') ??
					line.code('ram:SpecifiedTradeProduct/ram:GlobalID') ??
					line.code('ram:SpecifiedTradeProduct/ram:BuyerAssignedID'),
				description: descriptionOf(
					line.text('ram:SpecifiedTradeProduct/ram:Name'),
					line.text('ram:SpecifiedTradeProduct/ram:Description'),
				),
				quantity: line.number(quantity),
				unit: line.code(`${quantity}/@unitCode`),
				unitPrice: unitPriceOf(
					line.number(`${price}/ram:ChargeAmount`),
					line.number(`${price}/ram:BasisQuantity`) ??
						line.number('ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:BasisQuantity'),
				),
				discount: discountOf(
					line,
					(is) =>
						`${sum}/ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator='${is}']/ram:ActualAmount`,
				),
				net: line.number(`${sum}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`),
				taxRate: line.number(`${sum}/ram:ApplicableTradeTax/ram:RateApplicablePercent`),
				taxCategory: line.code(`${sum}/ram:ApplicableTradeTax/ram:CategoryCode`),
				periodStart: CII_DATE(line, `${sum}/ram:BillingSpecifiedPeriod/ram:StartDateTime`),
				periodEnd: CII_DATE(line, `${sum}/ram:BillingSpecifiedPeriod/ram:EndDateTime`),
			};
		}),
		payment: orNull({
			terms: joined(document.texts(`${settlement}/ram:SpecifiedTradePaymentTerms/ram:Description`), '\n'),
			reference: document.code(`${settlement}/ram:PaymentReference`),
			method: document.code(`${means}/ram:TypeCode`),
			...accountOf(
				document.code(`${means}/ram:PayeePartyCreditorFinancialAccount/ram:IBANID`) ??
					document.code(`${means}/ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID`),
			),
			bic: document.code(`${means}/ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID`),
		}),
		references: {
			buyerReference: document.code(`${agreement}/ram:BuyerReference`),
			project: document.code(`${agreement}/ram:SpecifiedProcuringProject/ram:ID`),
			contract: id(`${agreement}/ram:ContractReferencedDocument`),
			salesOrder: id(`${agreement}/ram:SellerOrderReferencedDocument`),
			despatchAdvice: id(`${delivery}/ram:DespatchAdviceReferencedDocument`),
			receivingAdvice: id(`${delivery}/ram:ReceivingAdviceReferencedDocument`),
			tender: id(`${agreement}/ram:AdditionalReferencedDocument[ram:TypeCode='50']`),
			buyerAccountingReference: document.code(
				`${settlement}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID`,
			),
			process: document.code('//ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID'),
			specification: document.code('//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID'),
			taxCurrency: document.code(`${settlement}/ram:TaxCurrencyCode`),
			taxPointDate: CII_DATE(document, `${settlement}/ram:ApplicableTradeTax/ram:TaxPointDate`),
			taxTotalInTaxCurrency: document.code(`${sums}/ram:TaxTotalAmount[@currencyID!='${currency}']`),
			periodStart: CII_DATE(document, `${settlement}/ram:BillingSpecifiedPeriod/ram:StartDateTime`),
			periodEnd: CII_DATE(document, `${settlement}/ram:BillingSpecifiedPeriod/ram:EndDateTime`),
			payeeName: document.text(`${settlement}/ram:PayeeTradeParty/ram:Name`),
			taxRepresentativeName: document.text(`${agreement}/ram:SellerTaxRepresentativeTradeParty/ram:Name`),
			mandate: document.code(`${settlement}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`),
			creditorId: document.code(`${settlement}/ram:CreditorReferenceID`),
			sellerContact: document.text(
				`${agreement}/ram:SellerTradeParty/ram:DefinedTradeContact/ram:PersonName`,
			),
			paymentAccount2:
				document.code(
					`${settlement}/ram:SpecifiedTradeSettlementPaymentMeans[2]/ram:PayeePartyCreditorFinancialAccount/ram:IBANID`,
				) ??
				document.code(
					`${settlement}/ram:SpecifiedTradeSettlementPaymentMeans[2]/ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID`,
				),
		},
	};
}

const KINDS: Record<string, Invoice['kind']> = {
	380: 'invoice',
	381: 'creditNote',
	384: 'corrective',
	387: 'invoice',
	389: 'invoice',
	575: 'invoice',
	877: 'invoice',
};

const given = <T extends object>(object: T) =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

/** Adds its tests only if the folder exists: jest reports an empty table as an error. */
const suite = (name: string, tests: () => void) =>
	isThere
		? describe(name, tests)
		: test.skip(`${name}: skipped, because ../shared/einvoices is missing`, () => {});

suite('documents that others wrote', () => {
	test('are all listed, and all that are listed are read', () => {
		const manifest = JSON.parse(readFileSync(path.join(FOLDER, 'manifest.json'), 'utf8')) as Array<{
			file: string;
		}>;
		expect([...XML, ...PDF].sort()).toEqual(manifest.map(({ file }) => file).sort());
	});

	test.each(XML)('%s is what XPath finds in it', async (file) => {
		const dom = new DOMParser().parseFromString(bytesOf(file).toString('utf8'), 'text/xml');
		const isCii = dom.documentElement.localName === 'CrossIndustryInvoice';
		const { code, references, ...expected } = (isCii ? ofCii : ofUbl)(at(dom));
		const invoice = await read(file);
		expect(invoiceSchema.strict().parse(invoice)).toEqual(invoice);
		expect(invoice).toMatchObject({ provider: null, event: null, document: null });
		expect(invoice.kind).toBe(KINDS[code ?? '']);
		expect(invoice).toMatchObject(expected);
		expect(invoice.lines.length).toBeGreaterThan(0);
		const { documentType, ...known } = invoice.references;
		expect(documentType).toBe(code);
		expect(
			Object.fromEntries(
				Object.keys(references).flatMap((name) => (name in known ? [[name, known[name]]] : [])),
			),
		).toEqual(given(references));
	});
});

/**
 * Differences between the forms of one invoice, the documents that have them, and why the reader cannot prevent them.
 */
const DIFFERENCES: ReadonlyArray<readonly [path: string, documents: readonly string[] | 'all', why: string]> =
	[
		['references.specification', 'all', 'each names the specification that it follows itself'],
		['references.process', 'all', 'the CII files name none, which UBL requires'],
		[
			'references.lineGrossPrices',
			[
				...['EN16931_1_Teilrechnung', 'EN16931_Kraftfahrversicherung_Bruttopreise', 'EN16931_Rabatte'],
				...['EN16931_Rechnungskorrektur', 'XRECHNUNG_Elektron'],
			],
			'the UBL files name no gross price, but for one, whose CII file names none',
		],
		[
			'references.linePriceDiscounts',
			['XRECHNUNG_Elektron'],
			'discounts of 0, which the CII file leaves out',
		],
		[
			'references.sellerId',
			[
				...['EN16931_1_Teilrechnung', 'EN16931_AbweichenderZahlungsempf', 'EN16931_Einfach'],
				...['EN16931_Einfach_negativePaymentDue', 'EN16931_ElektronischeAdresse'],
				...['EN16931_Rechnungskorrektur', 'EN16931_SEPA_Prenotification'],
			],
			'the UBL files were made by a program that left out the number without a scheme',
		],
	];
const differencesOf = (name: string) =>
	DIFFERENCES.filter(([, documents]) => documents === 'all' || documents.includes(name));

/**
 * Two PDF files contain an earlier edition of the invoice, with other dates and without the fields that XRechnung 3
 * requires.
 */
const EARLIER_EDITION = [
	...['issueDate', 'dueDate', 'deliveryDate', 'orderReference', 'note'],
	...['specification', 'process', 'salesOrder', 'periodStart', 'periodEnd'].map(
		(name) => `references.${name}`,
	),
	...['buyerElectronicAddress', 'sellerElectronicAddress'].map((name) => `references.${name}`),
];
const EARLIER = ['XRECHNUNG_Betriebskostenabrechnung', 'XRECHNUNG_Elektron'];

/** Its prices are without insurance tax, its nets include it. */
const ISSUES: Record<string, string[]> = {
	EN16931_Kraftfahrversicherung_Bruttopreise: ['line-mismatch', 'line-mismatch'],
};

/** Its two forms have different amounts, UBL has no payment, and there is no PDF. */
const OTHER_DOCUMENT = 'not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel';

function without(invoice: Invoice, paths: readonly string[]): Partial<Invoice> {
	const copy: Partial<Invoice> = structuredClone(invoice);
	for (const [first, second] of paths.map((where) => where.split('.'))) {
		if (second === undefined) delete copy[first as keyof Invoice];
		else delete copy.references?.[second];
	}
	return copy;
}

suite('one invoice in three forms', () => {
	const names = filesIn('same-invoice/UBL').map((file) => path.basename(file, '.ubl.xml'));

	test.each(names.filter((name) => name !== OTHER_DOCUMENT))('%s', async (name) => {
		const [ubl, cii, pdf] = await Promise.all([
			read(`same-invoice/UBL/${name}.ubl.xml`),
			read(`same-invoice/CII/${name}.cii.xml`),
			read(`same-invoice/FX/${name}.pdf`),
		]);
		const earlier = EARLIER.includes(name) ? EARLIER_EDITION : [];
		expect(without(pdf, earlier)).toEqual(without(cii, earlier));
		const differences = differencesOf(name);
		const paths = differences.map(([where]) => where);
		expect(without(ubl, paths)).toEqual(without(cii, paths));
		// Each listed difference exists.
		for (const [where, documents] of differences) {
			const key = where.replace('references.', '');
			if (documents !== 'all') expect(ubl.references[key]).not.toBe(cii.references[key]);
		}
		expect(ubl.issues).toEqual(cii.issues);
		expect(ubl.issues.map(({ code }) => code)).toEqual(ISSUES[name] ?? []);
	});

	test('the parties, dates and references of the full model agree', async () => {
		const ubl = await read(`same-invoice/UBL/${OTHER_DOCUMENT}.ubl.xml`);
		const cii = await read(`same-invoice/CII/${OTHER_DOCUMENT}.cii.xml`);
		for (const key of [
			'number',
			'kind',
			'issueDate',
			'dueDate',
			'deliveryDate',
			'note',
			'seller',
			'buyer',
			'shipTo',
		] as const) {
			expect(ubl[key]).toEqual(cii[key]);
		}
		// The UBL file differs: another tax in the second currency without a code for its date, no payment, no payee
		// number; and the base of each percentage is ten times as high.
		const ofThisForm = [
			...['specification', 'process', 'taxTotalInTaxCurrency', 'taxPointDateCode', 'payeeRegistrationId'],
			...['cardHolder', 'cardNumber', 'creditorId', 'debitedAccount', 'mandate'],
			...['paymentAccountName', 'paymentMethodText'],
		];
		const referencesOf = ({ references }: Invoice, base: string) =>
			Object.fromEntries(
				Object.entries(references)
					.filter(([name]) => !ofThisForm.includes(name))
					.map(([name, text]) => [
						name,
						text.replaceAll(`, of ${base},`, ', of its base,').replaceAll(/(\d)\.00\b/g, '$1'),
					]),
			);
		expect(referencesOf(ubl, '1000')).toEqual(referencesOf(cii, '100'));
		expect(Object.keys(ubl.references)).toEqual(
			expect.arrayContaining(['allowancesAndCharges', 'lineAllowancesAndCharges', 'linePriceDiscounts']),
		);
	});

	test('every PDF holds one of them', () => {
		expect(PDF.map((file) => path.basename(file, '.pdf')).sort()).toEqual(
			names.filter((name) => name !== OTHER_DOCUMENT).sort(),
		);
	});
});
