import type { VoidedEvent } from '../voided.mts';

export const voided: VoidedEvent[] = [
	{ event: 'invoice.void', file: 'invoice.paid.json', path: ['data', 'object'], members: { state: 'void' } },
];
