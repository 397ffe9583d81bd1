/** Valid e-invoices of any size. */
import { readFileSync } from 'node:fs';

/** A valid invoice of one line per syntax: its file, the line, and the amounts of the whole invoice. */
const SAMPLES = {
	UBL: {
		file: 'mail/valid.ubl.xml',
		line: /\t<cac:InvoiceLine>[^]*<\/cac:InvoiceLine>\n/,
		totals: />(200|38|238)\.00</g,
	},
	CII: {
		file: 'create/01-two-buyer-ids.cii.xml',
		line: / *<ram:IncludedSupplyChainTradeLineItem>[^]*<\/ram:IncludedSupplyChainTradeLineItem>\n/,
		totals: />(100|20|120)\.00</g,
	},
};
export type Syntax = keyof typeof SAMPLES;

/** Repeats the sample's line and adjusts the totals. */
export function withLines(syntax: Syntax, count: number): string {
	const { file, line, totals } = SAMPLES[syntax];
	const xml = readFileSync(`test/samples/einvoice/${file}`, 'utf8');
	const [first] = line.exec(xml)!;
	const lines = Array.from({ length: count }, (_, index) =>
		first.replace(/(<cbc:ID>|<ram:LineID>)1</, (__, tag) => `${tag}${index + 1}<`),
	);
	// The line keeps its amounts.
	return xml
		.replace(line, '<lines/>')
		.replace(totals, (_, amount) => `>${Number(amount) * count}.00<`)
		.replace('<lines/>', () => lines.join(''));
}

/** The invoice with as many lines as fit into so many bytes. */
export function ofSize(syntax: Syntax, bytes: number): { xml: string; lines: number } {
	const [ten, thousand] = [withLines(syntax, 10).length, withLines(syntax, 1000).length];
	const lines = Math.floor((bytes - ten) / ((thousand - ten) / 990));
	return { xml: withLines(syntax, lines), lines };
}
