/** Items with one fault each, and the official rule that Create reports for its output. */
import type { INodeProperties } from 'n8n-workflow';
import { properties } from '../../../nodes/Invoice/operations/document/create';
import { finish } from '../../../nodes/shared/steps';
import { createUbl, writeItem } from '../../../nodes/shared/einvoice/create';
import { addressOf } from '../../../nodes/shared/invoice/build';
import { LIMITS } from '../../../nodes/shared/xml/limits';
import { invoiceSchema, type Invoice } from '../../../nodes/shared/invoice/schema';
import {
	line,
	NO_ADDITIONS,
	rulesOf,
	taxOf,
	untaxed,
	valid,
	withWhole,
} from '../../support/einvoice/items.mts';

type Change = (item: Invoice) => void;

/** The item to change, valid by itself, and the rules that the change breaks. */
type Case = [rule: string, change: Change, from?: () => Invoice, also?: string[]];

/** A single line of 100.00 at 20 %, whose amounts are easy to change. */
const single = (): Invoice => {
	const item = untaxed('S', 20);
	item.references = { ...valid().references };
	item.taxes[0].taxAmount = 20;
	Object.assign(item.totals, { tax: 20, gross: 120, due: 120 });
	return item;
};

const ref =
	(values: Record<string, string>): Change =>
	(item) =>
		Object.assign(item.references, values);

