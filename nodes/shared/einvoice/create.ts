import { addressOf, invoiceOf, lineOf, partyOf, paymentOf } from '../invoice/build';
import {
	invoiceSchema,
	type Discount,
	type Invoice,
	type Line,
	type Party,
	type Payment,
} from '../invoice/schema';
import { fail, ok, type Problem, type Result } from '../result';
import type { Gap } from './gap';
import { termsOfInvoice } from './en16931/fromInvoice/termsOfInvoice';
import { fitToUbl } from './formats/ubl/fit';
import { writeUbl } from './formats/ubl/write';
import { fitToCii } from './formats/cii/fit';
import { writeCii } from './formats/cii/write';
import { printed, type UnprintedXml, type WrittenXml } from './formats/written';
import { detailsByLine } from './en16931/fromInvoice/detailsByLine';
import { unreadableReferences } from './en16931/fromInvoice/referenceForms';
import { unwrittenReferences } from './en16931/fromInvoice/unwritten';
import { unwrittenNames } from './en16931/fromInvoice/unwrittenNames';
import type { EmbeddedFile } from './en16931/fromInvoice/writtenTerms';
import { STRUCTURE_SETS, type Syntax } from '../validate/rules/sets';
import { ruleSetsOf } from '../validate/choice';
import { specificationOf } from '../validate/specification';
import { faultsOf } from '../validate/findings/faults';
import { validate } from '../validate/validate';
import type { XmlElement } from '../xml/element';
import { runInSteps, mapInSteps, type Steps } from '../steps';
import { groupedBy } from '../values/groups';
import { categoryInTaxes } from './ownData/computed/compute';
import { isClean, withoutForbidden } from '../xml/write';

/** The syntaxes of EN 16931, each with the rule that text violates which its schema does not allow. */
const SYNTAXES = {
	ubl: { fit: fitToUbl, write: writeUbl, schemaRule: 'UBL-2.1' },
	cii: { fit: fitToCii, write: writeCii, schemaRule: 'CII-D16B' },
};

/** What no provider sends, but is the same for all invoices of a seller or to a buyer. */
export interface Additions {
	/** By their names in `references`; they override those of the item. */
	references: Record<string, string>;
	/** For lines and taxes without a category. */
	unit: string | null;
	taxCategory: string | null;
	/** Files to embed as supporting documents. */
	files?: readonly EmbeddedFile[];
}

export interface CreatedXml {
	xml: string;
	gaps: Gap[];
}

/** {@link createXml} in UBL 2.1. */
export const createUbl = async (item: Invoice, additions: Additions): Promise<CreatedXml> =>
	await createXml(item, additions, 'ubl');

/**
 * Writes an item as a document of EN 16931 and validates it against the specification that it claims. Never throws for
 * items of the normal form.
 */
export async function createXml(item: Invoice, additions: Additions, syntax: Syntax): Promise<CreatedXml> {
	const { xml, root, excess, gaps } = await runInSteps(writeItem(item, additions, syntax));
	if (excess !== null) {
		const { message, description } = tooLargeToRead(excess);
		return {
			xml,
			gaps: [...gaps, { rule: 'XML', path: '', message: `${message}. ${description}`, isTolerated: false }],
		};
	}
	const { schemaRule } = SYNTAXES[syntax];
	const unreadable = new Set(gaps.filter(({ rule }) => rule === schemaRule).map(({ path }) => path));
	const found = (await gapsOf(root, syntax)).filter(({ path }) => !unreadable.has(path));
	return { xml, gaps: [...gaps, ...found] };
}

/** @param excess the end of "The file …" */
export const tooLargeToRead = (excess: string): Problem => ({
	message: `The file ${excess}, more than an e-invoice may have here`,
	description: 'Split the invoice into several with fewer lines or shorter texts.',
});

