/** The IBAN without blanks (ISO 13616); null for any other text and for wrong check digits. */
export function ibanOf(text: string): string | null {
	const compact = text.replace(/\s/g, '').toUpperCase();
	return compact.length >= SHORTEST && isIban(compact) ? compact : null;
}

const SHORTEST = 15;

/**
 * Whether a text without blanks is an IBAN by XRechnung's BR-DE-19 and BR-DE-20, which also allow fewer than 15
 * characters, and lower case letters, counting on from 42.
 */
export const isIban = (compact: string): boolean =>
	/^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{0,30}$/.test(compact) && hasCheckDigits(compact);

/**
 * ISO 7064, MOD 97-10, as in IBANs and creditor references: with the first four characters moved to the end and letters
 * counting from 10, the number is 1 modulo 97.
 *
 * @param compact letters and digits
 */
export function hasCheckDigits(compact: string): boolean {
	const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Za-z]/g, (letter) =>
		String(letter.charCodeAt(0) - 55),
	);
	return BigInt(digits) % 97n === 1n;
}
