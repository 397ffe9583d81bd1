import { z } from 'zod/v4';

const finding = z.object({
	rule: z.string(),
	path: z.string(),
	field: z.string().nullable(),
	message: z.string(),
});

const judged = z.object({
	rules: z.array(z.string()),
	errors: z.array(finding),
	warnings: z.array(finding),
});

/** The result of Document → Validate, as far as it is shown. */
export type Judged = z.infer<typeof judged>;

/** The findings in the field `validation` of an item; null when it contains anything else. */
export function judgedOf(validation: unknown): Judged | null {
	const { success, data } = judged.safeParse(validation);
	return success ? data : null;
}
