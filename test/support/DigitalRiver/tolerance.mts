import {
	ALWAYS,
	NO_TEXT,
	NO_LIST,
	NO_OBJECT,
	FORM,
	NAME,
	KEY,
	ID,
	LINES,
	type Failing,
} from '../tolerance.mts';

export const digitalRiver: Failing = {
	id: [NO_TEXT, KEY],
	type: [ALWAYS, NAME],
	data: [ALWAYS, FORM],
	'data.object': [ALWAYS, FORM],
	'data.object.id': [NO_TEXT, ID],
	'data.object.items': [NO_LIST, LINES],
	'data.object.items[]': [NO_OBJECT, LINES],
};
