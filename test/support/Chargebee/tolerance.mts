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

export const chargebee: Failing = {
	id: ['absent empty number boolean object list', KEY],
	event_type: [ALWAYS, NAME],
	content: [ALWAYS, FORM],
	...Object.fromEntries(
		['invoice', 'credit_note'].flatMap((name) => [
			[`content.${name}`, [ALWAYS, FORM]],
			[`content.${name}.id`, [NO_TEXT, ID]],
			[`content.${name}.line_items`, [NO_LIST, LINES]],
			[`content.${name}.line_items[]`, [NO_OBJECT, LINES]],
		]),
	),
	'content.invoice.line_items_next_offset': ['boolean object list', LINES],
};
