import { z } from 'zod/v4';
import { decimal } from '../values/decimal';
import { safeParse } from './safeParse';
import { NEEDED } from './tolerantParse';

/** Schemas for the fields of payloads and responses of every provider. Null and "" count as absent. */

/** Accepts a number as its text: some send a postal code as a number. */
const written = z.union([z.string(), z.number()], { error: 'is not text' });

const textOf = (value: string | number | null | undefined): string | null =>
	value === null || value === undefined || value === '' ? null : String(value);

export const text = written.nullish().transform(textOf);

/** Cursor of the next page. Strict, because a list that ends too early loses invoices without notice. */
export const nextPage = z.union([z.string(), z.number()], { error: NEEDED }).nullish().transform(textOf);

export const requiredText = z
	.union([z.string().min(1), z.number()], { error: 'required, as a text that is not empty' })
	.transform(String);

/** A number as sent: a string when it has more digits than a double can hold. */
export const figure = z
	.union([z.number(), z.string()], { error: 'is not an amount' })
	.transform((value) => (value === '' ? null : value))
	.refine((value) => value === null || decimal(value) !== null, 'is not an amount')
	.nullish();

export const flag = z.boolean({ error: 'is neither true nor false' }).nullish();

/** An object that may be absent. */
export const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.object(shape, { error: 'is not an object' }).nullish();

/** A list of objects that may be absent; leaves out entries that are not objects. */
export const list = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z
		.array(part(shape), { error: 'is not a list' })
		.nullish()
		.transform((entries) => (entries ?? []).filter((entry) => entry !== null && entry !== undefined));

/** The parsed value together with the value as sent. */
export const withSource = <T>(schema: z.ZodType<T>) =>
	z.unknown().transform((sent, context) => {
		const parsed = safeParse(schema, sent);
		if (parsed.success) return { sent, read: parsed.data };
		for (const { path, message } of parsed.error.issues) {
			context.addIssue({ code: 'custom', path: [...path], message });
		}
		return z.NEVER;
	});
