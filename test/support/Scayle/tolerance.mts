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

export const scayle: Failing = {
	key: [NO_TEXT, KEY],
	occurredAt: [NO_TEXT, KEY],
	type: ['number text boolean object list', NAME],
	payload: [ALWAYS, FORM],
	'payload.id': [NO_TEXT, ID],
	'payload.items': [NO_LIST, LINES],
	'payload.items[]': [NO_OBJECT, LINES],
};
