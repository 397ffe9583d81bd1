import {
	hasSkontoForm,
	hasThreeDigits,
	isAbsoluteUrl,
	isEmailAddress,
	isPlainEmailAddress,
} from '../../../../../nodes/shared/validate/rules/german/rules';
import { stepsOf } from '../../../../support/steps.mts';

test.each([
	['', true],
	['Payable within 30 days', true],
	['#SKONTO#TAGE=14#PROZENT=2.00#\n', true],
	['#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=252.94#\n#SKONTO#TAGE=28#PROZENT=1.00#\n', true],
	['Or:\n#SKONTO#TAGE=14#PROZENT=2.00#\r\n', true],
	// Missing line break at the end, percentage with one decimal, lower case, comma, another key.
	['#SKONTO#TAGE=14#PROZENT=2.00#', false],
	['#SKONTO#TAGE=14#PROZENT=2.0#\n', false],
	['#skonto#TAGE=14#PROZENT=2.00#\n', false],
	['#SKONTO#TAGE=14#PROZENT=2,00#\n', false],
	['#VERZUG#TAGE=14#PROZENT=2.00#\n', false],
	// White space before the sign and lines without it count for nothing; a carriage return alone ends no line.
	['\n \t#SKONTO#TAGE=14#PROZENT=2.00#\n\n', true],
	[' # \n', false],
	['Or: #\r#\n', true],
	['#SKONTO#TAGE=14#PROZENT=2.00#\r#SKONTO#TAGE=28#PROZENT=1.00#\n', false],
	['#SKONTO#TAGE=14#PROZENT=2.00#\nOr: #SKONTO#', false],
])('the terms of payment %j have the form of XRechnung: %p', (text, expected) => {
	expect(hasSkontoForm(text)).toBe(expected);
});

test.each([
	['that say nothing', 'a\n', true],
	['of which the first has another form', '#\n', false],
])('lines %s make no list', (_, line, expected) => {
	const steps = (lines: number) => stepsOf(() => expect(hasSkontoForm(line.repeat(lines))).toBe(expected));
	expect(steps(10_000)).toBe(steps(10));
});

test.each([
	['+49 30 123', true],
	['a1b2c3', true],
	['12', false],
	['', false],
])('%j has three digits: %p', (text, expected) => {
	expect(hasThreeDigits(text)).toBe(expected);
});

// The last column is the form that Peppol has kept.
test.each([
	['jane@example.com', true, true],
	['jane.doe@mail.example.com', true, true],
	["o'neil@example.com", true, false],
	['jürgen@example.com', true, false],
	['jane@müller.de', true, false],
	['jane..doe@example.com', true, false],
	['.jane@example.com', true, false],
	['jane@-example.com', true, false],
	['jane@example', false, false],
	['jane@@example.com', false, false],
	['jane doe@example.com', false, false],
	['@example.com', false, false],
	['jane@example.', false, false],
	['', false, false],
	// White space as XML defines it.
	['jane\u00a0doe@example.com', true, false],
])('%j is an e-mail address: %p, %p', (text, expected, plain) => {
	expect(isEmailAddress(text)).toBe(expected);
	expect(isPlainEmailAddress(text)).toBe(plain);
});

test.each([
	['https://example.com/a', true],
	['urn:uuid:1', true],
	['example.com/a', false],
	['/a', false],
	['', false],
])('%j is a whole address: %p', (text, expected) => {
	expect(isAbsoluteUrl(text)).toBe(expected);
});
