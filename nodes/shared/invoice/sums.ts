import { add, subtract, ZERO, type Decimal } from '../values/decimal';

/** An amount that counts as zero when absent. */
type Absent = Decimal | null;

/** BT-109 by BR-CO-13. */
export const netOfTotals = (
	lines: Decimal,
	{ charges, discount }: { charges: Absent; discount: Absent },
): Decimal => subtract(add(lines, charges ?? ZERO), discount ?? ZERO);

/** BT-115 by BR-CO-16, less the tax that the buyer withholds, for which EN 16931 has no term. */
export const dueOfTotals = (
	gross: Decimal,
	{ paid, withheld, rounding }: { paid: Absent; withheld: Absent; rounding: Absent },
): Decimal => add(subtract(subtract(gross, paid ?? ZERO), withheld ?? ZERO), rounding ?? ZERO);
