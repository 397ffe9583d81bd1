import { lookup } from '../../nodes/Stripe/lookup';
import { ENVIRONMENT } from '../support/Stripe/events.mts';

it.each([
	['in_1MtHbELkdIwHu7ixl4OzzPMv', 'invoice'],
	['cn_1MxvRqLkdIwHu7ixY0xbUcxk', 'creditNote'],
])('%s is an %s', (stripeId, kind) => {
	expect(lookup.invoice({ stripeId }, ENVIRONMENT)).toMatchObject({
		ok: true,
		value: { provider: 'stripe', id: stripeId, kind, event: null, document: null },
	});
});

it.each<Record<string, string>>([{}, { stripeId: 'BH-0042' }, { stripeId: 'inv_1' }, { stripeId: 'cus_1' }])(
	'%j is none',
	(values) => {
		expect(lookup.invoice(values, ENVIRONMENT)).toMatchObject({
			ok: false,
			error: { message: 'A Stripe invoice ID begins with in_, a credit note ID with cn_' },
		});
	},
);
