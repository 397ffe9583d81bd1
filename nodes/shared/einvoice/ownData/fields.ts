import { addressOf, invoiceOf, lineOf, partyOf, paymentOf } from '../../invoice/build';
import type { Address, Discount, Invoice, Line, Party, Payment, Tax, Totals } from '../../invoice/schema';
import type { Gap } from '../gap';
import { mapInSteps, type Steps } from '../../steps';
import { byLetters, type Columns, MAX_GAPS, PRICE_OF_ONE } from './columns';
import { lettersOf, PRICE_UNIT } from './headings';
import { date } from './values/dates';
import { number, percentage } from './values/numbers';
import { termOf } from './terms';
import { isPaid, isVoid } from './told';
import {
	bic,
	code,
	country,
	currency,
	iban,
	isBlank,
	isRecord,
	kind,
	quoted,
	taxId,
	text,
	yesOrNo,
	type Reader,
} from './values/values';

type Readers<T> = { readonly [K in keyof T]?: Reader<NonNullable<T[K]>> };

/** Statuses of the normal form, by their letters. Others are ignored, because only `paid` and parts of it are written. */
const STATUSES = byLetters([
	'issued',
	'unpaid',
	'partiallyPaid',
	'paid',
	'credited',
	'partiallyCredited',
	'unbilled',
	'void',
] satisfies Array<Invoice['status']>);
export const status: Reader<NonNullable<Invoice['status']>> = (value) => {
	if (typeof value !== 'string') return { value: null };
	const known = (STATUSES.get(lettersOf(value)) ?? null) as Invoice['status'];
	return { value: known ?? (isPaid(value) ? 'paid' : isVoid(value) ? 'void' : null) };
};

const HEAD: Readers<Invoice> = {
	number: text,
	kind,
	status,
	issueDate: date,
	dueDate: date,
	deliveryDate: date,
	currency,
	exchangeRate: number,
	orderReference: text,
	customerNumber: text,
	precedingInvoiceNumber: text,
	note: text,
};

/** Fields in which all rows of an invoice must agree. */
export const HEAD_FIELDS: readonly string[] = [
	...Object.keys(HEAD),
	...['seller', 'buyer', 'shipTo', 'totals', 'taxes', 'payment', 'references'],
];

export const LINE: Required<Readers<Line>> = {
	id: text,
	sku: text,
	description: text,
	quantity: number,
	unit: text,
	unitPrice: number,
	unitPriceIncludesTax: yesOrNo,
	discount: number,
	net: number,
	tax: number,
	taxRate: percentage,
	taxCategory: code,
	gross: number,
	periodStart: date,
	periodEnd: date,
};

const isLineField = (name: string): boolean => Object.hasOwn(LINE, name);

/** What to do with an amount of the whole invoice in one of its lines. */
const notOfLine = (field: string): string =>
	`a line has none. Write it into ${field}${field === 'totals.charges' ? ', or as a line of its own' : ''}`;

export const LINE_BY_LETTERS = byLetters(Object.keys(LINE));

const TAX: Readers<Tax> = {
	category: code,
	name: text,
	rate: percentage,
	taxableAmount: number,
	taxAmount: number,
};

export const TOTALS: Required<Readers<Totals>> = {
	lines: number,
	discount: number,
	charges: number,
	net: number,
	tax: number,
	gross: number,
	withheld: number,
	paid: number,
	rounding: number,
	due: number,
};

const ADDRESS: Required<Readers<Address>> = {
	street: text,
	streetNumber: text,
	additional: text,
	city: text,
	postalCode: text,
	region: text,
	countryCode: country,
};

export const PARTY: Readers<Party> = {
	name: text,
	companyName: text,
	firstName: text,
	lastName: text,
	taxId,
	registrationId: text,
	customerId: text,
	email: text,
	phone: text,
	language: text,
};

export const PAYMENT: Readers<Payment> = {
	terms: text,
	reference: text,
	method: text,
	bankName: text,
	iban,
	bic,
	accountNumber: text,
};

const DISCOUNT: Readers<Discount> = { percent: percentage, amount: number, baseAmount: number, until: date };

const NO_TAX: Tax = { category: null, name: null, rate: null, taxableAmount: null, taxAmount: null };
const NO_DISCOUNT: Discount = { percent: null, amount: null, baseAmount: null, until: null };

