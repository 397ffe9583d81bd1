import { Findings } from '../../../invoice/findings';
import type { Invoice } from '../../../invoice/schema';
import { kindOf } from '../documentKind';
import { leftOut } from '../../formats/fit';
import type { Gap } from '../../gap';
import { LINE_DETAILS } from '../lineDetails';
import { listOfText } from '../list';
import { isUnknownSpecification } from '../specifications';
import { referencesOfDocument } from '../toInvoice/referencesOfTerms';
import { isFurtherMeans } from './furtherMeans';
import type { WrittenTerms } from './writtenTerms';

/** Why a reference that has a term is not in the terms: what it belongs to is missing. */
const WITHOUT_PLACE: Readonly<Record<string, string>> = {
	noteSubject: 'Each subject belongs to a line of note (BT-21)',
	noteSubjectLines: 'Each subject in noteSubject has its lines of note there, such as 1, 3-5',
	sellerRegistrationScheme: 'A scheme belongs to a registrationId (BT-30)',
	buyerRegistrationScheme: 'A scheme belongs to a registrationId (BT-47)',
	taxTotalInTaxCurrency: 'An amount belongs to a taxCurrency (BT-6)',
	paymentMethodText:
		'payment.method is not a code, and so is the text of the means of payment itself (BT-82)',
};

/** References with a check of their own: `unwritten.ts`, and the rules. */
const CHECKED_ELSEWHERE = new Set([
	...['allowancesAndCharges', 'taxExemptionReason', 'taxExemptionReasonCode', 'precedingInvoiceDate'],
	...['furtherPrecedingInvoices', 'furtherPrecedingInvoiceDates'],
]);

/** References of which each value must be in the terms, because other values can be there without it. */
const COMPLETE = new Set(['noteSubject', 'paymentMethodText']);

/**
 * References that Read would not give back, because the norm has no term for them or what they belong to is missing.
 * @param own those of the item itself
 * @param terms all terms of the item, also those that a syntax cannot hold
 */
export function unwrittenNames(invoice: Invoice, own: Invoice['references'], terms: WrittenTerms): Gap[] {
	const written = referencesOfDocument(terms);
	const lost = Object.keys(own).filter((name) => {
		if (!own[name] || CHECKED_ELSEWHERE.has(name) || isSaidElsewhere(name, invoice)) return false;
		if (Object.hasOwn(LINE_DETAILS, name) || isFurtherMeans(name)) return false;
		// Providers name much that only they need.
		if (!Object.hasOwn(written, name)) return invoice.provider === null;
		const back = written[name];
		return !back || (COMPLETE.has(name) && !hasAll(back, own[name]));
	});
	const without = lost.filter((name) => !Object.hasOwn(WITHOUT_PLACE, name));
	return [
		...otherType(invoice, own.documentType, terms.typeCode),
		...unknownSpecification(terms.specification),
		...lost.flatMap((name) =>
			!Object.hasOwn(WITHOUT_PLACE, name)
				? []
				: [
						leftOut(
							'EN 16931',
							`references.${name}`,
							`Not all in the file: ${own[name]}. ${WITHOUT_PLACE[name]}`,
						),
					],
		),
		...(without.length === 0 ? [] : [leftOut('EN 16931', 'references', withoutTerm(without))]),
	];
}

/** BT-3 follows `kind`; the names that other formats have for their types are none of the norm. */
function otherType({ issues }: Invoice, sent: string | undefined, written: string | null): Gap[] {
	// Reading the document has listed it.
	if (issues.some(({ code }) => code === 'kind-contradicts')) return [];
	if (!sent || sent === written || kindOf(sent, null, new Findings()) === null) return [];
	const why = `${sent} is not the type of what kind says: ${written ?? 'none'} is written`;
	return [leftOut('BT-3', 'references.documentType', why)];
}

/** A claim that nothing here can check. */
const unknownSpecification = (specification: string | null): Gap[] =>
	specification === null || !isUnknownSpecification(specification)
		? []
		: [
				leftOut(
					'BT-24',
					'references.specification',
					`The file claims ${specification.slice(0, 100)}, whose rules are not known here: only those of EN 16931 were checked`,
				),
			];

/** A field of the item says the same. */
function isSaidElsewhere(name: string, { currency, seller, buyer, references }: Invoice): boolean {
	switch (name) {
		case 'taxCurrency':
		case 'taxTotalInTaxCurrency':
			return currency !== null && references.taxCurrency?.trim().toUpperCase() === currency;
		case 'sellerTradingName':
			return [seller?.name, seller?.companyName].includes(references[name]);
		case 'buyerTradingName':
			return [buyer?.name, buyer?.companyName].includes(references[name]);
		default:
			return false;
	}
}

const hasAll = (list: string, values: string): boolean => {
	const known = new Set(listOfText(list));
	return listOfText(values).every((value) => known.has(value));
};

const MOST_NAMED = 50;

function withoutTerm(names: readonly string[]): string {
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
	return `Not in the file, because EN 16931 has no term for it: ${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}
