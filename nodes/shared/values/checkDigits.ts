// Check digits of identifiers, computed by the official rules. Each function expects the bare identifier and returns
// false for any other text.

const CODE_OF_0 = 0x30;

const digitsOf = (text: string): number[] => [...text].map((digit) => digit.charCodeAt(0) - CODE_OF_0);

/** The sum of the digits, each times its weight by position from the right. No list, because one may have millions. */
function weighted(text: string, weightAt: (index: number) => number): number {
	let sum = 0;
	for (let index = 0; index < text.length; index++)
		sum += (text.charCodeAt(text.length - 1 - index) - CODE_OF_0) * weightAt(index);
	return sum;
}

const lastDigit = (text: string): number => Number(text.at(-1));

/** Global Location Number, like all GS1 numbers: weights 3 and 1 from the right, to a multiple of 10. */
export function isGln(text: string): boolean {
	if (!/^[0-9]+$/.test(text)) return false;
	const sum = weighted(text.slice(0, -1), (index) => (index % 2 === 0 ? 3 : 1));
	return (10 - (sum % 10)) % 10 === lastDigit(text);
}

/** Norwegian organization number: nine digits, modulo 11 with the weights 2 to 7. */
export function isNorwegianNumber(text: string): boolean {
	if (!/^[0-9]{9}$/.test(text) || Number(text) === 0) return false;
	const sum = weighted(text.slice(0, -1), (index) => (index % 6) + 2);
	return (11 - (sum % 11)) % 11 === lastDigit(text);
}

/** Belgian enterprise number: ten digits; the last two are 97 minus the others modulo 97. */
export const isBelgianNumber = (text: string): boolean =>
	/^[0-9]{10}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));

/**
 * Australian Business Number: eleven digits; with 1 subtracted from the first, their weighted sum is a multiple of 89.
 */
export function isAustralianNumber(text: string): boolean {
	if (!/^[0-9]{11}$/.test(text)) return false;
	const [first = 0, ...others] = digitsOf(text);
	return others.reduce((sum, digit, index) => sum + digit * (2 * index + 1), (first - 1) * 10) % 89 === 0;
}

/** Swedish organization number: the tenth digit is the Luhn check digit of the first nine. */
export function isSwedishNumber(text: string): boolean {
	if (!/^[0-9]+$/.test(text)) return false;
	const sum = digitsOf(text.slice(0, 9)).reduceRight((total, digit, index, { length }) => {
		const isDoubled = (length - 1 - index) % 2 === 0;
		const doubled = digit * 2;
		return total + (isDoubled ? (doubled % 10) + Math.floor(doubled / 10) : digit);
	}, 0);
	return text.length >= 10 && (10 - (sum % 10)) % 10 === Number(text[9]);
}

/** Greek tax number (ΑΦΜ): the ninth digit follows from the first eight, whose weights double from place to place. */
export function isGreekNumber(text: string): boolean {
	if (!/^[0-9]{9}/.test(text)) return false;
	const sum = weighted(text.slice(0, 8), (index) => 2 ** (index + 1));
	return (sum % 11) % 10 === Number(text[8]);
}

/** Italian VAT number without prefix: eleven digits, every second one doubled, to a multiple of 10 (Luhn). */
export function isItalianNumber(text: string): boolean {
	if (!/^[0-9]{11}$/.test(text)) return false;
	const sum = digitsOf(text).reduce((total, digit, index) => {
		if (index % 2 === 0) return total + digit;
		return total + (digit < 5 ? digit * 2 : digit * 2 - 9);
	}, 0);
	return sum % 10 === 0;
}
