const FORM = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** The IBAN without blanks (ISO 13616); null for any other text and for wrong check digits. */
export function ibanOf(text: string): string | null {
	const compact = text.replace(/\s/g, '').toUpperCase();
	return FORM.test(compact) && hasCheckDigits(compact) ? compact : null;
}

/**
 * ISO 7064, MOD 97-10, as in IBANs and creditor references: with the first four characters moved to the end and letters
 * counting from 10, the number is 1 modulo 97.
 *
 * @param compact A–Z and digits
 */
export function hasCheckDigits(compact: string): boolean {
	const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
		String(letter.charCodeAt(0) - 55),
	);
	return BigInt(digits) % 97n === 1n;
}
