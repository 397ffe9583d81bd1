import { ALWAYS, NO_TEXT, NO_AMOUNT, ID, LINES, SUMS, type Failing } from '../tolerance.mts';

export const rillet: Failing = {
	id: [NO_TEXT, ID],
	items: [ALWAYS, LINES],
	'items[]': [ALWAYS, LINES],
	'items[].total_amount': [ALWAYS, SUMS],
	'items[].total_amount.amount': [NO_AMOUNT, SUMS],
	'items[].net_amount': [ALWAYS, SUMS],
	'items[].net_amount.amount': [NO_AMOUNT, SUMS],
	net_amount: [ALWAYS, SUMS],
	'net_amount.amount': [NO_AMOUNT, SUMS],
	total: [ALWAYS, SUMS],
	'total.amount': [NO_AMOUNT, SUMS],
};
