import { dueOfTotals, netOfTotals } from '../../../nodes/shared/invoice/sums';
import { decimal, toText } from '../../../nodes/shared/values/decimal';

const figure = (value: string | null) => (value === null ? null : decimal(value));

test.each([
	['100', null, null, '100'],
	['100', '2.5', null, '102.5'],
	['100', null, '30', '70'],
	['0.1', '0.2', '0.3', '0'],
])('BR-CO-13: lines %s + charges %s − discount %s = %s', (lines, charges, discount, net) => {
	const given = { charges: figure(charges), discount: figure(discount) };
	expect(toText(netOfTotals(decimal(lines)!, given))).toBe(net);
});

test.each([
	['119', null, null, null, '119'],
	['119', '19', null, null, '100'],
	['119', null, '15', null, '104'],
	['118.98', null, null, '0.02', '119'],
	['119.02', '100', '9', '-0.02', '10'],
])(
	'BR-CO-16: gross %s − paid %s − withheld %s + rounding %s = %s',
	(gross, paid, withheld, rounding, due) => {
		const given = { paid: figure(paid), withheld: figure(withheld), rounding: figure(rounding) };
		expect(toText(dueOfTotals(decimal(gross)!, given))).toBe(due);
	},
);
