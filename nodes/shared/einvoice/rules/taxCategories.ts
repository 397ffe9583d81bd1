import type { WrittenTerms } from '../en16931/writtenTerms';

type Missing = [path: string, message: string] | null;

/** What EN 16931 asks for where a tax category (UNTDID 5305) is used. */
export interface Category {
	/** In the names of its rules. */
	name: string;
	/** There is a breakdown for each rate, with a tax amount. */
	isTaxed: boolean;
	rates: 'positive' | 'notNegative' | 'zero' | 'none';
	hasReason: boolean;
	/** Of the VATEX list, where the category has one only. */
	reasonCode?: string;
	/** The field of a party that must be filled in or removed; null where there is none. */
	missingParty: (terms: WrittenTerms) => Missing;
}

const SELLER = 'Fill in the VAT number of the seller, such as DE123456789, which this tax category asks for';
const BUYER = 'Fill in the VAT number of the buyer, such as DE123456789, which this tax category asks for';

const hasVatSeller = ({ seller, taxRepresentative }: WrittenTerms) =>
	!!seller?.vatId || !!taxRepresentative?.vatId;

const taxedSeller = (terms: WrittenTerms): Missing =>
	hasVatSeller(terms) || terms.seller?.taxNumber ? null : ['seller.taxId', SELLER];

const vatSeller = (terms: WrittenTerms): Missing => (hasVatSeller(terms) ? null : ['seller.taxId', SELLER]);

function reverseCharge(terms: WrittenTerms): Missing {
	const { buyer } = terms;
	return taxedSeller(terms) ?? (buyer?.vatId || buyer?.registration ? null : ['buyer.taxId', BUYER]);
}

const bothWithVat = (terms: WrittenTerms): Missing =>
	vatSeller(terms) ?? (terms.buyer?.vatId ? null : ['buyer.taxId', BUYER]);

function nobodyWithVat({ seller, buyer, taxRepresentative }: WrittenTerms): Missing {
	const path = seller?.vatId
		? 'seller.taxId'
		: buyer?.vatId
			? 'buyer.taxId'
			: taxRepresentative?.vatId
				? 'references.taxRepresentativeTaxId'
				: null;
	return path && [path, 'Remove the VAT number: there is none where nothing is subject to VAT (category O)'];
}

const WITH_TAX = { isTaxed: true, hasReason: false, missingParty: taxedSeller } as const;
const WITHOUT_TAX = { isTaxed: false, rates: 'zero', hasReason: true } as const;

export const CATEGORIES: ReadonlyMap<string, Category> = new Map(
	Object.entries<Category>({
		S: { ...WITH_TAX, name: 'S', rates: 'positive' },
		// The Canary Islands; Ceuta and Melilla.
		L: { ...WITH_TAX, name: 'AF', rates: 'notNegative' },
		M: { ...WITH_TAX, name: 'AG', rates: 'notNegative' },
		Z: { ...WITHOUT_TAX, name: 'Z', hasReason: false, missingParty: taxedSeller },
		E: { ...WITHOUT_TAX, name: 'E', missingParty: taxedSeller },
		AE: { ...WITHOUT_TAX, name: 'AE', reasonCode: 'VATEX-EU-AE', missingParty: reverseCharge },
		K: { ...WITHOUT_TAX, name: 'IC', reasonCode: 'VATEX-EU-IC', missingParty: bothWithVat },
		G: { ...WITHOUT_TAX, name: 'G', reasonCode: 'VATEX-EU-G', missingParty: vatSeller },
		O: { ...WITHOUT_TAX, name: 'O', rates: 'none', reasonCode: 'VATEX-EU-O', missingParty: nobodyWithVat },
	}),
);
