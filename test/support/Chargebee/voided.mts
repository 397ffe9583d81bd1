import type { VoidedEvent } from '../voided.mts';

const INVOICE = ['content', 'invoice'];

export const voided: VoidedEvent[] = [
	{ event: 'invoice_updated', file: 'invoice_updated.voided.json', path: INVOICE, members: {} },
	{
		event: 'invoice_updated',
		file: 'invoice_updated.voided.json',
		path: INVOICE,
		members: { amount_due: 100 },
	},
];
