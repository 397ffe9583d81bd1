import type { Issue } from '../../invoice/schema';
import { invoiceSchema } from '../../invoice/schema';
import { addToGroup } from '../../values/groups';
import type { Gap } from '../gap';
import { byLetters, PAID_AMOUNT, PRICE_OF_ONE, type Columns, type Misnamed, type Unwritten } from './columns';
import { ADDRESS, FIELD_NAMES, FIELDS_OF, FROM_PARTY } from './fieldNames';
import { LINE, LINE_BY_LETTERS, PARTY, status, TOTALS } from './fields';
import { lettersOf, PRICE_UNIT } from './headings';
import { PARTIES } from './terms';
import { saysNoInvoice, saysPaid } from './told';
import { isBlank, isRecord, quoted } from './values/values';

type Fields = Readonly<Record<string, unknown>>;

export type Names = Pick<Columns, 'misnamed' | 'unwritten' | 'strange'>;
export const NO_NAMES: Names = { misnamed: [], unwritten: [], strange: new Set() };

/** Where the item has what users write elsewhere. */
const PATHS: ReadonlyMap<string, string> = new Map([
	['buyerReference', 'references.buyerReference'],
	['seller.iban', 'payment.iban'],
	...PARTIES.flatMap((party) => [
		[`${party}.country`, `${party}.address.countryCode`] as const,
		...['street', 'city', 'postalCode'].map(
			(field) => [`${party}.${field}`, `${party}.address.${field}`] as const,
		),
	]),
]);

/** Fields of `totals`, which people write beside the lines. `due` may be a date. */
const TOTALS_BY_LETTERS = byLetters(Object.keys(TOTALS).filter((name) => name !== 'lines' && name !== 'due'));

const KNOWN: ReadonlySet<string> = new Set([...FIELD_NAMES, ...Object.keys(invoiceSchema.shape)]);
const isLineField = (name: string): boolean => Object.hasOwn(LINE, name);
const isKnown = (name: string): boolean => KNOWN.has(name) || /^references\./.test(name);
const isPartyField = (name: string): boolean =>
	Object.hasOwn(PARTY, name) || ADDRESS.has(name) || FROM_PARTY.has(name) || name === 'address';

const KIND = 'if this is a credit note, write creditNote into kind, or else remove it from the item';

/** Notes the names beside those of an invoice and its parties; the lines have theirs noted when they are read. */
export function noteNames(fields: Fields, columns: Columns): void {
	columns.startHead();
	const ifBlank = (field: string) => {
		const path = PATHS.get(field) ?? field;
		return isMissing(path) ? { path, field } : null;
	};
	const paid = status(fields.status, '');
	// All of a paid invoice is paid.
	const isMissing = (path: string) =>
		isBlankAt(fields, path) && (path !== 'totals.paid' || !('value' in paid && paid.value === 'paid'));
	columns.note(fields, isKnown, (field, value) => {
		if (field === PRICE_UNIT) return { path: PRICE_UNIT, field: 'unitPrice', advice: PRICE_OF_ONE };
		// Beside a list of lines, a discount is one of the whole invoice.
		if (field === 'discount' && columns.hasList) {
			const path = `totals.${field}`;
			return isBlankAt(fields, path) ? { path, field: path } : null;
		}
		if (field === 'unitPriceIncludesTax' && columns.hasList)
			return isSaidInAll(fields.lines, field, columns) ? null : ifBlank(field);
		if (isLineField(field)) return null;
		if (field === 'lines') return typeof value === 'object' ? ifBlank(field) : null;
		return ifBlank(field);
	});
	for (const name of Object.keys(fields)) {
		const letters = lettersOf(name);
		const value = fields[name];
		if (saysNoInvoice(letters, value) && isBlank(fields.kind)) columns.noteAmount('kind', name, KIND);
		if (name !== 'status' && saysPaid(letters, value) && isMissing('totals.paid'))
			columns.noteAmount('totals.paid', name, PAID_AMOUNT);
		const total = TOTALS_BY_LETTERS.get(letters);
		if (total === undefined || (isLineField(total) && !columns.hasList)) continue;
		const path = `totals.${total}`;
		if (isBlank(fields[name]) || !isMissing(path)) continue;
		columns.noteMisnamed({ path, field: path }, name, fields[name]);
	}
	for (const [name, known] of FIELDS_OF) {
		const record = fields[name];
		if (isRecord(record)) columns.noteUnknown(record, name, known);
	}
	for (const party of PARTIES) {
		const record = fields[party];
		if (!isRecord(record)) continue;
		columns.note(record, isPartyField, (field) => {
			const [of, inParty] = field.split('.');
			if (inParty === undefined || !PARTIES.includes(of ?? '')) return null;
			return ifBlank(`${party}.${inParty}`);
		});
	}
}

