import { ALWAYS, FORM, NAME, ID, type Failing } from '../tolerance.mts';

export const betterez: Failing = {
	event: ['text', NAME],
	data: [ALWAYS, FORM],
	'data._id': ['absent empty number boolean object list', ID],
};
