/** Items as people would enter them, and the path through Document > Create. */
import { createXml } from '../../../nodes/shared/einvoice/create';
import {
	EN16931,
	PEPPOL,
	PEPPOL_PROCESS,
	XRECHNUNG,
} from '../../../nodes/shared/einvoice/en16931/specifications';
import type { Gap } from '../../../nodes/shared/einvoice/gap';
import { oneByField } from '../../../nodes/shared/einvoice/gapList';
import { takeItems, type Settings, type TakenItem } from '../../../nodes/shared/einvoice/ownData/takeItems';
import { required } from '../../../nodes/shared/einvoice/ownData/required';
import { validateFile } from '../../../nodes/shared/einvoice/validate';
import { finish } from '../../../nodes/shared/steps';
import type { Syntax } from '../../../nodes/shared/validate/rules/sets';

type Fields = Record<string, unknown>;

const SETTINGS: Settings = {
	parties: {},
	references: {},
	defaults: { unit: null, taxCategory: null },
	zone: 'Europe/Berlin',
};

export const take = (rows: Fields | Fields[], settings: Partial<Settings> = {}): TakenItem =>
	finish(takeItems([rows].flat(), { ...SETTINGS, ...settings }));

/** The XML formats that Create offers: syntax, and the specification that the file claims. */
export const FORMATS: Record<string, { syntax: Syntax; references: Record<string, string> }> = {
	UBL: { syntax: 'ubl', references: { specification: EN16931 } },
	CII: { syntax: 'cii', references: { specification: EN16931 } },
	Peppol: { syntax: 'ubl', references: { specification: PEPPOL, process: PEPPOL_PROCESS } },
	'XRechnung in UBL': { syntax: 'ubl', references: { specification: XRECHNUNG, process: PEPPOL_PROCESS } },
	'XRechnung in CII': { syntax: 'cii', references: { specification: XRECHNUNG, process: PEPPOL_PROCESS } },
};

/** The result of Create from own data: the file, its reported gaps, and Validate's findings. */
export async function createOf(rows: Fields | Fields[], format: string, settings: Partial<Settings> = {}) {
	const { syntax, references } = FORMATS[format];
	const taken = take(rows, { ...settings, references });
	const { xml, gaps } = await createXml(taken.item, { references, unit: null, taxCategory: null }, syntax);
	const asked = required(taken.item, references.specification);
	const listed: Gap[] = oneByField([...taken.gaps, ...asked, ...gaps], taken.item, taken.isOwn);
	const result = await validateFile(Buffer.from(xml), 'claimed');
	const found = result.ok
		? result.value.validation.errors.map(({ rule, message }) => `${rule} ${message}`)
		: [result.error.message];
	return { ...taken, xml, gaps: listed, found };
}

/** A German seller with everything that XRechnung requires. */
export const SELLER = {
	name: 'Beispiel Werkzeuge GmbH',
	taxId: 'DE 123 456 789',
	street: 'Hafenstraße 4',
	city: 'Ulm',
	postalCode: 89073,
	country: 'de',
	electronicAddress: '9930:DE123456789',
	contact: 'Jana Beispiel',
	phone: '+49 731 123456',
	email: 'billing@example.com',
	iban: 'DE89 3704 0044 0532 0130 00',
};

export const BUYER = {
	name: 'Muster AG',
	taxId: 'ATU12345678',
	street: 'Ring 12',
	city: 'Wien',
	postalCode: 1010,
	country: 'AT',
	electronicAddress: '9914:ATU12345678',
};

const head = (number: unknown): Fields => ({
	number,
	issueDate: '2026-01-31T00:00:00.000+01:00',
	dueDate: '2026-02-28',
	deliveryDate: '2026-01-30',
	currency: 'eur',
	buyerReference: '04011000-12345-03',
	seller: SELLER,
	buyer: BUYER,
});

