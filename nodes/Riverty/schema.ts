import { z } from 'zod/v4';

/**
 * What Riverty sends, as far as it is read. No field table of Riverty's is readable: the types come from the examples
 * on docs.riverty.com, and required is only what an item cannot do without. So a number counts as the text that it
 * prints as, and null and "" count as absent.
 */
const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
const requiredText = z
	.union([z.string().min(1), z.number()], { error: 'required, as a text that is not empty' })
	.transform(String);
const figure = z.union([z.number(), z.string()]).nullish();

/** Any notification. What stands in `parameters` is up to the type. */
export const notification = z.looseObject({ type: z.string().min(1) });

/** `billToAddress` of a person and `companyAddress` of a company: the examples differ in the names only. */
const address = z.object({
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

const item = z.object({
	orderItemReference: text,
	description: text,
	grossUnitPrice: figure,
	quantity: figure,
	vatAmount: figure,
	vatPercent: figure,
	vatType: text,
});

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
		billToAddress: address.nullish(),
		companyAddress: address.nullish(),
		invoiceDocumentUrl: text,
		items: z.array(item).nullish(),
		/** `grossUnitPrice` is the gross total in spite of its name. */
		totals: z.object({ grossUnitPrice: figure, vatAmount: figure }).nullish(),
	}),
});

/** Loose, because a document without an address is told from others by its content. */
const createdDocument = z.looseObject({
	documentInformation: z
		.array(
			z.object({
				customerNumber: text,
				invoiceReference: text,
				orderReference: text,
				dunningLevel: text,
			}),
		)
		.nullish(),
	documentType: text,
	urlKey: text,
});

/** `accounting/documentCreated` */
export const documentCreated = z.object({
	type: z.string(),
	timestamp: text,
	parameters: z.object({
		businessCode: text,
		transactionId: text,
		documents: z.array(createdDocument).nullish(),
	}),
});

/** A callback as `POST notification-callbacks` answers; of a list of them nothing is documented. */
export const callback = z.object({
	id: z.string().min(1),
	callbackUrl: text,
	notificationTypes: z.array(z.string()).nullish(),
});

export type Address = z.infer<typeof address>;
export type Item = z.infer<typeof item>;
export type InvoiceCreated = z.infer<typeof invoiceCreated>;
export type CreatedDocument = z.infer<typeof createdDocument>;
export type DocumentCreated = z.infer<typeof documentCreated>;
export type Callback = z.infer<typeof callback>;
