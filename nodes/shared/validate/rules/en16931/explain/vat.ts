import { RULED_CATEGORIES, type VatCategory } from '../norm/categories';
import type { Entry } from './entry';

const RATES: Readonly<Record<VatCategory['rate'], string>> = {
	positive: 'must be more than 0',
	notNegative: 'must be there and not be negative',
	zero: 'must be 0',
	none: 'must be left out',
};

function entriesOf({ code, rules, name, rate, reason, hasRates }: VatCategory): Array<[string, Entry]> {
	const category = `VAT category ${code} (${name})`;
	const ofRate = (what: string, field?: string): Entry => [
		`${what} has the ${category}: its rate ${RATES[rate]}`,
		field,
	];
	const amounts = hasRates
		? `what the lines, charges and allowances of this category and rate come to`
		: `what the lines, charges and allowances of this category come to`;
	return [
		['05', ofRate('The line', 'lines[].taxRate')],
		// Without a field, it is that of the element: they may be of the invoice or of a line.
		['06', ofRate('The allowance')],
		['07', ofRate('The charge')],
		['08', [`The taxable amount (BT-116) of the ${category} is not ${amounts}`, 'taxes[].taxableAmount']],
		[
			'09',
			[
				hasRates
					? `The VAT (BT-117) of the ${category} is not its taxable amount (BT-116) × its rate (BT-119) ÷ 100`
					: `The VAT (BT-117) of the ${category} must be 0`,
				'taxes[].taxAmount',
			],
		],
		[
			'10',
			[
				reason === 'required'
					? `The breakdown of the ${category} has no reason for the exemption (BT-120, BT-121)`
					: `The breakdown of the ${category} must not have a reason for an exemption (BT-120, BT-121)`,
				'references.taxExemptionReason',
			],
		],
	].map(([suffix, entry]): [string, Entry] => [`BR-${rules}-${String(suffix)}`, entry as Entry]);
}

const onlyO = (what: string): Entry => [
	`The breakdown has the VAT category O (not subject to VAT): ${what} may have another one`,
	'taxes',
];

/** The rules of the VAT categories, except those that `vatFacts.ts` explains. */
export const VAT_ENTRIES: Readonly<Record<string, Entry>> = {
	...Object.fromEntries(RULED_CATEGORIES.flatMap(entriesOf)),
	'BR-IC-11': [
		'Supplies inside the EU (VAT category K) need the date of delivery (BT-72) or the period of the invoice (BG-14)',
		'deliveryDate',
	],
	'BR-IC-12': [
		'Supplies inside the EU (VAT category K) need the country of the delivery (BT-80)',
		'shipTo.address.countryCode',
	],
	'BR-O-11': onlyO('no other breakdown'),
	'BR-O-12': onlyO('no line'),
	'BR-O-13': onlyO('no allowance'),
	'BR-O-14': onlyO('no charge'),
	'BR-B-01': [
		'VAT category B (split payment) is only for invoices inside Italy, but the seller or the buyer is in another country',
		'taxes',
	],
	'BR-B-02': [
		'VAT category B (split payment) and S (standard rate) must not be in one invoice',
		'lines[].taxCategory',
	],
};
