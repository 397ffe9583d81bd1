import type Stripe from 'stripe';
import { z } from 'zod/v4';
import { API_VERSION } from '../../nodes/Stripe/api';
import * as schemas from '../../nodes/Stripe/schema';

// Compile-time checks: the schemas accept whatever the vendor's types allow. Where the package has decimals of its own,
// JSON has strings.

type Json<T> = T extends string
	? string
	: T extends Stripe.Decimal
		? string
		: T extends object
			? { [Key in keyof T]: Json<T[Key]> }
			: T;

type Input<T extends z.ZodType> = z.input<T>;

/** Only the fields of each object that are read; an expandable one is an ID or an object. */
type Read<T, Wanted> = T extends readonly (infer Entry)[]
	? Wanted extends readonly (infer WantedEntry)[]
		? Read<Entry, WantedEntry>[]
		: T
	: T extends object
		? Wanted extends object
			? { [Key in keyof T & keyof Wanted]: Read<T[Key], NonNullable<Wanted[Key]>> }
			: T
		: T;

const accepts = <T extends z.ZodType>(_schema: T) => ({
	every: <Sent extends Input<T>>(_sent?: Sent) => undefined,
});

it('the schemas read every object that the types of the npm package allow', () => {
	accepts(schemas.invoice).every<Read<Json<Stripe.Invoice>, Input<typeof schemas.invoice>>>();
	accepts(schemas.creditNote).every<Read<Json<Stripe.CreditNote>, Input<typeof schemas.creditNote>>>();
	accepts(schemas.line).every<Read<Json<Stripe.InvoiceLineItem>, Input<typeof schemas.line>>>();
	accepts(schemas.line).every<Read<Json<Stripe.CreditNoteLineItem>, Input<typeof schemas.line>>>();
	accepts(schemas.taxRate).every<Read<Json<Stripe.TaxRate>, Input<typeof schemas.taxRate>>>();
	accepts(schemas.webhook).every<Read<Json<Stripe.WebhookEndpoint>, Input<typeof schemas.webhook>>>();
	expect(API_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}\.[a-z]+$/);
});
