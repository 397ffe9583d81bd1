/** Long lists leave pauses for the rest of n8n wherever they are long, counted in steps instead of time. */
import { writeItem } from '../../../nodes/shared/einvoice/create';
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { invoiceOf, lineOf } from '../../../nodes/shared/invoice/build';
import { Findings } from '../../../nodes/shared/invoice/findings';
import { finish, type Steps } from '../../../nodes/shared/steps';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { valid } from '../../support/einvoice/items.mts';
import { stepsOf } from '../../support/steps.mts';

/** The most entries of lists that are visited between two pauses. */
function longestStretch(steps: Steps<unknown>): number {
	let longest = 0;
	for (let done = false; !done;) {
		const visited = stepsOf(() => void (done = steps.next().done === true));
		longest = Math.max(longest, visited);
	}
	return longest;
}

const LINES = 3000;
const EACH = 20;

test('reading, between the taxes of many lines', () => {
	const tax = '<Impuesto><Codigo>01</Codigo><Tarifa>13</Tarifa><Monto>1</Monto></Impuesto>'.repeat(EACH);
	const lines = `<LineaDetalle><SubTotal>1</SubTotal>${tax}</LineaDetalle>`.repeat(LINES);
	const root = finish(
		xmlInSteps(
			Buffer.from(
				`<FacturaElectronica><DetalleServicio>${lines}</DetalleServicio><ResumenFactura/></FacturaElectronica>`,
			),
		),
	);
	if (!root.ok) throw new Error(root.error.message);
	const all = stepsOf(() => void finish(readDocument(root.value, new Findings(''))));
	expect(longestStretch(readDocument(root.value, new Findings('')))).toBeLessThan(all / 4);
});

test('creating, between the charges of many lines', () => {
	const charges = (line: number) => Array.from({ length: EACH }, () => `${line + 1}: charge 1, 10 %, of 10`);
	const item = invoiceOf({
		...valid(),
		lines: Array.from({ length: LINES }, (_, index) => lineOf({ id: String(index + 1), discount: -EACH })),
		references: {
			lineAllowancesAndCharges: Array.from({ length: LINES }, (_, line) => charges(line))
				.flat()
				.join('\n'),
		},
	});
	const writing = () => writeItem(item, { references: {}, unit: null, taxCategory: null });
	const all = stepsOf(() => void finish(writing()));
	expect(longestStretch(writing())).toBeLessThan(all / 8);
});
