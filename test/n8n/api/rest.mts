import { setTimeout as sleep } from 'node:timers/promises';

/** The owner of every n8n in the tests. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Owner-of-tests-1',
} as const;

/** n8n's response was not a success. */
export class RestError extends Error {
	readonly status: number;
	readonly body: unknown;

	constructor(request: string, status: number, body: unknown) {
		const said = (body as { message?: string } | undefined)?.message ?? JSON.stringify(body);
		super(`${request} answered ${status}: ${said}`);
		this.name = 'RestError';
		this.status = status;
		this.body = body;
	}
}

/** The REST API behind n8n's editor, used as the owner. */
export class Rest {
	readonly #url: string;
	#cookie: string | undefined;

	constructor(url: string) {
		this.#url = url;
	}

	/** Logs in, after creating the owner if n8n has none yet. */
	async signIn(timeoutMs = 30_000): Promise<void> {
		try {
			await this.post('login', { emailOrLdapLoginId: owner.email, password: owner.password });
		} catch (error) {
			const status = error instanceof RestError ? error.status : undefined;
			if (status === 401) {
				await this.post('owner/setup', owner);
			} else if (status === 404 && timeoutMs > 0) {
				// n8n 1 reports that it is ready a moment before its REST API is.
				await sleep(200);
				await this.signIn(timeoutMs - 200);
			} else {
				throw error;
			}
		}
	}

	async get<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T> {
		return await this.#json<T>('GET', withQuery(path, query));
	}

	async post<T>(path: string, body: unknown = {}): Promise<T> {
		return await this.#json<T>('POST', path, body);
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return await this.#json<T>('PATCH', path, body);
	}

	async delete<T>(path: string): Promise<T> {
		return await this.#json<T>('DELETE', path);
	}

	/** The bytes of a response that is not JSON. */
	async bytes(path: string, query: Record<string, string | undefined>): Promise<Buffer> {
		const response = await this.#send('GET', withQuery(path, query));
		return Buffer.from(await response.arrayBuffer());
	}

	async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.#send(method, path, body);
		const answer = parsed(await response.text()) as { data: T } | undefined;
		return answer?.data as T;
	}

	async #send(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.#url}/rest/${path}`, {
			method,
			headers: {
				// Keep no connection: n8n is stopped, killed and restarted on the same port.
				connection: 'close',
				'browser-id': 'tests',
				...(this.#cookie && { cookie: this.#cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!response.ok) {
			throw new RestError(`${method} rest/${path}`, response.status, parsed(await response.text()));
		}
		const cookie = response.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
		if (cookie) this.#cookie = cookie.split(';')[0];
		return response;
	}
}

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) parameters.set(name, String(value));
	}
	return parameters.size > 0 ? `${path}?${parameters}` : path;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text === '' ? undefined : text;
	}
}