/** Whether each line of a list has a field. */
const isSaidInAll = (lines: unknown, field: string, columns: Columns): boolean =>
	Array.isArray(lines) &&
	lines.every((line) => isRecord(line) && !isBlank(columns.renamed(line, LINE_BY_LETTERS)[field]));

function isBlankAt(fields: Fields, path: string): boolean {
	let at: unknown = fields;
	for (const name of path.split('.')) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : null;
	return isBlank(at) || (Array.isArray(at) && at.length === 0);
}

const MAX_NAMED = 10;
const list = (names: readonly string[]): string =>
	names.slice(0, MAX_NAMED).map(quoted).join(' or ') + (names.length > MAX_NAMED ? ' …' : '');

const adviceFor = (names: string, field: string): string => `if it is ${names}, rename that to ${field}`;

/** Missing although every row has it, so that names which say nothing may be it. One alone is the user's own. */
const isInEveryRow = ({ rule, path }: Gap): boolean =>
	rule.startsWith('BR-') &&
	/^(number|lines|lines\[\d+\]\.(description|quantity|unitPrice|taxRate))$/.test(path);
const LEAST_STRANGE = 2;

/**
 * Says in what is missing which names of the item may be it. The other names that mean something are issues, because
 * what stands there is not written; an amount that the invoice would then ask for wrongly is a gap.
 */
export function withNames(
	gaps: readonly Gap[],
	{ misnamed, unwritten, strange }: Names,
): { gaps: Gap[]; issues: Issue[] } {
	const byPath = new Map<string, [Misnamed, ...Misnamed[]]>();
	for (const one of misnamed) {
		for (const path of new Set([one.path, one.path.replace(/\.\w+$/, '')])) {
			addToGroup(byPath, path, one);
		}
	}
	const said = new Set<string>();
	let isOpen = false;
	const explained = gaps.map((gap): Gap => {
		const found = byPath.get(gap.path) ?? [];
		const [first] = found;
		if (first === undefined) {
			isOpen ||= isInEveryRow(gap);
			return gap;
		}
		for (const { name } of found) said.add(name);
		const names = list(found.map(({ name }) => name));
		return { ...gap, message: [gap.message, adviceFor(names, first.field)].join(': ') };
	});
	if (isOpen && strange.size >= LEAST_STRANGE) explained.push(strangeGap(strange));
	const left = [...misnamedLeft(misnamed, said), ...unwritten.map(leftOf)];
	return {
		gaps: [
			...explained,
			...left
				.filter(({ changesAmount }) => changesAmount)
				.map(({ path, message }) => ({ rule: 'EN 16931', path, message, isTolerated: false })),
		],
		issues: left
			.filter(({ changesAmount }) => !changesAmount)
			.map(({ path, message }) => ({ code: 'name-unknown', path, message })),
	};
}

function strangeGap(strange: ReadonlySet<string>): Gap {
	const names = [...strange].slice(0, MAX_NAMED).map(quoted).join(', ');
	const more = strange.size > MAX_NAMED ? ` and ${strange.size - MAX_NAMED} more` : '';
	return {
		rule: 'EN 16931',
		path: '',
		message: `Not understood, and not written: ${names}${more}. Rename what belongs to the invoice as its fields are called, such as quantity or buyer.name`,
		isTolerated: false,
	};
}

type Left = Pick<Gap, 'path' | 'message'> & Pick<Misnamed, 'changesAmount'>;

function misnamedLeft(misnamed: readonly Misnamed[], said: Set<string>): Left[] {
	const left: Left[] = [];
	for (const { path, field, name, changesAmount } of misnamed) {
		if (said.has(name)) continue;
		said.add(name);
		const otherwise = changesAmount ? ', or else remove it from the item' : '';
		const advice = `if it is the ${field} of the invoice, rename it to that${otherwise}`;
		left.push(leftOf({ path, name, advice, changesAmount }));
	}
	return left;
}

const leftOf = ({ path, name, advice, changesAmount }: Unwritten): Left => ({
	path,
	message: `${quoted(name)} is not written: ${advice}`,
	changesAmount,
});