/** Reads an item, whose values may be written in various ways, into the normal form. Ignores unknown fields. */
export class ItemReader {
	readonly gaps: Gap[] = [];

	constructor(
		private readonly zone: string,
		private readonly columns: Columns,
	) {}

	/** @param json the fields of the item, with lines as a list */
	*read(json: Readonly<Record<string, unknown>>): Steps<Invoice> {
		const lines = yield* mapInSteps(this.listOf(json.lines, 'lines'), (line, index) =>
			lineOf(this.record(this.line(line, index), LINE, `lines[${index}]`)),
		);
		return invoiceOf({
			...this.record(json, HEAD, ''),
			lines,
			taxes: this.listOf(json.taxes, 'taxes').map((tax, index) => ({
				...NO_TAX,
				...this.record(tax, TAX, `taxes[${index}]`),
			})),
			totals: this.record(json.totals, TOTALS, 'totals'),
			seller: this.party(json.seller, 'seller'),
			buyer: this.party(json.buyer, 'buyer'),
			shipTo: this.party(json.shipTo, 'shipTo'),
			payment: this.payment(json.payment),
			references: this.references(json.references),
		});
	}

	private line(value: unknown, index: number): unknown {
		if (!isRecord(value)) return value;
		const line = this.columns.renamed(value, LINE_BY_LETTERS);
		this.columns.note(line, isLineField, (name) => {
			const [, total] = name.split('totals.');
			const field = total ?? name;
			const path = `lines[${index}].${field}`;
			if (field === PRICE_UNIT) return { path, field: 'unitPrice', advice: PRICE_OF_ONE };
			if (isLineField(field)) return isBlank(line[field]) ? { path, field } : null;
			return total === undefined ? null : { path, field, advice: notOfLine(name) };
		});
		return line;
	}

	private party(value: unknown, path: string): Party | null {
		// A plain text is the name of a party.
		const fields = typeof value === 'string' ? { name: value } : value;
		const { address } = isRecord(fields) ? fields : {};
		return partyOf({
			...this.record(fields, PARTY, path),
			address: addressOf(this.record(address, ADDRESS, `${path}.address`)),
		});
	}

	private payment(value: unknown): Payment | null {
		const { discounts } = isRecord(value) ? value : {};
		return paymentOf({
			...this.record(value, PAYMENT, 'payment'),
			discounts: this.listOf(discounts, 'payment.discounts').map((discount, index) => ({
				...NO_DISCOUNT,
				...this.record(discount, DISCOUNT, `payment.discounts[${index}]`),
			})),
		});
	}

	private references(value: unknown): Invoice['references'] {
		const names = isRecord(value) ? Object.keys(value) : [];
		const readers = Object.fromEntries(names.map((name) => [name, text]));
		return this.record<Invoice['references']>(value, readers, 'references') as Invoice['references'];
	}

	/** A list; a single entry need not be in one. */
	private listOf(value: unknown, path: string): unknown[] {
		if (isBlank(value)) return [];
		if (Array.isArray(value)) return value;
		if (isRecord(value)) return [value];
		const isJson = typeof value === 'string' && /^\s*[[{]/.test(value);
		const advice = isJson
			? 'its JSON has a mistake, such as a comma too many, or more than 50,000 entries'
			: 'give a list of objects, or rename the column if it is your own';
		this.add(path, `${quoted(value)} is not a list: ${advice}`);
		return [];
	}

	/** The non-blank fields of a record. */
	private record<T>(value: unknown, readers: Readers<T>, path: string): Partial<T> {
		const read: Partial<T> = {};
		if (isBlank(value)) return read;
		if (!isRecord(value)) {
			this.add(
				path,
				`${quoted(value)} is not an object with fields: write them as ${path}.${Object.keys(readers)[0]} and so on, or rename the column if it is your own`,
			);
			return read;
		}
		for (const name of Object.keys(readers) as Array<keyof T & string>) {
			const written = Object.hasOwn(value, name) ? value[name] : null;
			const reader = readers[name];
			if (isBlank(written) || reader === undefined) continue;
			const reading = reader(written, this.zone);
			if ('problem' in reading) this.add(path === '' ? name : `${path}.${name}`, reading.problem);
			else if (reading.value !== null) read[name] = reading.value;
		}
		return read;
	}

	private add(path: string, message: string): void {
		if (this.gaps.length >= MAX_GAPS) return;
		this.gaps.push({ rule: termOf(path), path, message, isTolerated: false });
	}
}
