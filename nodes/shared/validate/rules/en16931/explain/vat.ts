import { VAT_CATEGORIES, type VatCategory } from '../norm/categories';
import type { Entry } from './entry';

const PARTIES: Readonly<Record<VatCategory['parties'], string>> = {
	seller:
		'the VAT or tax number of the seller (BT-31, BT-32), or the VAT number of its tax representative (BT-63)',
	sellerVat: 'the VAT number of the seller (BT-31) or of its tax representative (BT-63)',
	sellerAndBuyer:
		'the VAT or tax number of the seller (BT-31, BT-32) or the VAT number of its tax representative (BT-63), and the VAT or registration number of the buyer (BT-48, BT-47)',
	sellerVatAndBuyerVat:
		'the VAT numbers of the seller (BT-31) or its tax representative (BT-63) and of the buyer (BT-48)',
	nobody: '',
};

const RATES: Readonly<Record<VatCategory['rate'], string>> = {
	positive: 'must be more than 0',
	notNegative: 'must be there and not be negative',
	zero: 'must be 0',
	none: 'must be left out',
};

function entriesOf({
	code,
	rules,
	name,
	rate,
	reason,
	hasRates,
	parties,
}: VatCategory): Array<[string, Entry]> {
	const category = `VAT category ${code} (${name})`;
	const ofParties = (what: string): Entry => [
		parties === 'nobody'
			? `${what} has the ${category}: no VAT number of the seller, its tax representative or the buyer may be given`
			: `${what} has the ${category}: that needs ${PARTIES[parties]}`,
		'seller.taxId',
	];
	const ofRate = (what: string, field: string): Entry => [
		`${what} has the ${category}: its rate ${RATES[rate]}`,
		field,
	];
	const amounts = hasRates
		? `what the lines, charges and allowances of this category and rate come to`
		: `what the lines, charges and allowances of this category come to`;
	return [
		[
			'01',
			[
				hasRates
					? `The ${category} must have a breakdown (BG-23) if, and only if, a line, allowance or charge uses it`
					: `The ${category} must have exactly one breakdown (BG-23) if a line, allowance or charge uses it, else none`,
				'taxes',
			],
		],
		['02', ofParties('A line')],
		['03', ofParties('An allowance')],
		['04', ofParties('A charge')],
		['05', ofRate('The line', 'lines[].taxRate')],
		['06', ofRate('An allowance', 'totals.discount')],
		['07', ofRate('A charge', 'totals.charges')],
		['08', [`The taxable amount (BT-116) of the ${category} is not ${amounts}`, 'taxes']],
		[
			'09',
			[
				hasRates
					? `The VAT (BT-117) of the ${category} is not its taxable amount (BT-116) × its rate (BT-119) ÷ 100`
					: `The VAT (BT-117) of the ${category} must be 0`,
				'taxes',
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

/** The rules of the VAT categories. */
export const VAT: Readonly<Record<string, Entry>> = {
	...Object.fromEntries(VAT_CATEGORIES.flatMap(entriesOf)),
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
