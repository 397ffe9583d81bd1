/** Encoders for the filters of PDF. */

export const encodeHex = (content: Buffer) => Buffer.from(`${content.toString('hex')}>`);

export function encodeAscii85(content: Buffer): Buffer {
	let text = '';
	for (let at = 0; at < content.length; at += 4) {
		const part = content.subarray(at, at + 4);
		let value = Buffer.concat([part, Buffer.alloc(4)]).readUInt32BE();
		if (value === 0 && part.length === 4) {
			text += 'z';
			continue;
		}
		let digits = '';
		for (let digit = 0; digit < 5; digit++, value = Math.floor(value / 85))
			digits = String.fromCharCode(33 + (value % 85)) + digits;
		text += digits.slice(0, part.length + 1);
	}
	return Buffer.from(`${text}~>`);
}

export function encodeRunLength(content: Buffer): Buffer {
	const bytes: number[] = [];
	for (let at = 0; at < content.length;) {
		let run = 1;
		while (run < 128 && content[at + run] === content[at]) run++;
		if (run > 1) bytes.push(257 - run, content[at]!);
		else bytes.push(0, content[at]!);
		at += run;
	}
	return Buffer.from([...bytes, 128]);
}

/** @param early 1: code length increases one code early, as usual in PDF */
export function encodeLzw(content: Buffer, early = 1): Buffer {
	const bits: string[] = [];
	const codes = new Map<string, number>();
	let [next, width] = [258, 9];
	const put = (code: number) => bits.push(code.toString(2).padStart(width, '0'));
	const clear = () => {
		put(256);
		codes.clear();
		for (let byte = 0; byte < 256; byte++) codes.set(String.fromCharCode(byte), byte);
		[next, width] = [258, 9];
	};
	clear();
	let current = '';
	for (const character of content.toString('latin1')) {
		if (codes.has(current + character)) {
			current += character;
			continue;
		}
		put(codes.get(current)!);
		codes.set(current + character, next++);
		// The decoder lags one code behind.
		if (next + early > 1 << width && width < 12) width++;
		if (next > 4094) clear();
		current = character;
	}
	if (current) put(codes.get(current)!);
	if (next + early >= 1 << width && width < 12) width++;
	put(257);
	const text = bits.join('');
	return Buffer.from((text.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
}