const CASES: Case[] = [
	['BR-02', (item) => (item.number = null)],
	['BR-03', (item) => (item.issueDate = null)],
	['BR-04', (item) => (item.kind = null)],
	['BR-05', (item) => (item.currency = null)],
	['BR-06', (item) => (item.seller!.name = null)],
	['BR-07', (item) => (item.buyer!.name = ' ')],
	['BR-08', (item) => (item.seller!.address = null)],
	['BR-09', (item) => (item.seller!.address!.countryCode = null)],
	['BR-10', (item) => (item.buyer!.address = null)],
	['BR-11', (item) => (item.buyer!.address!.countryCode = null)],
	['BR-12', (item) => Object.assign(item.totals, { lines: null }), () => withoutNet(), ['BR-24', 'BR-26']],
	[
		'BR-13',
		(item) => Object.assign(item.totals, { net: null, gross: null, lines: null }),
		() => withoutNet(),
		['BR-12', 'BR-14', 'BR-24', 'BR-26'],
	],
	[
		'BR-14',
		(item) => Object.assign(item.totals, { gross: null, tax: null }),
		() => withoutTax(),
		['BR-46', 'BR-CO-14'],
	],
	['BR-15', (item) => Object.assign(item.totals, { due: null }), single],
	['BR-16', (item) => (item.lines = []), undefined, ['BR-32', 'BR-37']],
	['BR-17', ref({ payeeId: '123' })],
	['BR-18', ref({ taxRepresentativeTaxId: 'FR123', taxRepresentativeAddress: 'Rue 1, Paris, FR' })],
	['BR-19', ref({ taxRepresentativeTaxId: 'FR123', taxRepresentativeName: 'Rep' })],
	[
		'BR-20',
		ref({
			taxRepresentativeTaxId: 'FR123',
			taxRepresentativeName: 'Rep',
			taxRepresentativeAddress: 'Rue 1, Paris',
		}),
	],
	['BR-21', (item) => (item.lines[1].id = null)],
	['BR-22', (item) => (item.lines[1].quantity = null)],
	['BR-23', (item) => (item.lines[1].unit = null)],
	[
		'BR-24',
		(item) => Object.assign(item.lines[0], { net: null, unitPriceIncludesTax: true }),
		single,
		['BR-26'],
	],
	['BR-25', (item) => (item.lines[1].description = null)],
	[
		'BR-26',
		(item) => Object.assign(item.lines[1], { unitPrice: null, quantity: null }),
		undefined,
		['BR-22'],
	],
	['BR-27', (item) => Object.assign(item.lines[0], { unitPrice: -10, quantity: -10 })],
	['BR-29', ref({ periodStart: '2026-02-01', periodEnd: '2026-01-01' })],
	['BR-30', (item) => (item.lines[1].periodEnd = '2025-12-31')],
	['BR-32', (item) => Object.assign(item.totals, { discount: 12 }), undefined, ['BR-37', 'BR-CO-13']],
	['BR-37', (item) => Object.assign(item.totals, { charges: 12 }), undefined, ['BR-32', 'BR-CO-13']],
	['BR-45', (item) => (item.taxes[1].taxableAmount = null), () => withoutWhole()],
	['BR-46', (item) => (item.taxes[1].taxAmount = null)],
	[
		'BR-47',
		(item) => {
			item.taxes[0].category = null;
			item.lines[0].taxCategory = null;
		},
		single,
		['BR-CO-04'],
	],
	['BR-48', (item) => (item.taxes[0].rate = null), () => untaxed('Z')],
	['BR-49', (item) => (item.payment!.method = null)],
	['BR-51', ref({ cardNumber: '4111111111111111' })],
	[
		'BR-52',
		ref({ supportingDocuments: 'a', supportingDocumentLinks: 'https://a.example https://b.example' }),
	],
	['BR-53', ref({ taxCurrency: 'SEK' })],
	['BR-55', ref({ precedingInvoiceDate: '2025-01-01' })],
	['BR-56', ref({ taxRepresentativeName: 'Rep', taxRepresentativeAddress: 'Rue 1, Paris, FR' })],
	['BR-57', (item) => (item.shipTo!.address!.countryCode = null)],
	['BR-61', (item) => Object.assign(item.payment!, { iban: null, bic: null })],
	['BR-62', ref({ sellerElectronicAddress: 'a@example.com' })],
	['BR-63', ref({ buyerElectronicAddress: '4304171000002' })],
	['BR-CO-03', ref({ taxPointDate: '2026-01-01', taxPointDateCode: '35' })],
	['BR-CO-04', (item) => (item.lines[0].taxCategory = null), () => ambiguous()],
	['BR-CO-09', (item) => (item.seller!.taxId = '123456789')],
	['BR-CO-09', (item) => (item.buyer!.taxId = 'QQ1')],
	[
		'BR-CO-10',
		(item) => Object.assign(item.totals, { lines: 146, discount: 11 }),
		undefined,
		['BR-32', 'BR-37'],
	],
	['BR-CO-13', (item) => Object.assign(item.totals, { net: 141, tax: 19.6 }), undefined, ['BR-CO-14']],
	['BR-CO-14', (item) => Object.assign(item.totals, { tax: 20.7, gross: 160.7, due: 101.1 })],
	['BR-CO-15', (item) => Object.assign(item.totals, { gross: 161, due: 101.4 })],
	['BR-CO-16', (item) => (item.totals.due = 100)],
	['BR-CO-16', (item) => (item.totals.withheld = 5)],
	['BR-CO-18', (item) => (item.taxes = []), single, ['BR-S-01']],
	['BR-CO-26', (item) => (item.seller!.taxId = null), undefined, ['BR-S-02', 'BR-S-03', 'BR-S-04']],
	[
		'BR-DEC-01',
		(item) => Object.assign(item.totals, { discount: 10.001 }),
		discounted,
		['BR-CO-13', 'BR-DEC-10', 'BR-Z-08'],
	],
	[
		'BR-DEC-05',
		(item) => Object.assign(item.totals, { charges: 10.001 }),
		charged,
		['BR-CO-13', 'BR-DEC-11', 'BR-Z-08'],
	],
	[
		'BR-DEC-09',
		(item) => Object.assign(item.totals, { lines: 145.001 }),
		undefined,
		['BR-CO-10', 'BR-CO-13'],
	],
	[
		'BR-DEC-10',
		(item) => Object.assign(item.totals, { discount: 10.001 }),
		discounted,
		['BR-CO-13', 'BR-DEC-01', 'BR-Z-08'],
	],
	[
		'BR-DEC-11',
		(item) => Object.assign(item.totals, { charges: 10.001 }),
		charged,
		['BR-CO-13', 'BR-DEC-05', 'BR-Z-08'],
	],
	['BR-DEC-12', (item) => Object.assign(item.totals, { net: 140.001 }), undefined, ['BR-CO-13', 'BR-CO-15']],
	['UBL-DT-01', (item) => Object.assign(item.totals, { tax: 20.601 }), undefined, ['BR-CO-14', 'BR-CO-15']],
	[
		'BR-DEC-14',
		(item) => Object.assign(item.totals, { gross: 160.601 }),
		undefined,
		['BR-CO-15', 'BR-CO-16'],
	],
	['UBL-DT-01', ref({ taxCurrency: 'SEK', taxTotalInTaxCurrency: '200.123' })],
	[
		'BR-DEC-16',
		(item) => Object.assign(item.totals, { paid: 59.999, due: 101.001 }),
		undefined,
		['BR-DEC-18'],
	],
	[
		'BR-DEC-17',
		(item) => Object.assign(item.totals, { rounding: 0.401, due: 101.001 }),
		undefined,
		['BR-DEC-18'],
	],
	['BR-DEC-18', (item) => Object.assign(item.totals, { due: 101.001 }), undefined, ['BR-CO-16']],
	['BR-DEC-19', (item) => (item.taxes[0].taxableAmount = 100.001), single, ['BR-S-08']],
	['BR-DEC-20', (item) => (item.taxes[0].taxAmount = 20.001), single, ['BR-CO-14']],
	['BR-DEC-23', (item) => (item.lines[0].net = 100.001), single, ['BR-CO-10', 'BR-S-08']],
	['BR-DEC-24', (item) => (item.lines[0].discount = 0.001), single],
	['BR-DEC-27', (item) => (item.lines[0].discount = -0.001), single],
	[
		'BR-CL-01',
		(item) => Object.assign(item, { kind: null, references: { ...item.references, documentType: '999' } }),
	],
	['BR-CL-17', (item) => (item.taxes[0].category = 'X'), single, ['BR-S-01']],
	['BR-CL-17', (item) => (item.taxes[0].category = 'valueOf'), single, ['BR-S-01']],
	['BR-CL-18', (item) => (item.lines[0].taxCategory = 'X'), single, ['BR-S-08']],
	['BR-CL-18', (item) => (item.lines[0].taxCategory = 'valueOf'), single, ['BR-S-08']],
	['BR-CL-23', (item) => (item.lines[0].unit = 'Becher')],
	['PEPPOL-EN16931-R001', ref({ specification: `${'x'}#peppol.eu:2017:poacc:billing:3.0` })],
	['PEPPOL-EN16931-R003', (item) => (item.orderReference = null)],
	['PEPPOL-EN16931-R010', (item) => delete item.references.buyerElectronicAddress],
	['PEPPOL-EN16931-R020', (item) => delete item.references.sellerElectronicAddress],
	['PEPPOL-EN16931-R120', (item) => (item.lines[0].quantity = 9)],
	['XML', (item) => (item.note = 'a\u0000b')],
];

