import { z } from 'zod/v4';
import { list, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Riverty's payloads that we read. Riverty publishes no usable field table: the types come from the
 * examples on docs.riverty.com, and only what an item needs is required.
 */

/** Text that is not a number becomes an issue, see `figure`. */
const figure = z.union([z.number(), z.string()], { error: 'is not an amount' }).nullish();

/** Any notification; the content of `parameters` depends on the type. */
export const notification = z.looseObject({ type: z.string().min(1) });

/** A person's `billToAddress` or a company's `companyAddress`; the examples differ only in the names. */
const address = part({
	companyName: text,
	taxIdentificationNumber: text,
	firstName: text,
	lastName: text,
	email: text,
	language: text,
	street: text,
	streetNumber: text,
	postalCode: text,
	postalPlace: text,
	countryCode: text,
});

const item = z.object(
	{
		orderItemReference: text,
		description: text,
		grossUnitPrice: figure,
		quantity: figure,
		vatAmount: figure,
		vatPercent: figure,
		vatType: text,
	},
	{ error: NEEDED },
);

/** `accounting/invoiceCreated` */
export const invoiceCreated = z.object({
	type: z.string(),
	timestamp: text,
	parameters: z.object({
		invoiceReference: requiredText,
		invoiceDate: text,
		dueDate: text,
		creationDate: text,
		businessCode: text,
		transactionId: text,
		currency: text,
		customerNumber: text,
		orderReference: text,
		billToAddress: address,
		companyAddress: address,
		invoiceDocumentUrl: text,
		items: z.array(item, { error: NEEDED }).nullish(),
		/** Despite its name, `grossUnitPrice` is the gross total. */
		totals: part({ grossUnitPrice: figure, vatAmount: figure }),
	}),
});

/** Loose, because a document without an address is identified by its content. */
const createdDocument = z.looseObject(
	{
		documentInformation: list({
			customerNumber: text,
			invoiceReference: text,
			orderReference: text,
			dunningLevel: text,
		}),
		documentType: text,
		urlKey: text,
	},
	{ error: NEEDED },
);

/** `accounting/documentCreated` */
export const documentCreated = z.object({
	type: z.string(),
	timestamp: text,
	parameters: z.object({
		businessCode: text,
		transactionId: text,
		documents: z.array(createdDocument, { error: NEEDED }).nullish(),
	}),
});

/** A callback in the response to `POST notification-callbacks`; the form of a list is undocumented. */
export const callback = z.object({
	id: z.string().min(1),
	callbackUrl: text,
	notificationTypes: z.array(z.string()).nullish(),
});

export type Address = NonNullable<z.infer<typeof address>>;
export type Item = z.infer<typeof item>;
export type InvoiceCreated = z.infer<typeof invoiceCreated>;
export type CreatedDocument = z.infer<typeof createdDocument>;
export type DocumentCreated = z.infer<typeof documentCreated>;
export type Callback = z.infer<typeof callback>;
