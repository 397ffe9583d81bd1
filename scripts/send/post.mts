/** Milliseconds. */
export const TIMEOUT = 30_000;

/** The response, or why there is none. */
export type Reply = { status: number; body: string; location: string | null } | { failure: string };

/** Sends a request as providers do. */
export async function post(url: string, headers: Record<string, string>, body: Buffer): Promise<Reply> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers,
			body: new Uint8Array(body),
			// Follow no redirect: no provider does, and it would leak the secret.
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT),
		});
		const { status } = response;
		return { status, body: await response.text(), location: response.headers.get('location') };
	} catch (error) {
		const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
		return { failure: name === 'TimeoutError' ? 'ETIMEDOUT' : (cause?.code ?? cause?.message ?? name) };
	}
}
