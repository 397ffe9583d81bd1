/** A Model Context Protocol client (streamable HTTP) like an AI agent's. */
export interface McpClient {
	tools(): Promise<Array<{ name: string; description: string; inputSchema: { properties: object } }>>;
	/** The text of a tool's response. */
	call(name: string, input: object): Promise<{ isError: boolean; text: string }>;
}

interface Answer {
	result?: unknown;
	error?: { message: string };
}

/** @param bearer the server's token, if it requires one */
export async function connectMcp(url: string, bearer?: string): Promise<McpClient> {
	let session: string | null = null;
	let id = 0;
	const post = async (message: object) => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
				...(session ? { 'mcp-session-id': session } : {}),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		session ??= response.headers.get('mcp-session-id');
		return { status: response.status, text: await response.text() };
	};
	const ask = async <T,>(method: string, params: object): Promise<T> => {
		const { status, text } = await post({ id: ++id, method, params });
		// Plain JSON, or a single server-sent event.
		const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}');
		const { result, error } = JSON.parse(json) as Answer;
		if (error || result === undefined) throw new Error(`${method}: ${status} ${error?.message ?? text}`);
		return result as T;
	};

	await ask('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	});
	await post({ method: 'notifications/initialized' });
	return {
		tools: async () =>
			(await ask<{ tools: Awaited<ReturnType<McpClient['tools']>> }>('tools/list', {})).tools,
		async call(name, input) {
			const { isError = false, content } = await ask<{
				isError?: boolean;
				content: Array<{ text: string }>;
			}>('tools/call', { name, arguments: input });
			return { isError, text: content.map(({ text }) => text).join('') };
		},
	};
}
