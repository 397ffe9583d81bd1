import { ALWAYS, NO_TEXT, NO_LIST, NO_OBJECT, FORM, NAME, KEY, LINES, type Failing } from '../tolerance.mts';

export const riverty: Failing = {
	'[]': [ALWAYS, FORM],
	type: [ALWAYS, NAME],
	'[].type': [ALWAYS, NAME],
	parameters: [ALWAYS, FORM],
	'[].parameters': [ALWAYS, FORM],
	'parameters.invoiceReference': [NO_TEXT, KEY],
	'[].parameters.invoiceReference': [NO_TEXT, KEY],
	'parameters.items': [NO_LIST, LINES],
	'[].parameters.items': [NO_LIST, LINES],
	'parameters.items[]': [NO_OBJECT, LINES],
	'[].parameters.items[]': [NO_OBJECT, LINES],
	'parameters.documents': [NO_LIST, 'Each is an item of its own'],
	'parameters.documents[]': [NO_OBJECT, 'Each is an item of its own'],
};