/** Fictitious invoices, and amounts due calculated by hand. */
export const INVOICES: Record<string, { item: Fields; due: number }> = {
	'hours of a service': {
		item: {
			...head(1001),
			lines: [{ description: 'Consulting', quantity: '7.5', unit: 'HUR', unitPrice: 95, taxRate: '19' }],
		},
		due: 847.88,
	},
	'goods at several rates': {
		item: {
			...head('2026-2'),
			lines: [
				{ description: 'Book', quantity: 3, unitPrice: '9.99', taxRate: 7 },
				{ description: 'Lamp', sku: 4711, quantity: 2, unitPrice: 12.345, taxRate: '19 %' },
				{ description: 'Cable', quantity: 7, unitPrice: 0.35, taxRate: 19 },
			],
		},
		due: 64.37,
	},
	'discounts on lines and on the whole': {
		item: {
			...head('2026-3'),
			lines: [{ description: 'Desk', quantity: 2, unitPrice: 250, discount: 25, taxRate: 19 }],
			totals: { discount: '50', charges: 10 },
		},
		due: 517.65,
	},
	'a discount of one of several rates': {
		item: {
			...head('2026-4'),
			lines: [
				{ description: 'Desk', quantity: 1, unitPrice: 100, taxRate: 19 },
				{ description: 'Book', quantity: 1, unitPrice: 100, taxRate: 7 },
			],
			totals: { discount: 10 },
			references: { allowancesAndCharges: 'discount 10.00, tax S 19: Loyalty' },
		},
		due: 214.1,
	},
	'reverse charge': {
		item: {
			...head('2026-5'),
			lines: [{ description: 'Assembly', quantity: 1, unitPrice: 1200, taxCategory: 'ae' }],
		},
		due: 1200,
	},
	'a small business without VAT': {
		item: {
			...head('2026-6'),
			seller: { ...SELLER, taxId: '', taxNumber: '12/345/67890', registrationId: 'HRB 1' },
			taxExemptionReason: 'Small business, no VAT charged (§ 19 UStG)',
			lines: [{ description: 'Portrait', quantity: 1, unitPrice: 80, taxRate: 0, taxCategory: 'E' }],
		},
		due: 80,
	},
	'a small business with nothing but the number of the tax office': {
		item: {
			...head('2026-13'),
			seller: { ...SELLER, taxId: null, taxNumber: '12/345/67890' },
			taxExemptionReason: 'Small business, no VAT charged (§ 19 UStG)',
			lines: [{ description: 'Portrait', quantity: 1, unitPrice: 80, taxRate: 0, taxCategory: 'E' }],
		},
		due: 80,
	},
	'a credit note': {
		item: {
			...head('2026-7'),
			kind: 'Credit note',
			precedingInvoiceNumber: 1001,
			lines: [{ description: 'Consulting', quantity: 1, unitPrice: 95, taxRate: 19 }],
		},
		due: 113.05,
	},
	'a foreign currency': {
		item: {
			...head('2026-8'),
			currency: 'usd',
			lines: [{ description: 'Licence', quantity: 12, unitPrice: 8.333, taxRate: 19 }],
		},
		due: 119,
	},
	'a prepayment': {
		item: {
			...head('2026-9'),
			totals: { paid: 500 },
			lines: [{ description: 'Kitchen', quantity: 1, unitPrice: 4200, taxRate: 19 }],
		},
		due: 4498,
	},
	'a line for nothing': {
		item: {
			...head('2026-10'),
			lines: [
				{ description: 'Sample', quantity: 3, unitPrice: 0, taxRate: 19 },
				{ description: 'Paint', quantity: 1, unitPrice: 19.9, taxRate: 19 },
			],
		},
		due: 23.68,
	},
	'prices with tax': {
		item: {
			...head('2026-11'),
			lines: [{ description: 'Mug', quantity: 3, unitPrice: 11.9, unitPriceIncludesTax: 'yes', taxRate: 19 }],
		},
		due: 35.7,
	},
	'yen, which have no fraction': {
		item: {
			...head('2026-12'),
			currency: 'JPY',
			lines: [{ description: 'Tea', quantity: 3, unitPrice: 333, taxRate: 8 }],
		},
		due: 1079,
	},
};
