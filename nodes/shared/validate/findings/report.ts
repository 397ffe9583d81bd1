import type { Finding, Validation } from '../validate';

/** What is validated, as far as it says so. */
export interface Subject {
	number: string | null;
	seller: string | null;
}

/** The findings as plain text for a mail: what is wrong, what stands there, and where in the file. */
export function reportText(validation: Validation, rules: string, { number, seller }: Subject): string {
	const { valid, errors, warnings, omitted } = validation;
	const name = ['Invoice', number && inOneLine(number), seller && `of ${inOneLine(seller)}`]
		.filter(Boolean)
		.join(' ');
	return [
		`${name} ${valid ? 'follows' : 'does not follow'} the rules of ${rules}.`,
		...section('Errors, which must be corrected', errors),
		...section('Warnings', warnings),
		...(omitted > 0 ? [`${omitted} more findings of the same kinds are not listed.`] : []),
	].join('\n\n');
}

function section(title: string, findings: readonly Finding[]): string[] {
	if (findings.length === 0) return [];
	return [`${title} (${findings.length}):`, ...findings.map(entry)];
}

const entry = ({ rule, message, value, path }: Finding, index: number): string =>
	[
		`${index + 1}. ${message} (${rule})`,
		...(value === null ? [] : [`   In the file: ${inOneLine(value)}`]),
		`   Place: ${path}`,
	].join('\n');

const MAX_TEXT = 200;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Characters that change the direction of what follows (Unicode, UAX #9). */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What the sender wrote, so that it cannot look like a part of this text. */
const inOneLine = (text: string): string =>
	text.slice(0, MAX_TEXT).replace(BREAKS, ' ').replace(DIRECTIONS, '').trim();
