import { isIban } from '../../../values/iban';
import { normalizeSpace } from '../../xpath/cast';
import type { Node } from '../../xpath/node';
import { fatal, warning, type Rule } from '../../rule';
import { isFilled, single } from '../peppol/shapes';

// The rules of XRechnung, with its numbers, on the terms as a syntax represents them.

type Test = Rule['test'];

/** A line with a discount for early payment, in the form that XRechnung uses in the payment terms. */
const SKONTO =
	/(?:^|\r?\n)#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(?:#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$/;

/** The lines that begin with #, one by one, because a text may have half a million of them. */
function* discountsIn(text: string): Generator<string, void> {
	for (const [line] of text.matchAll(/(?:^|\n)[ \t\r]*#[^\n]*/g)) yield normalizeSpace(line);
}

/** Whether each line that begins with # has the prescribed form, and the last one ends with a line break. */
export function hasSkontoForm(text: string, form = SKONTO): boolean {
	if (firstDiscountIn([text]) === null) return true;
	for (const line of discountsIn(text)) if (!form.test(line)) return false;
	const tail = text.split(/#[^\n\r]+#/).at(-1) ?? '';
	return /^[ \t\r\n]*\n/.test(tail);
}

/** BR-DE-18, of the payment terms (BT-20). Stops at several texts, unless the first discount has another form. */
export const skontoRule = (look: string, textsOf: (at: Node) => readonly string[], form = SKONTO): Rule =>
	fatal(
		'BR-DE-18',
		(at) => {
			const texts = textsOf(at).filter((text) => text !== '');
			const first = firstDiscountIn(texts);
			if (first === null) return true;
			return form.test(first) && hasSkontoForm(single(at, texts), form);
		},
		look,
	);

function firstDiscountIn(texts: readonly string[]): string | null {
	for (const text of texts) {
		const { done, value } = discountsIn(text).next();
		if (!done) return value;
	}
	return null;
}

/** Forms required by XRechnung, in which a dot does not match a line break. */
export const hasThreeDigits = (text: string): boolean => /[0-9].*[0-9].*[0-9]/.test(text);
export const isEmailAddress = (text: string): boolean =>
	/^[^@ \t\r\n]+@([^@. \t\r\n]+\.)+[^@. \t\r\n]+$/.test(text);

/**
 * Peppol has kept XRechnung's former form, which only takes unaccented letters, digits and some signs. Splits the
 * address instead of matching it at once, since the official expression retries at each dot.
 */
export function isPlainEmailAddress(text: string): boolean {
	const [name = '', domain = '', ...more] = text.split('@');
	const labels = domain.split('.');
	return (
		more.length === 0 &&
		name.split('.').every((part) => /^[a-zA-Z0-9!#$%&"*+/=?^_`{|}~-]+$/.test(part)) &&
		labels.length > 1 &&
		labels.every((label) => /^[a-zA-Z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-'))
	);
}

export const isAbsoluteUrl = (text: string): boolean => /^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(text);

/** BR-TMP-2: supporting documents (BT-124) have an absolute URL. */
export const urlRule = (path: string): Rule =>
	warning('BR-TMP-2', (at) => isAbsoluteUrl(at.text(path)), path);

/** BR-DE-17 */
export const TYPES = ['326', '380', '384', '389', '381', '875', '876', '877'];
/** BR-DE-16: categories for which the seller needs a tax number or a representative. */
export const TAXED = ['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M'];

/** City and post code of an address. */
export const addressRules = (
	[city, postCode]: readonly [city: string, postCode: string],
	places: { city: string; postCode: string },
): Rule[] => [fatal(city, isFilled(places.city)), fatal(postCode, isFilled(places.postCode))];

/** The contact of the seller (BG-6). */
export const contactRules = (
	names: readonly string[],
	phone: string,
	email: string,
	isEmail = isEmailAddress,
): Rule[] => [
	fatal('BR-DE-5', (at) => names.some((name) => isFilled(name)(at))),
	fatal('BR-DE-6', isFilled(phone)),
	fatal('BR-DE-7', isFilled(email)),
	warning('BR-DE-27', (at) => hasThreeDigits(at.normal(phone)), phone),
	warning('BR-DE-28', (at) => isEmail(at.normal(email)), email),
];

/** BR-DE-22: attached files of the same place have distinct names. */
export function haveOwnNames(references: readonly Node[], fileName: string): boolean {
	const seen = new Map<Node | null, Set<string>>();
	for (const reference of references) {
		const names = reference.values(fileName);
		const before = seen.get(reference.parent) ?? new Set<string>();
		seen.set(reference.parent, before);
		if (names.some((name) => before.has(name))) return false;
		for (const name of names) before.add(name);
	}
	return true;
}

/** BR-DE-19 and 20: ignore white space in an IBAN. */
const isIbanAt = (at: Node, path: string): boolean => isIban(at.text(path).replace(/[ \t\r\n]/g, ''));

/** The parts of payment instructions (BG-16). */
interface PaymentTerms {
	/** Whether BT-81 is a code. */
	is: (at: Node, code: string) => boolean;
	/** BG-17, BG-18, BG-19 */
	transfer: Test;
	card: Test;
	debit: Test;
	/** What belongs to a credit transfer besides its group. */
	ofTransfer?: Test;
	/** BT-84, BT-91 */
	account: string;
	debited: string;
}

/** Kinds of payment (UNTDID 4461), each with the groups that it requires and excludes. */
export function paymentRules({
	is,
	transfer,
	card,
	debit,
	ofTransfer,
	account,
	debited,
}: PaymentTerms): Array<[codes: string[], rules: Rule[]]> {
	const none =
		(...tests: Array<Test | undefined>): Test =>
		(at) =>
			!tests.some((test) => test?.(at));
	return [
		[
			['30', '58'],
			[
				{
					...warning('BR-DE-19', (at) => !is(at, '58') || isIbanAt(at, account), account),
					why: (at) =>
						at.text(account) === ''
							? 'Payment is by SEPA transfer, but the account to pay to (BT-84) is missing'
							: null,
				},
				fatal('BR-DE-23-a', transfer),
				fatal('BR-DE-23-b', none(card, debit)),
			],
		],
		[
			['48', '54', '55'],
			[fatal('BR-DE-24-a', card), fatal('BR-DE-24-b', none(transfer, debit))],
		],
		[
			['59'],
			[
				{
					...warning('BR-DE-20', (at) => !is(at, '59') || isIbanAt(at, debited), debited),
					why: (at) =>
						at.text(debited) === ''
							? 'Payment is by direct debit, but the account to be debited (BT-91) is missing'
							: null,
				},
				fatal('BR-DE-25-a', debit),
				fatal('BR-DE-25-b', none(transfer, ofTransfer, card)),
			],
		],
	];
}