/** What is wrong with a document, each fault once, by the rule that explains it best. */
async function gapsOf(root: XmlElement, syntax: Syntax): Promise<Gap[]> {
	const sets = ruleSetsOf('claimed', syntax, specificationOf(root)) ?? [];
	const { errors, warnings } = await validate(root, [STRUCTURE_SETS[syntax], ...sets]);
	return [...faultsOf(errors), ...faultsOf(warnings)].map(({ rule, field, path, message, severity }) => ({
		rule,
		path: field ?? path,
		message,
		isTolerated: severity !== 'fatal',
	}));
}

/** Writes an item as a document of EN 16931, and lists what the document does not contain of it. */
export function* writeItem(
	item: Invoice,
	additions: Additions,
	syntax: Syntax = 'ubl',
): Steps<CreatedXml & WrittenXml> {
	const { gaps, ...unprinted } = yield* elementsOf(item, additions, syntax);
	return { ...(yield* printed(unprinted)), gaps };
}

/** {@link writeItem} before it is printed, for which only the elements are needed: the terms may take as much memory. */
function* elementsOf(
	item: Invoice,
	additions: Additions,
	syntax: Syntax,
): Steps<UnprintedXml & Pick<CreatedXml, 'gaps'>> {
	const { fit, write, schemaRule } = SYNTAXES[syntax];
	const gaps: Gap[] = [];
	const own = yield* cleaned(item, gaps);
	const invoice = completed(own, additions);
	const details = yield* detailsByLine(invoice);
	const all = yield* termsOfInvoice(invoice, { syntax, files: additions.files ?? [] }, details);
	const { terms, left } = fit(all);
	yield;
	return {
		...(yield* write(terms)),
		gaps: [
			...gaps,
			...itemRules(invoice),
			...unreadableReferences(invoice, schemaRule),
			...(yield* unwrittenReferences(invoice, own.references, details)),
			...unwrittenNames(invoice, own.references, all),
			...left,
		],
	};
}

function completed(invoice: Invoice, { references, unit, taxCategory }: Additions): Invoice {
	const byRate = groupedBy(invoice.taxes, ({ rate }) => rate);
	return {
		...invoice,
		references: { ...invoice.references, ...references },
		lines:
			unit === null && taxCategory === null
				? invoice.lines
				: invoice.lines.map((line) => ({
						...line,
						unit: line.unit ?? unit,
						taxCategory: line.taxCategory ?? categoryInTaxes(line.taxRate, byRate) ?? taxCategory,
					})),
		taxes: invoice.taxes.map((tax) => ({ ...tax, category: tax.category ?? taxCategory })),
	};
}

/** What an item contains but EN 16931 has no term for. */
function itemRules({ totals, references, precedingInvoiceNumber }: Invoice): Gap[] {
	const gaps: Gap[] = [];
	if (totals.withheld !== null && totals.withheld !== 0) {
		gaps.push({
			isTolerated: false,
			rule: 'BR-CO-16',
			path: 'totals.withheld',
			message:
				'EN 16931 knows no tax that the buyer withholds: the file would not show it. Say it in note or payment.terms, set this to 0, and totals.due to gross − paid',
		});
	}
	if (
		precedingInvoiceNumber === null &&
		(references.precedingInvoiceDate || references.furtherPrecedingInvoices)
	) {
		gaps.push({
			isTolerated: false,
			rule: 'BR-55',
			path: 'precedingInvoiceNumber',
			message: 'Fill in the number of the earlier invoice, of which there is only a date or a further one',
		});
	}
	return gaps;
}