function withoutNet(): Invoice {
	const item = single();
	Object.assign(item.lines[0], { net: null, quantity: 10, unitPrice: 10, unitPriceIncludesTax: true });
	return item;
}
function withoutTax(): Invoice {
	const item = single();
	item.taxes[0].taxAmount = null;
	return item;
}
function withoutWhole(): Invoice {
	const item = valid();
	Object.assign(item.totals, { discount: null, charges: null, lines: 140 });
	Object.assign(item.lines[0], { net: 90, discount: 10 });
	Object.assign(item.lines[1], { net: 50, discount: null });
	return item;
}
/** Two categories with the same rate, so that a line without a category could belong to either. */
function ambiguous(): Invoice {
	const item = untaxed('E');
	item.lines.push(line({ id: '2', quantity: 1, unitPrice: 50, net: 50, taxRate: 0, taxCategory: 'Z' }));
	item.taxes.push(taxOf({ category: 'Z', rate: 0, taxableAmount: 50, taxAmount: 0 }));
	Object.assign(item.totals, { lines: 150, net: 150, gross: 150, due: 150 });
	return item;
}
function discounted(): Invoice {
	return withWhole(untaxedS(), 'discount');
}
function charged(): Invoice {
	return withWhole(untaxedS(), 'charges');
}
function untaxedS(): Invoice {
	return untaxed('Z');
}

/** The categories without tax; each has the same ten rules. */
const UNTAXED = ['Z', 'E', 'AE', 'K', 'G', 'O'] as const;
const nameOf = (category: string) => (category === 'K' ? 'IC' : category);

