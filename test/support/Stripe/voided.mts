import type { VoidedEvent } from '../voided.mts';

const OBJECT = ['data', 'object'];

export const voided: VoidedEvent[] = [
	{ event: 'invoice.voided', file: 'invoice.voided.json', path: OBJECT, members: {} },
	{ event: 'invoice.voided', file: 'invoice.voided.json', path: OBJECT, members: { amount_remaining: 0 } },
	{ event: 'credit_note.voided', file: 'credit_note.voided.pre-basil.json', path: OBJECT, members: {} },
];
