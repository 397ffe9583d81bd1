import { SETTLED_OTHERWISE } from '../shared/invoice/checks';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Totals } from '../shared/invoice/schema';
import { dueOfTotals } from '../shared/invoice/sums';
import {
	add,
	compare,
	equals,
	isPositive,
	isZero,
	subtract,
	sum,
	ZERO,
	type Decimal,
} from '../shared/values/decimal';
import { sumOfAll } from '../shared/values/money';
import { inWords } from './amounts';
import type { Read } from './minorUnits';
import type { InvoicePayload } from './schema';

/** How an invoice was settled. Only `paid` is money received for it. */
export interface Settlement {
	paid: Decimal | null;
	due: Decimal | null;
	withheld: Decimal | null;
	/** Applied from credit notes for other invoices. */
	credits: Decimal | null;
	/** Credited by credit notes for this invoice. */
	adjusted: Decimal | null;
	writtenOff: Decimal | null;
}

export function settlementOf(payload: InvoicePayload, read: Read): Settlement {
	const unlessZero = (figure: Decimal | null) => (figure && isZero(figure) ? null : figure);
	return {
		paid: read(payload.amount_paid),
		due: read(payload.amount_due),
		withheld: unlessZero(sumOfAll(payload.linked_taxes_withheld.map((entry) => read(entry.amount)))),
		credits: unlessZero(read(payload.credits_applied)),
		adjusted: unlessZero(read(payload.amount_adjusted)),
		writtenOff: unlessZero(read(payload.write_off_amount)),
	};
}

/**
 * Credits, adjustments and write-offs reduce the amount due without being payments, and EN 16931 has no field for them.
 * Where they explain the amount due, an issue says so instead of a sum error.
 */
export function settlementTotals(
	settlement: Settlement,
	gross: Decimal | null,
	rounding: Decimal | null,
	findings: Findings,
): Partial<Totals> {
	const { paid, due, withheld, credits, adjusted, writtenOff } = settlement;
	const open = gross && dueOfTotals(gross, { paid, withheld, rounding });
	const other = inWords([
		['credits', credits],
		['adjustments', adjusted],
		['write-offs', writtenOff],
	]);
	// Chargebee does not document whether a write-off also counts as an adjustment.
	const explains = [writtenOff ?? ZERO, ZERO].some(
		(extra) => open && due && equals(subtract(open, sum([credits ?? ZERO, adjusted ?? ZERO, extra])), due),
	);
	if (other !== '' && explains) {
		findings.add(
			SETTLED_OTHERWISE,
			'totals.due',
			`Of the total, Chargebee settled without a payment: ${other}. This is not part of paid`,
		);
	}
	return {
		withheld: findings.amount('totals.withheld', withheld),
		paid: findings.amount('totals.paid', paid),
		due: findings.amount('totals.due', due),
	};
}

/** Chargebee's status, combined with what was paid. */
export function statusOf(
	{ status }: InvoicePayload,
	{ paid, adjusted, writtenOff }: Settlement,
	gross: Decimal | null,
	findings: Findings,
): Invoice['status'] {
	switch (status) {
		case null:
			return null;
		case 'paid': {
			const given = add(adjusted ?? ZERO, writtenOff ?? ZERO);
			// Adjustments may include write-offs, so that their sum alone does not say that nothing was paid.
			const isGiven = gross && isPositive(gross) && compare(given, gross) >= 0;
			return isGiven && !(paid && isPositive(paid)) ? 'credited' : 'paid';
		}
		case 'posted':
		case 'payment_due':
		case 'not_paid':
			return paid && isPositive(paid) ? 'partiallyPaid' : 'unpaid';
		case 'voided':
			return 'void';
		case 'pending':
			return 'unbilled';
		default:
			findings.add(
				'status-unknown',
				'status',
				`The status ${status.slice(0, 100)} has no counterpart; it is kept in raw`,
			);
			return null;
	}
}
