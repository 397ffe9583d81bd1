/** Validating an e-invoice by all rules that it claims, compared with reading the same file. */
import type { readEInvoice } from '../../nodes/shared/einvoice/read';
import type { validateFile } from '../../nodes/shared/einvoice/validate';
import type { Contestants } from './contest.mts';
import { withLines, type Syntax } from './invoices.mts';
import type { Published } from '../published.mts';
import { race } from './race.mts';
import { growth, median, ratioOf, type Sized } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';

const LINES = sized([5, 100, 5000], [5, 10]);

export async function validate(published: Published): Promise<Row[]> {
	return [...(await rowsOf('UBL', published)), ...(await rowsOf('CII', published))];
}

async function rowsOf(syntax: Syntax, published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	const bySize: Sized[] = [];
	for (const lines of LINES) {
		if (leavesOut(`validating ${lines} lines of ${syntax}`)) continue;
		const { ours, read } = await race('validate.mts', published, [syntax, String(lines)]);
		const time = {
			ours: median(ours!) * 1000,
			reference: median(read!) * 1000,
			ratio: ratioOf(ours!, read!),
		};
		rows.push(row(`validate/${syntax}/${lines} lines/read`, 'µs', { ...time, aim: '≤ 3' }));
		bySize.push({ size: lines, ours: ours!, theirs: read! });
	}
	if (bySize.length < LINES.length) return rows;
	const id = `validate/${syntax}/growth per line from 100 to 5000/read`;
	return [...rows, row(id, '×', growth(bySize))];
}

/** For race.mts: Validate and Read on a valid invoice with the given number of lines. */
export function contestants({ load }: Published, syntax: Syntax, count: string): Contestants {
	const lines = Number(count);
	const file = Buffer.from(withLines(syntax, lines), 'utf8');
	const { validateFile: check } = load<{ validateFile: typeof validateFile }>(
		'nodes/shared/einvoice/validate',
	);
	const { readEInvoice: read } = load<{ readEInvoice: typeof readEInvoice }>('nodes/shared/einvoice/read');
	return {
		ours: async () => {
			const result = await check(file, 'claimed');
			if (!result.ok) throw new Error(result.error.message);
			const { invoice, validation } = result.value;
			if (!validation.valid) throw new Error(validation.text.slice(0, 1000));
			if (invoice.lines.length !== lines) throw new Error('Lines were lost');
		},
		read: async () => {
			const result = await read(file);
			if (!result.ok) throw new Error(result.error.message);
			if (result.value.lines.length !== lines) throw new Error('Lines were lost');
		},
	};
}
