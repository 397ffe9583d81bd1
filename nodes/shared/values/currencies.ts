/**
 * ISO 4217 codes by minor unit.
 *
 * From list one of 2024-06-25 in the npm package currency-codes 2.2.0 (`iso-4217-list-one.xml`), grouped by
 * `CcyMnrUnts`; a test compares the two. `Intl` is no substitute: it returns the digits in common use rather than those
 * of ISO 4217, and differs for COP, HUF, IQD and 26 more.
 */
const CODES_BY_DIGITS: ReadonlyArray<readonly [digits: number | null, codes: string]> = [
	[0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
	[
		2,
		`AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
		CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
		GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
		MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN
		QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD
		TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG`,
	],
	[3, 'BHD IQD JOD KWD LYD OMR TND'],
	[4, 'CLF UYW'],
	// Units of account and precious metals: ISO 4217 gives them no minor unit ("N.A.").
	[null, 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'],
	// Not in that list: newer codes (amendments 176 and 179 of 2025), and codes withdrawn since 2023 that invoices
	// still use.
	[2, 'XAD XCG HRK SLL ZWL'],
	// Also in the code list of EN 16931: the offshore yuan, and the predecessor of STN until 2018.
	[2, 'CNH STD'],
];

const DIGITS = new Map(
	CODES_BY_DIGITS.flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, digits] as const)),
);

/** The ISO 4217 code in upper case; null for any other text. Ignores case, not spaces. */
export function currencyCode(text: string): string | null {
	// Checking the length is not enough: "uſd" in upper case is "USD".
	const code = /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : '';
	return DIGITS.has(code) ? code : null;
}

/**
 * The number of digits of a currency's minor unit: 2 for EUR (cent), 0 for JPY, 3 for KWD.
 *
 * @returns null for an unknown code, and for one without a minor unit (gold, special drawing rights)
 */
export function currencyDigits(code: string): number | null {
	// Look up the code as it is first: most are normalized already, and this runs for every amount.
	return DIGITS.get(code) ?? DIGITS.get(currencyCode(code) ?? '') ?? null;
}

/** Of a longer text, which is no currency, the capitals would be made again for each amount of a document. */
const LONGEST = 100;

/** A currency in capital letters, which some programs do not write. */
export const inCapitals = (currency: string | null): string | null =>
	currency === null || currency.length > LONGEST ? currency : currency.toUpperCase();
