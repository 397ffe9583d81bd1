import { z } from 'zod/v4';
import { invoiceSchema } from '../../invoice/schema';

/** The parties, in the order in which the schema's descriptions list the terms of a field that several of them have. */
export const PARTIES = ['seller', 'buyer', 'shipTo'];

/** The term of EN 16931 for a field, such as BT-146; the field itself when the norm has none. */
export function termOf(path: string): string {
	let at: unknown = invoiceSchema;
	let term: string | undefined;
	const names = path.replace(/\[\d+\]/g, '').split('.');
	const party = PARTIES.indexOf(names[0] ?? '');
	for (const name of names) {
		const inner = innermost(at);
		at = inner instanceof z.ZodObject ? (inner.shape as Record<string, unknown>)[name] : undefined;
		if (!(at instanceof z.ZodType)) continue;
		const terms = /^B[GT]-\d+(?:, B[GT]-\d+)*/.exec(at.description ?? '')?.[0].split(', ') ?? [];
		term = (terms.length > 1 && party > 0 ? terms[party] : terms[0]) ?? term;
	}
	return term ?? 'EN 16931';
}

/** Unwraps the schemas of lists and nullable fields. */
function innermost(schema: unknown): unknown {
	if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return innermost(schema.unwrap());
	if (schema instanceof z.ZodArray) return innermost(schema.element);
	return schema;
}
