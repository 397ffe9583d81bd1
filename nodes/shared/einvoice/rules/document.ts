import { Findings } from '../../invoice/findings';
import { kindOf } from '../en16931/documentKind';
import type { Gaps } from './gaps';
import type { WrittenTerms } from '../en16931/writtenTerms';

/** What the document as a whole must tell. */
export function documentRules(terms: WrittenTerms, gaps: Gaps): void {
	const { typeCode, delivery } = terms;
	gaps.require(terms.number !== null, 'BR-02', 'number', 'Fill in the number of the invoice');
	gaps.require(terms.issueDate !== null, 'BR-03', 'issueDate', 'Fill in the date of the invoice');
	gaps.require(
		typeCode !== null,
		'BR-04',
		'kind',
		'Fill in what it is: invoice, creditNote, corrective or proForma',
	);
	gaps.require(
		typeCode === null || kindOf(typeCode, null, new Findings()) !== null,
		'BR-CL-01',
		'references.documentType',
		`${typeCode} is no type of an invoice: fill in kind, and remove references.documentType`,
	);
	gaps.require(terms.currency !== null, 'BR-05', 'currency', 'Fill in the currency, such as EUR');
	gaps.require(terms.lines.length > 0, 'BR-16', 'lines', 'Fill in at least one line');
	gaps.require(
		terms.taxCurrency === null || terms.taxInTaxCurrency !== null,
		'BR-53',
		'references.taxTotalInTaxCurrency',
		`Fill in the total tax in ${terms.taxCurrency}, the currency in references.taxCurrency`,
	);
	gaps.require(
		terms.taxPointDate === null || terms.taxPointDateCode === null,
		'BR-CO-03',
		'references.taxPointDateCode',
		'Remove this or references.taxPointDate: only one of them is allowed',
	);
	gaps.require(
		!isBefore(terms.periodEnd, terms.periodStart),
		'BR-29',
		'references.periodEnd',
		'The period ends before it begins (references.periodStart)',
	);
	gaps.require(
		delivery.address === null || delivery.address.country !== null,
		'BR-57',
		'shipTo.address.countryCode',
		'Fill in the country that was delivered to, such as DE, or remove the address',
	);
	for (const { id, location } of terms.supportingDocuments) {
		gaps.require(
			id !== null,
			'BR-52',
			'references.supportingDocuments',
			`Fill in a name or number for each document; that of ${location} is missing`,
		);
	}
	for (const { isCharge, taxCategory } of terms.allowancesAndCharges) {
		const [rule, path] = isCharge ? ['BR-37', 'totals.charges'] : ['BR-32', 'totals.discount'];
		gaps.require(
			taxCategory !== null,
			rule ?? '',
			path ?? '',
			'It cannot be told which tax this belongs to: check taxes, and category and rate of the lines',
		);
	}
}

/** Both are `YYYY-MM-DD`, which sorts as text. */
export const isBefore = (end: string | null, start: string | null): boolean =>
	end !== null && start !== null && end < start;
