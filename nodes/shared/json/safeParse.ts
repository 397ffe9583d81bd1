import type { z } from 'zod/v4';

export type Parsed<T> =
	| { success: true; data: T }
	| { success: false; error: { issues: ReadonlyArray<{ path: readonly PropertyKey[]; message: string }> } };

/**
 * The schema's `safeParse`, without exceptions: zod 3.25 compares the `length` of any object and throws when it cannot
 * be converted to a number, such as in `{"length": {"toString": null}}`.
 */
export function safeParse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
	try {
		return schema.safeParse(value);
	} catch {
		return { success: false, error: { issues: [{ path: [], message: 'has a form that cannot be read' }] } };
	}
}
