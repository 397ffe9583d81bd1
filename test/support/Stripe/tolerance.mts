import { ALWAYS, NO_TEXT, NO_OBJECT, FORM, NAME, KEY, ID, LINES, type Failing } from '../tolerance.mts';

export const stripe: Failing = {
	id: [NO_TEXT, KEY],
	type: [ALWAYS, NAME],
	data: [ALWAYS, FORM],
	'data.object': [ALWAYS, FORM],
	'data.object.id': [NO_TEXT, ID],
	'data.object.lines': ['empty number text boolean object list', LINES],
	'data.object.lines.data': ['absent empty number text boolean object', LINES],
	'data.object.lines.data[]': [NO_OBJECT, LINES],
	'data.object.lines.has_more': ['empty number text object list', LINES],
};
