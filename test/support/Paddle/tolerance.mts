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

export const paddle: Failing = {
	event_id: [NO_TEXT, KEY],
	event_type: [ALWAYS, NAME],
	data: [ALWAYS, FORM],
	'data.id': [NO_TEXT, ID],
	'data.details.line_items': [NO_LIST, LINES],
	'data.details.line_items[]': [NO_OBJECT, LINES],
	'data.items': [NO_LIST, LINES],
	'data.items[]': [NO_OBJECT, LINES],
};
