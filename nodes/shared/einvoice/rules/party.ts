import { alpha2 } from '../../values/countries';
import type { PartyTerms } from '../en16931/terms';
import type { Gaps } from './gaps';
import type { WrittenTerms } from '../en16931/writtenTerms';

/** Greece writes EL, Northern Ireland XI. */
const hasCountryPrefix = (vatId: string) =>
	['EL', 'XI'].includes(vatId.slice(0, 2)) ||
	(/^[A-Z0-9]{2}/.test(vatId) && alpha2(vatId.slice(0, 2)) !== null);

export function partyRules({ seller, buyer, payee, taxRepresentative }: WrittenTerms, gaps: Gaps): void {
	nameAndAddress(seller, 'seller', ['BR-06', 'BR-08', 'BR-09', 'BR-62'], gaps);
	nameAndAddress(buyer, 'buyer', ['BR-07', 'BR-10', 'BR-11', 'BR-63'], gaps);
	gaps.require(
		!!seller && (seller.ids.length > 0 || seller.registration !== null || seller.vatId !== null),
		'BR-CO-26',
		'seller.taxId',
		'Fill in the VAT number of the seller, or seller.registrationId',
	);
	gaps.require(
		payee === null || payee.name !== null,
		'BR-17',
		'references.payeeName',
		'Fill in the name of the payee',
	);
	if (taxRepresentative !== null) {
		const { name, address, vatId } = taxRepresentative;
		const of = 'of the tax representative';
		gaps.require(name !== null, 'BR-18', 'references.taxRepresentativeName', `Fill in the name ${of}`);
		const addressPath = 'references.taxRepresentativeAddress';
		gaps.require(
			address !== null,
			'BR-19',
			addressPath,
			`Fill in the address ${of}, at its end the country, such as DE`,
		);
		gaps.require(
			address === null || address.country !== null,
			'BR-20',
			addressPath,
			`Fill in the country ${of} at the end of the address, such as "Main Street 1, Berlin, DE"`,
		);
		gaps.require(
			vatId !== null,
			'BR-56',
			'references.taxRepresentativeTaxId',
			`Fill in the VAT number ${of}`,
		);
	}
	const vatIds: Array<[path: string, party: PartyTerms | null, otherwise: string]> = [
		[
			'seller.taxId',
			seller,
			'If the number is none for VAT, put it into references.sellerTaxNumber instead, too, and it is written as that',
		],
		['buyer.taxId', buyer, 'If the number is none for VAT, remove it'],
		['references.taxRepresentativeTaxId', taxRepresentative, ''],
	];
	for (const [path, party, otherwise] of vatIds) {
		gaps.require(
			!party?.vatId || hasCountryPrefix(party.vatId),
			'BR-CO-09',
			path,
			`${party?.vatId} does not begin with the code of a country, as the VAT number DE123456789 does. ${otherwise}`.trim(),
		);
	}
}

function nameAndAddress(
	party: PartyTerms | null,
	name: 'seller' | 'buyer',
	[nameRule, addressRule, countryRule, schemeRule]: [string, string, string, string],
	gaps: Gaps,
): void {
	const address = party?.address ?? null;
	const electronic = party?.electronicAddress ?? null;
	gaps.require(!!party?.name, nameRule, `${name}.name`, `Fill in the name of the ${name}`);
	gaps.require(address !== null, addressRule, `${name}.address`, `Fill in the address of the ${name}`);
	gaps.require(
		address === null || address.country !== null,
		countryRule,
		`${name}.address.countryCode`,
		`Fill in the country of the ${name}, such as DE`,
	);
	gaps.require(
		electronic === null || electronic.scheme !== null,
		schemeRule,
		`references.${name}ElectronicAddress`,
		`Write the scheme before the electronic address of the ${name}, such as 0088:4304171000002 for a GLN or EM:name@example.com`,
	);
}
