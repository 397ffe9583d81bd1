/**
 * Every figure of the samples, altered: the item gets an issue, or the figure is among those that nothing in the document
 * contradicts.
 */
import { readEInvoice } from '../../nodes/shared/einvoice/read';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { FEL, HACIENDA } from '../support/einvoice/documents.mts';
import { CII, sample, UBL } from '../support/einvoice/norm.mts';

/** What nothing contradicts (`alone`), and what is not read, as docs/reading.md says (`unread`). */
interface File {
	xml: string;
	figure: RegExp;
	alone?: string[];
	unread?: string[];
}

const FILES: Record<string, File> = {
	UBL: { xml: UBL, figure: /(Amount|Percent|Quantity|Numeric)$/, alone: ['TaxAmount'] },
	'a credit note in UBL': {
		xml: sample('credit-note.ubl.xml'),
		figure: /(Amount|Percent|Quantity|Numeric)$/,
	},
	CII: { xml: CII, figure: /(Amount|Percent|Quantity)$/, alone: ['TaxTotalAmount'] },
	'ZUGFeRD 1.0': { xml: sample('cases/zugferd-1.xml'), figure: /(Amount|Percent|Quantity)$/ },
	FatturaPA: {
		xml: sample('fatturapa.xml'),
		figure: /^(Importo|Imponibile|Imposta|Prezzo|Quantita|AliquotaIVA|AlCassa)/,
		alone: ['AlCassa', 'ImponibileCassa', 'ImportoBollo'],
	},
	FEL: {
		xml: FEL,
		figure: /^(Cantidad|Precio|PrecioUnitario|Descuento|Monto|Total|GranTotal)/,
		unread: ['Precio'],
	},
	Hacienda: {
		xml: HACIENDA,
		figure: /^(Cantidad|PrecioUnitario|Monto|SubTotal|BaseImponible|Tarifa|Impuesto|Total)/,
		alone: ['BaseImponible', 'ImpuestoAsumidoEmisorFabrica'],
		unread: [
			'MontoTotal',
			'TotalDescuentos',
			'TotalExento',
			'TotalGravado',
			'TotalMedioPago',
			'TotalServExentos',
			'TotalServGravados',
			'TotalVenta',
		],
	},
};

const LEAF = /<([\w:]+)((?:\s[^<>]*)?)>\s*(-?\d+(?:\.\d+)?)\s*(?=<\/)/g;

/** The texts of one figure after the other, altered, with the name of its element. */
function* altered(xml: string, figure: RegExp, alter: (text: string) => string) {
	for (const { 0: all, 1: name = '', 2: attributes, 3: text = '', index } of xml.matchAll(LEAF)) {
		const local = name.replace(/^\w+:/, '');
		if (!figure.test(local)) continue;
		const changed = `<${name}${attributes}>${alter(text)}`;
		yield { local, xml: xml.slice(0, index) + changed + xml.slice(index + all.length) };
	}
}

async function read(xml: string): Promise<Invoice> {
	const result = await readEInvoice(Buffer.from(xml));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const issuesOf = ({ issues }: Invoice) => JSON.stringify(issues.map(({ code, path }) => [code, path]));

const ALTERATIONS: Array<[what: string, alter: (text: string) => string]> = [
	['ten times as large, and one', (text) => String(Number(text) * 10 + 1)],
	['with a comma', (text) => `${text.replace('.', '')},5`],
	['with letters', (text) => `${text}e1`],
];

describe.each(Object.entries(FILES))('%s', (_, { xml, figure, alone = [], unread = [] }) => {
	test.each(ALTERATIONS)('figures %s', async (what, alter) => {
		const sound = issuesOf(await read(xml));
		const silent = new Set<string>();
		let count = 0;
		for (const one of altered(xml, figure, alter)) {
			count++;
			if (issuesOf(await read(one.xml)) === sound) silent.add(one.local);
		}
		expect(count).toBeGreaterThan(8);
		expect([...silent].sort()).toEqual([...(what.startsWith('ten') ? alone : []), ...unread].sort());
	});
});