for (const category of UNTAXED) {
	const name = nameOf(category);
	const isO = category === 'O';
	const from = () => untaxed(category, isO ? null : 0);
	const places: Array<[number, () => Invoice]> = [
		[0, from],
		[1, () => withWhole(from(), 'discount')],
		[2, () => withWhole(from(), 'charges')],
	];
	CASES.push([
		`BR-${name}-01`,
		(item) => item.taxes.push({ ...item.taxes[0], taxableAmount: 0 }),
		from,
		[`BR-${name}-08`],
	]);
	for (const [place, base] of places) {
		const seller: Change = (item) => {
			item.seller!.taxId = isO ? 'DE123456789' : null;
			item.references.sellerId = '123';
		};
		// The lines have the category as well.
		const also = place === 0 ? [] : [`BR-${name}-02`];
		CASES.push([`BR-${name}-0${place + 2}`, seller, base, also]);
		if (category === 'AE' || category === 'K') {
			CASES.push([`BR-${name}-0${place + 2}`, (item) => (item.buyer!.taxId = null), base, also]);
		}
	}
	CASES.push([`BR-${name}-05`, (item) => (item.lines[0].taxRate = isO ? 0 : 5), from]);
	for (const [place, kind] of [
		[6, 'discount'],
		[7, 'charges'],
	] as const) {
		CASES.push([
			`BR-${name}-0${place}`,
			(item) => (item.taxes[0].rate = isO ? 0 : 5),
			() => withWhole(from(), kind),
		]);
	}
	CASES.push([`BR-${name}-08`, (item) => (item.taxes[0].taxableAmount = 90), from]);
	CASES.push([`BR-${name}-09`, (item) => (item.taxes[0].taxAmount = 1), from, ['BR-CO-14']]);
	if (category !== 'Z')
		CASES.push([`BR-${name}-10`, (item) => delete item.references.taxExemptionReason, from]);
}

CASES.push(
	['BR-S-01', (item) => (item.lines[0].taxCategory = 'S'), () => untaxed('E'), ['BR-S-05', 'BR-E-08']],
	['BR-S-02', (item) => sellerWithoutVat(item), single],
	['BR-S-03', (item) => sellerWithoutVat(item), undefined, ['BR-S-02', 'BR-S-04']],
	['BR-S-04', (item) => sellerWithoutVat(item), undefined, ['BR-S-02', 'BR-S-03']],
	['BR-S-05', (item) => zeroRate(item), single],
	['BR-IC-11', (item) => (item.deliveryDate = null), () => untaxed('K')],
	['BR-IC-12', (item) => (item.shipTo = null), () => untaxed('K')],
	[
		'BR-O-11',
		(item) => item.taxes.push(taxOf({ category: 'L', rate: 5, taxableAmount: 0, taxAmount: 0 })),
		() => untaxed('O', null),
		[],
	],
	[
		'BR-O-12',
		(item) => (item.lines[0].taxCategory = 'L'),
		() => untaxed('O', null),
		['BR-AF-01', 'BR-AF-02', 'BR-AF-05', 'BR-O-08'],
	],
	['BR-AF-05', (item) => (item.lines[0].taxRate = -1), () => island('L'), ['BR-AF-08']],
);

function sellerWithoutVat(item: Invoice) {
	item.seller!.taxId = null;
	item.seller!.registrationId = 'HRB 1';
}
function zeroRate(item: Invoice) {
	item.taxes[0] = taxOf({ category: 'S', rate: 0, taxableAmount: 100, taxAmount: 0 });
	item.lines[0].taxRate = 0;
	Object.assign(item.totals, { tax: 0, gross: 100, due: 100 });
}
function island(category: string): Invoice {
	const item = single();
	item.taxes[0].category = category;
	item.lines[0].taxCategory = category;
	return item;
}

const named = CASES.map((one, index) => [`${one[0]} (${index})`, one] as const);

test('the items to be broken are items, and break no rule', async () => {
	for (const item of [valid(), single(), ...UNTAXED.map((one) => untaxed(one, one === 'O' ? null : 0))]) {
		expect(invoiceSchema.safeParse(item).error).toBeUndefined();
		expect(await rulesOf(item)).toEqual([]);
	}
});

