import { inOneLine, MAX_SENTENCE, quoted } from '../oneLine';
import type { Validation } from '../validate';
import { faultsOf, type Fault } from './faults';

const MAX_CLAIM = 200;

/** What is known of the validated invoice. */
export interface Subject {
	number: string | null;
	seller: string | null;
}

/**
 * The findings as plain text for a mail: what is wrong, the value found, and the place in the file.
 *
 * @param isOther whether the invoice follows a specification without rules here
 */
export function reportText(
	validation: Validation,
	rules: string,
	{ number, seller }: Subject,
	isOther = false,
): string {
	const { valid, specification, errors, warnings, information, omitted } = validation;
	const name = ['Invoice', number && quoted(number), seller && `of ${quoted(seller)}`]
		.filter(Boolean)
		.join(' ');
	return [
		`${name} ${valid ? 'follows' : 'does not follow'} the rules of ${rules}.`,
		...(isOther
			? [
					`It says that it follows ${quoted(specification ?? '', MAX_CLAIM)} (BT-24). The rules of that specification are not known here: only those of ${rules} were applied.`,
				]
			: []),
		...section('Errors, which must be corrected', faultsOf(errors)),
		...section('Warnings', faultsOf([...warnings, ...information])),
		...(omitted > 0 ? [`${omitted} more findings of the same kinds are not listed.`] : []),
	].join('\n\n');
}

function section(title: string, faults: readonly Fault[]): string[] {
	if (faults.length === 0) return [];
	return [`${title} (${faults.length}):`, ...faults.map(entry)];
}

const entry = ({ rule, message, value, path, also }: Fault, index: number): string =>
	[
		`${index + 1}. ${inOneLine(message, MAX_SENTENCE)} (${[rule, ...also].join(', ')})`,
		...(value === null ? [] : [`   In the file: ${inOneLine(value)}`]),
		`   Place: ${inOneLine(path, MAX_SENTENCE)}`,
	].join('\n');
