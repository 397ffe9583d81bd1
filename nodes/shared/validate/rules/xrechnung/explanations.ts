import type { Explanation } from '../../rule';
import { explainGerman } from '../german/explanations';
import { explainPeppol } from '../peppol/explanations';

type Entry = readonly [message: string, field?: string];

const SCHEME = "is in neither ISO 6523's list of schemes nor XR01 to XR03";

const OWN: Readonly<Record<string, Entry>> = {
	'BR-DEX-01': [
		'The type of an attached file is not one that the extension of XRechnung accepts: PDF, PNG, JPEG, CSV, XLSX, ODS or XML',
		'references.supportingDocuments',
	],
	'BR-DEX-02': ['The net amount of a line is not the sum of the lines within it', 'lines[].net'],
	'BR-DEX-03': ['A line within a line needs its VAT category and rate, exactly once', 'lines[].taxCategory'],
	'BR-DEX-04': [`The scheme of an identifier of a party ${SCHEME}`],
	'BR-DEX-05': [`The scheme of the legal registration of a party ${SCHEME}`],
	'BR-DEX-06': [`The scheme of the standard identifier of an item (BT-157) ${SCHEME}`],
	'BR-DEX-07': ['The scheme of an electronic address is in neither the list EAS nor XR01 to XR03'],
	'BR-DEX-08': [`The scheme of the delivery location (BT-71) ${SCHEME}`, 'references.deliveryLocation'],
	'BR-DEX-09': [
		'The amount due (BT-115) is not gross − paid + what others are owed + rounding',
		'totals.due',
	],
	'BR-DEX-10': ['An amount owed to a third party needs its kind (BT-DEX-001)'],
	'BR-DEX-11': ['An amount owed to a third party (BT-DEX-002) is missing'],
	'BR-DEX-12': ['An amount owed to a third party needs its description (BT-DEX-003)'],
	'BR-DEX-13': ['An amount owed to a third party (BT-DEX-002) has more than two decimals'],
	'BR-DEX-14': ['An amount owed to a third party (BT-DEX-002) is not in the currency of the invoice'],
	'BR-DEX-15': ['There are lines within lines: some software reads only the upper ones'],
	'BR-DE-CVD-01': ['A purchase of vehicles needs the number of the contract (BT-12)', 'references.contract'],
	'BR-DE-CVD-02': [
		'A purchase of vehicles needs the number of the tender or lot (BT-17)',
		'references.tender',
	],
	'BR-DE-CVD-03': [
		'A purchase of vehicles needs a line with the class of the vehicle (BT-158, list CVD) and its emissions (BT-160 cva)',
	],
	'BR-DE-CVD-04': [
		'The class of a vehicle (BT-158) is not one of M1, M2, M3, N1, N2 and N3',
		'lines[].description',
	],
	'BR-DE-CVD-05': [
		'The emissions of a vehicle (BT-161) are none of clean, zero-emission and other',
		'lines[].description',
	],
	'BR-DE-CVD-06-a': [
		'A line with the class of a vehicle (BT-158) needs its emissions (BT-160 cva) once',
		'lines[].description',
	],
	'BR-DE-CVD-06-b': [
		'A line with the emissions of a vehicle (BT-160 cva) needs its class (BT-158) once',
		'lines[].description',
	],
	'BR-TMP-CVD-01': [
		'The scheme of a classification of an item (BT-158) is in neither UNTDID 7143 nor CVD',
		'lines[].description',
	],
};

/** The meaning of a rule of XRechnung, including those adopted from Peppol. */
export function explainXRechnung(rule: string): Explanation {
	const entry = OWN[rule];
	if (entry !== undefined) {
		const [message, field] = entry;
		return field === undefined ? { message } : { message, field };
	}
	return (
		explainGerman(rule) ?? explainPeppol(rule) ?? { message: `The document does not meet the rule ${rule}` }
	);
}
