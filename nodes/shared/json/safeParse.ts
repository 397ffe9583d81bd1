import type { z } from 'zod/v4';

export type Parsed<T> =
	| { success: true; data: T }
	| { success: false; error: { issues: ReadonlyArray<{ path: readonly PropertyKey[]; message: string }> } };

/**
 * The schema's `safeParse`, but really without an exception: zod 3.25 compares whatever an object has as its
 * `length`, and fails on one that no comparison can make a number of, such as `{"length": {"toString": null}}`.
 */
export function safeParse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
	try {
		return schema.safeParse(value);
	} catch {
		return { success: false, error: { issues: [{ path: [], message: 'has a form that cannot be read' }] } };
	}
}
