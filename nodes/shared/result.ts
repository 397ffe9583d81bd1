/** The outcome of a pure function that can fail: n8n's rules keep helpers from rethrowing what they caught. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Problem };

/** What went wrong, in the user's words. */
export interface Problem {
	message: string;
	/** What to do about it. */
	description: string;
	/** Of a document: there is none, or none yet; nothing is wrong with what the user has set. */
	isMissing?: boolean;
	/** Of a file: what it is instead of an e-invoice, as the end of "It is …". A broken e-invoice has none. */
	otherKind?: string;
	/** Of one among several files: which one it is, or what each of them is. The description begins with it. */
	which?: string;
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = <T>(message: string, description: string): Result<T> => ({
	ok: false,
	error: { message, description },
});

/** A file that is not an e-invoice, and does not look like one either. */
export const otherFile = (otherKind: string, message: string, description: string): Result<never> => ({
	ok: false,
	error: { message, description, otherKind },
});

/** There is no such document, or none yet. */
export const missing = (message: string, description: string): Result<never> => ({
	ok: false,
	error: { message, description, isMissing: true },
});
