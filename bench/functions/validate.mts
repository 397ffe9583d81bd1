/** Validating an e-invoice by all rules that it claims, compared with reading the same file. */
import { readFileSync } from 'node:fs';
import type { readEInvoice } from '../../nodes/shared/einvoice/read';
import type { validateFile } from '../../nodes/shared/einvoice/validate';
import type { Contestants } from './contest.mts';
import type { Published } from '../published.mts';
import { race } from './race.mts';
import { growth, median, ratioOf, type Sized } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';

const LINES = [5, 100, 5000];
const SAMPLE = 'test/samples/einvoice/mail/valid.ubl.xml';

export async function validate(published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	const bySize: Sized[] = [];
	for (const lines of LINES) {
		const { ours, read } = await race('validate.mts', published, [String(lines)]);
		const time = {
			ours: median(ours!) * 1000,
			reference: median(read!) * 1000,
			ratio: ratioOf(ours!, read!),
		};
		rows.push(row(`validate/UBL/${lines} lines/read`, 'µs', { ...time, aim: '≤ 3' }));
		bySize.push({ size: lines, ours: ours!, theirs: read! });
	}
	const id = 'validate/UBL/growth per line from 100 to 5000/read';
	return [...rows, row(id, '×', growth(bySize))];
}

/** For race.mts: Validate and Read on a valid invoice with the given number of lines. */
export function contestants({ load }: Published, count: string): Contestants {
	const lines = Number(count);
	const file = Buffer.from(withLines(readFileSync(SAMPLE, 'utf8'), lines), 'utf8');
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

/** Repeats the sample's line and adjusts the totals. */
function withLines(xml: string, count: number): string {
	const line = /\t<cac:InvoiceLine>[^]*<\/cac:InvoiceLine>\n/.exec(xml)![0];
	const lines = Array.from({ length: count }, (_, index) =>
		line.replace('<cbc:ID>1<', `<cbc:ID>${index + 1}<`),
	);
	return xml
		.replace(line, '')
		.replace(/>(200|38|238)\.00</g, (_, amount) => `>${Number(amount) * count}.00<`)
		.replace('</Invoice>', () => `${lines.join('')}</Invoice>`);
}
