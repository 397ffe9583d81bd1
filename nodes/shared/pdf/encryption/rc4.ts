/** RC4. OpenSSL 3 dropped it as insecure, but old PDF files are encrypted with it. */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
	const state = Uint8Array.from({ length: 256 }, (_, index) => index);
	for (let i = 0, j = 0; i < 256; i++) {
		const value = state[i]!;
		j = (j + value + key[i % key.length]!) & 0xff;
		state[i] = state[j]!;
		state[j] = value;
	}
	const result = Buffer.allocUnsafe(data.length);
	for (let at = 0, i = 0, j = 0; at < data.length; at++) {
		i = (i + 1) & 0xff;
		const value = state[i]!;
		j = (j + value) & 0xff;
		const other = state[j]!;
		state[i] = other;
		state[j] = value;
		result[at] = data[at]! ^ state[(value + other) & 0xff]!;
	}
	return result;
}
