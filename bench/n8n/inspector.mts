/** n8n's inspector: what its main thread does, and what it keeps. */
export class Inspector {
	readonly #socket: WebSocket;
	#count = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
	}

	/** The variables of the environment with which n8n has an inspector. */
	static environment = (port: number): Record<string, string> => ({
		NODE_OPTIONS: `--inspect=127.0.0.1:${port}`,
		N8N_RUNNERS_ENABLED: 'false',
	});

	static async at(port: number): Promise<Inspector> {
		const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
		const [{ webSocketDebuggerUrl }] = targets as [{ webSocketDebuggerUrl: string }];
		const socket = new WebSocket(webSocketDebuggerUrl);
		await new Promise((resolve) => socket.addEventListener('open', resolve));
		return new Inspector(socket);
	}

	/** Calls a method of the protocol, such as `Profiler.start`. */
	async call<T>(method: string, params = {}): Promise<T> {
		const id = ++this.#count;
		const socket = this.#socket;
		const answer = new Promise<T>((resolve) => {
			const listen = ({ data }: MessageEvent) => {
				const message = JSON.parse(String(data)) as { id: number; result: T };
				if (message.id !== id) return;
				socket.removeEventListener('message', listen);
				resolve(message.result);
			};
			socket.addEventListener('message', listen);
		});
		socket.send(JSON.stringify({ id, method, params }));
		return await answer;
	}

	/** Megabytes of the heap that are in use after a full collection of garbage. */
	async heapInUse(): Promise<number> {
		// What finalizers free goes with the second.
		for (let round = 0; round < 2; round++) await this.call('HeapProfiler.collectGarbage');
		const { usedSize } = await this.call<{ usedSize: number }>('Runtime.getHeapUsage');
		return usedSize / 1024 ** 2;
	}

	close(): void {
		this.#socket.close();
	}
}