/** The item as it is written: without provider and event, without blank texts, without characters that XML forbids. */
function* cleaned(item: Invoice, gaps: Gap[]): Steps<Invoice> {
	const cleanText = (value: string, path: string): string | null => {
		const text = withoutForbidden(value);
		if (text !== value) {
			gaps.push({
				isTolerated: false,
				rule: 'XML',
				path,
				message: 'It has control or broken characters, which XML forbids: the file is written without them',
			});
		}
		return text.trim() === '' ? null : text;
	};
	const clean = (value: unknown, path: string): unknown => {
		if (typeof value === 'string') return cleanText(value, path);
		if (Array.isArray(value)) return value.map((entry, index) => clean(entry, `${path}[${index}]`));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [key, clean(entry, path === '' ? key : `${path}.${key}`)]),
		);
	};
	/** A copy only of a line that has something to clean: there may be many. */
	const cleanLine = (line: Line, index: number): Line => {
		let copy: Line | null = null;
		for (const key in line) {
			const value = line[key as keyof Line];
			if (typeof value !== 'string') continue;
			if (isClean(value)) continue;
			copy ??= { ...line };
			Object.assign(copy, { [key]: cleanText(value, `lines[${index}].${key}`) });
		}
		return copy ?? line;
	};
	const { references, seller, buyer, shipTo, payment, taxes, lines } = item;
	const { number, orderReference, customerNumber, precedingInvoiceNumber, note } = item;
	const written = {
		number,
		orderReference,
		customerNumber,
		precedingInvoiceNumber,
		note,
		seller,
		buyer,
		shipTo,
		payment,
		taxes,
	};
	const texts = clean(references, 'references') as Record<string, string | null>;
	return {
		...item,
		...(clean(written, '') as typeof written),
		lines: yield* mapInSteps(lines, cleanLine),
		references: Object.fromEntries(
			Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null),
		),
	};
}

/**
 * Converts the JSON of an input item to the normal form. Fields that a node in between dropped count as absent. The
 * error names the fields of an unexpected form.
 */
export function itemOfJson(json: unknown): Result<Invoice> {
	const known: Partial<Invoice> = isObject(json) ? json : {};
	const parsed = invoiceSchema.safeParse({
		...invoiceOf(known),
		id: idOfJson(known.id),
		references: known.references ?? {},
		issues: known.issues ?? [],
		taxes: listOf(known.taxes, (tax) => ({
			...{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: null },
			...tax,
		})),
		lines: listOf(known.lines, lineOf),
		seller: partyOfJson(known.seller),
		buyer: partyOfJson(known.buyer),
		shipTo: partyOfJson(known.shipTo),
		payment: paymentOfJson(known.payment),
		// Only fields that are written are validated.
		event: null,
		document: null,
		raw: undefined,
	});
	if (parsed.success) return ok(parsed.data);
	const fields = parsed.error.issues
		.slice(0, 10)
		.map((issue) => `${issue.path.join('.')}: ${issue.message.replace('Invalid input: ', '')}`);
	return fail(
		`The input item is not an invoice in the format of this package – ${fields.join('; ')}`,
		'Connect this node after an invoice trigger, Invoice > Get or Document > Read, or give the fields the form that the README describes: amounts are numbers, dates are YYYY-MM-DD, the currency is like EUR.',
	);
}

/** In an item that Create made of a user's own row, the ID is that of the row, which may be of any type. */
const idOfJson = (id: unknown): string | null =>
	typeof id === 'string' || typeof id === 'number' ? String(id) : null;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const listOf = <T>(list: T[] | null | undefined, complete: (entry: T) => T): unknown =>
	Array.isArray(list) ? list.map((entry) => (isObject(entry) ? complete(entry) : entry)) : (list ?? []);

function paymentOfJson(payment: Payment | null | undefined): unknown {
	if (!isObject(payment)) return payment ?? null;
	const none = { percent: null, amount: null, baseAmount: null, until: null };
	const discounts = listOf(payment.discounts, (discount) => ({ ...none, ...discount }));
	return paymentOf({ ...payment, discounts: discounts as Discount[] });
}

function partyOfJson(party: Party | null | undefined): unknown {
	if (!isObject(party)) return party ?? null;
	const { address } = party;
	return partyOf({
		...party,
		address: isObject(address) ? addressOf(address) : (address ?? null),
	});
}
