import { z } from 'zod/v4';
import { list, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * What Riverty sends, as far as it is read. No field table of Riverty's is readable: the types come from the examples
 * on docs.riverty.com, and required is only what an item cannot do without.
 */

/** A figure that is none has an issue of its own, see `figures`. */
const figure = z.union([z.number(), z.string()], { error: 'is no amount' }).nullish();

/** Any notification. What stands in `parameters` is up to the type. */
export const notification = z.looseObject({ type: z.string().min(1) });

/** `billToAddress` of a person and `companyAddress` of a company: the examples differ in the names only. */
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
		/** `grossUnitPrice` is the gross total in spite of its name. */
		totals: part({ grossUnitPrice: figure, vatAmount: figure }),
	}),
});

/** Loose, because a document without an address is distinguished from others by its content. */
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

/** A callback as `POST notification-callbacks` answers; of a list of them nothing is documented. */
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
