/** A copy of the bytes with one bit flipped, counted from the lowest bit of the first byte. */
export function flipBit(bytes: Uint8Array, bit: number): Buffer {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
}

/** Every text that differs in one character, by one of its lower eight bits. */
export function* flippedTexts(text: string): Generator<string> {
	for (let at = 0; at < text.length; at++) {
		for (let bit = 0; bit < 8; bit++) {
			const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
			yield text.slice(0, at) + flipped + text.slice(at + 1);
		}
	}
}
