/** Documents whose texts are long, or have many lines, so that to lay them out takes long. */
import type { Cases } from './bounds.mts';
import { ubl } from './xml.mts';

const MOST = 980_000;

const notes = (text: string) => ubl(`<cbc:Note>${text}</cbc:Note>`.repeat(9));
const terms = (text: string) =>
	ubl(`<cac:PaymentTerms><cbc:Note>${text}</cbc:Note></cac:PaymentTerms>`.repeat(9));
const seller = (text: string) =>
	ubl(
		`<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>${text}</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>${text}</cbc:StreetName><cbc:AdditionalStreetName>${text}</cbc:AdditionalStreetName><cbc:CityName>${text}</cbc:CityName></cac:PostalAddress><cac:Contact><cbc:Telephone>${text}</cbc:Telephone></cac:Contact></cac:Party></cac:AccountingSupplierParty>`,
	);

export const shown: Cases = {
	'shown: nine notes of 999,000 line breaks': () => notes(`a${'\n'.repeat(999_000)}`),
	'shown: a note of 19,000 line breaks': () => ubl(`<cbc:Note>a${'\n'.repeat(19_000)}b</cbc:Note>`),
	'shown: nine notes of quotation marks': () => notes('"'.repeat(MOST)),
	'shown: three notes of quotation marks': () => ubl(`<cbc:Note>${'"'.repeat(MOST)}</cbc:Note>`.repeat(3)),
	'shown: a note of letters without a blank': () => ubl(`<cbc:Note>${'a'.repeat(MOST)}</cbc:Note>`),
	'shown: nine terms of half a million lines': () => terms('a\n'.repeat(MOST / 2)),
	'shown: nine terms of 11,000 lines': () => terms('a\n'.repeat(11_000)),
	'shown: a seller of long texts': () => seller('a'.repeat(MOST)),
	'shown: a seller of texts that can just be drawn': () => seller('a'.repeat(180_000)),
};
