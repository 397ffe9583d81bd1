import type { VoidedEvent } from '../voided.mts';

export const voided: VoidedEvent[] = [
	{ event: 'transaction.canceled', file: 'transaction.canceled.json', path: ['data'], members: {} },
	{
		event: 'adjustment.updated',
		file: 'adjustment.updated.refund.json',
		path: ['data'],
		members: { status: 'reversed' },
	},
];
