/** A copy of the bytes in which one bit, counted from the first byte's lowest, is flipped. */
export function flipBit(bytes: Uint8Array, bit: number): Buffer {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
}

/** Every text of which one character differs in one of its lower eight bits. */
export function* flippedTexts(text: string): Generator<string> {
	for (let at = 0; at < text.length; at++) {
		for (let bit = 0; bit < 8; bit++) {
			const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
			yield text.slice(0, at) + flipped + text.slice(at + 1);
		}
	}
}
