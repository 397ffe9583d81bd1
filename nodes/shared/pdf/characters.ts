/** The characters that have a meaning in PDF syntax (ISO 32000-1, 7.2.2). */
export const BYTE = {
	LF: 0x0a,
	CR: 0x0d,
	HASH: 0x23,
	PERCENT: 0x25,
	OPEN: 0x28,
	CLOSE: 0x29,
	SLASH: 0x2f,
	LESS: 0x3c,
	GREATER: 0x3e,
	LEFT: 0x5b,
	BACKSLASH: 0x5c,
	RIGHT: 0x5d,
} as const;

const [REGULAR, BLANK, DELIMITER] = [0, 1, 2];
const KINDS = new Uint8Array(256);
for (const character of '\0\t\n\f\r ') KINDS[character.charCodeAt(0)] = BLANK;
for (const character of '()<>[]{}/%') KINDS[character.charCodeAt(0)] = DELIMITER;

export const isBlank = (byte: number | undefined) => byte !== undefined && KINDS[byte] === BLANK;
export const isDelimiter = (byte: number) => KINDS[byte] === DELIMITER;
/** Whether it belongs to a name, a number or another word. */
export const isRegular = (byte: number | undefined) => byte !== undefined && KINDS[byte] === REGULAR;
export const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