describe('each rule is broken by an item that lacks just that', () => {
	test.each(named)('%s', async (_name, [rule, change, from = valid]) => {
		const item = from();
		change(item);
		expect(await rulesOf(item)).toContain(rule);
	});
});

test('a gap names a field of the item and says in plain words what to do', async () => {
	for (const [, [, change, from = valid]] of named) {
		const item = from();
		change(item);
		for (const { path, message } of (await createUbl(item, NO_ADDITIONS)).gaps) {
			const [top] = path.split(/[.[]/);
			expect([...Object.keys(item), '']).toContain(top);
			expect(message).toMatch(/^\S.{9,}[^.]$/s);
			expect(message).not.toMatch(/undefined|null|NaN/);
		}
	}
});

describe('what is met', () => {
	test('payment terms instead of a due date, nothing at all where nothing is due', async () => {
		const item = valid();
		item.dueDate = null;
		item.payment!.terms = 'In 30 days';
		expect(await rulesOf(item)).toEqual([]);
		item.payment!.terms = null;
		Object.assign(item.totals, { paid: 161, due: 0 });
		expect(await rulesOf(item)).toEqual([]);
	});

	test('Greece and Northern Ireland have prefixes of their own', async () => {
		const item = valid();
		item.seller!.taxId = 'EL123456789';
		item.buyer!.taxId = 'XI123456789';
		item.references.specification = 'urn:cen.eu:en16931:2017';
		expect(await rulesOf(item)).toEqual([]);
	});

	test('what a document is not for is not asked: without Peppol no electronic addresses', async () => {
		const item = valid();
		item.references = { specification: 'urn:cen.eu:en16931:2017' };
		item.orderReference = null;
		item.shipTo!.address = addressOf({ countryCode: 'AT' });
		expect(await rulesOf(item)).toEqual([]);
	});
});

/** Faults from public reports, with the official validators' findings on the file. */
describe('Peppol', () => {
	const germany = (item: Invoice) => {
		item.buyer!.taxId = 'DE987654321';
		Object.assign(item.buyer!.address!, { countryCode: 'DE', city: 'Köln', postalCode: '50667' });
	};
	test.each<[string, Change, string[]]>([
		[
			'a correction',
			(item) => Object.assign(item, { kind: 'corrective', precedingInvoiceNumber: 'R-0' }),
			['PEPPOL-EN16931-P0112'],
		],
		['a pro-forma invoice', (item) => (item.kind = 'proForma'), ['PEPPOL-EN16931-P0100']],
		['a self-billed invoice', ref({ documentType: '389' }), ['PEPPOL-EN16931-P0100']],
		[
			'the address of a mailbox',
			ref({ buyerElectronicAddress: 'EM:buyer@example.com' }),
			['PEPPOL-EN16931-CL008'],
		],
		[
			'a number of a location with a wrong check digit',
			ref({ buyerElectronicAddress: '0088:4304171000003' }),
			['PEPPOL-COMMON-R040'],
		],
		[
			'a direct debit without a mandate',
			(item) => Object.assign(item.payment!, { method: '59' }),
			['PEPPOL-EN16931-R061'],
		],
		[
			'a line outside of the period of the invoice',
			(item) => {
				Object.assign(item.references, { periodStart: '2026-01-01', periodEnd: '2026-01-31' });
				Object.assign(item.lines[0], { periodStart: '2025-01-01', periodEnd: '2026-12-31' });
			},
			['PEPPOL-EN16931-R110', 'PEPPOL-EN16931-R111'],
		],
		['from Germany to Germany', germany, ['DE-R-002', 'DE-R-015']],
		['another process', ref({ process: 'mine' }), ['PEPPOL-EN16931-R007']],
		[
			'two subjects of a note',
			(item) => {
				item.note = 'First\nSecond';
				item.references.noteSubject = 'AAI, REG';
			},
			['PEPPOL-EN16931-R002'],
		],
		['a category that the norm does not have', (item) => (item.lines[0].taxCategory = 'B'), ['BR-B-01']],
		['a unit that nobody knows', (item) => (item.lines[0].unit = 'thing'), ['BR-CL-23']],
	])('%s', async (_what, change, rules) => {
		const item = valid();
		change(item);
		expect(await rulesOf(item)).toEqual(expect.arrayContaining(rules));
	});
});

test('the addresses that the node proposes are written without complaint', async () => {
	const [additions] = properties.filter(({ name }) => name === 'additions');
	const options = (additions?.options ?? []) as INodeProperties[];
	const addresses = options.filter(({ name }) => name.endsWith('ElectronicAddress'));
	expect(addresses).toHaveLength(2);
	for (const { name, placeholder = '' } of addresses) {
		const item = valid();
		item.references[name] = placeholder.replace('e.g. ', '');
		expect(await rulesOf(item)).toEqual([]);
	}
});

test.each([
	['taxPointDate', '01.11.2026', 'is not a date: write it as 2026-01-31'],
	['periodStart', '2026-02-30', 'is not a date: write it as 2026-01-31'],
	['taxTotalInTaxCurrency', '1.000,00', 'is not an amount: write it as 1000.00'],
])('%s in words (%s) is listed once, by its name', async (name, text, message) => {
	const item = valid();
	item.references[name] = text;
	if (name === 'taxTotalInTaxCurrency') item.references.taxCurrency = 'SEK';
	const { gaps } = await createUbl(item, NO_ADDITIONS);
	expect(gaps.filter(({ path }) => path === `references.${name}`)).toEqual([
		expect.objectContaining({ rule: 'UBL-2.1', message: `${text} ${message}` }),
	]);
});

test.each([
	['UND', 'C62'],
	['h', 'HUR'],
	['KGM', 'KGM'],
])('the unit %s is written as %s', (unit, code) => {
	const item = valid();
	item.lines[0].unit = unit;
	expect(finish(writeItem(item, NO_ADDITIONS)).xml).toContain(`unitCode="${code}"`);
});

test.each([
	['HRB:12345', null, 'HRB:12345'],
	['0088:4304171000002', '0088', '4304171000002'],
])('the identifier %s has the scheme %s', async (written, scheme, id) => {
	const item = valid();
	item.references.sellerId = written;
	const { xml } = finish(writeItem(item, NO_ADDITIONS));
	expect(xml).toContain(scheme === null ? `<cbc:ID>${id}<` : `<cbc:ID schemeID="${scheme}">${id}<`);
	expect(await rulesOf(item)).toEqual([]);
});

test('a file that Read would reject for its size says so as its only gap', async () => {
	const item = { ...single(), note: 'a'.repeat(LIMITS.characters) };
	const { gaps } = await createUbl(item, { references: {}, unit: null, taxCategory: null });
	expect(gaps).toEqual([
		{
			rule: 'XML',
			path: '',
			isTolerated: false,
			message:
				'The file holds more than 10,000,000 characters of text, more than an e-invoice may have here. Split the invoice into several with fewer lines or shorter texts.',
		},
	]);
});

test('what a provider gives back has a negative quantity and no negative price, and no discount of nothing', async () => {
	const given = {
		id: '2',
		quantity: 1,
		unitPrice: -10,
		discount: 0,
		net: -10,
		taxRate: 19,
		taxCategory: 'S',
	};
	const item = valid();
	const lines = [...item.lines, line(given)];
	const written = async (provider: Invoice['provider']) =>
		(await createUbl({ ...item, lines, provider }, NO_ADDITIONS)).xml.split('<cac:InvoiceLine>').at(-1)!;
	const ofProvider = await written('stripe');
	expect(ofProvider).toContain('>-1</cbc:InvoicedQuantity>');
	expect(ofProvider).toContain('>10</cbc:PriceAmount>');
	expect(ofProvider).toContain('>-10</cbc:LineExtensionAmount>');
	expect(ofProvider).not.toContain('AllowanceCharge');
	// An item read from a file is not normalized.
	expect(await written(null)).toContain('>-10</cbc:PriceAmount>');
});

test('a fault that breaks several rules is listed once', async () => {
	const item = single();
	item.taxes[0].taxAmount = 18;
	Object.assign(item.totals, { tax: 18, gross: 118, due: 118 });
	const { gaps } = await createUbl(item, NO_ADDITIONS);
	expect(gaps.map(({ rule }) => rule)).toEqual(['BR-S-09']);
});
