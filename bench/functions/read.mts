/** Reading e-invoices of several megabytes and the attachments of a PDF, against libraries that do a part of it. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { XMLParser } from 'fast-xml-parser';
import type { readEInvoice } from '../../nodes/shared/einvoice/read';
import type { attachmentsOf } from '../../nodes/shared/pdf/attachments';
import type { openPdf } from '../../nodes/shared/pdf/document';
import type { Published } from '../published.mts';
import { growth, median, ratioOf, type Sized } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import type { Contestants } from './contest.mts';
import { ofSize, type Syntax } from './invoices.mts';
import { race } from './race.mts';

const MEGABYTE = 1024 ** 2;
const MEGABYTES: Record<Syntax, number[]> = {
	UBL: sized([1, 5, 25], [0.1, 0.2]),
	CII: sized([1, 5, 25], [0.1, 0.2]),
};
const ATTACHMENT_MEGABYTES = sized([1, 5], [0.1]);
const PAGES = 50;

export async function read(published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	for (const megabytes of ATTACHMENT_MEGABYTES) {
		const times = await race('read.mts', published, ['PDF', String(megabytes)]);
		rows.push(...rowsOf(`read/PDF with an e-invoice of ${megabytes} MB, attachments`, times, '< 1'));
	}
	for (const [syntax, sizes] of Object.entries(MEGABYTES)) {
		const bySize: Sized[] = [];
		for (const megabytes of sizes) {
			if (leavesOut(`reading ${megabytes} MB of ${syntax}`)) continue;
			const times = await race('read.mts', published, [syntax, String(megabytes)]);
			rows.push(...rowsOf(`read/${syntax}, ${megabytes} MB`, times));
			bySize.push({ size: megabytes, ours: times.ours!, theirs: times[PARSER]! });
		}
		if (bySize.length < 2) continue;
		const [small, large] = bySize.slice(-2).map(({ size }) => size);
		const { ours } = growth(bySize);
		const id = `read/${syntax}, growth per megabyte from ${small} to ${large} MB/itself`;
		rows.push(row(id, '×', { ours, aim: '≤ 1.25' }));
	}
	return rows;
}

const PARSER = 'fast-xml-parser alone';

function rowsOf(id: string, { ours, ...others }: Record<string, number[]>, aim?: string): Row[] {
	return Object.entries(others).map(([name, theirs]) =>
		row(`${id}/${name}`, 'ms', {
			ours: median(ours!),
			reference: median(theirs),
			ratio: ratioOf(ours!, theirs),
			aim: aim ?? null,
		}),
	);
}

/** For race.mts. */
export async function contestants(
	published: Published,
	kind: Syntax | 'PDF',
	megabytes: string,
): Promise<Contestants> {
	const bytes = Number(megabytes) * MEGABYTE;
	return kind === 'PDF' ? await attachments(published, bytes) : documents(published, kind, bytes);
}

function documents({ load }: Published, syntax: Syntax, bytes: number): Contestants {
	const { readEInvoice: ours } = load<{ readEInvoice: typeof readEInvoice }>('nodes/shared/einvoice/read');
	const { xml, lines } = ofSize(syntax, bytes);
	const file = Buffer.from(xml, 'utf8');
	const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false });
	return {
		ours: async () => {
			const result = await ours(file);
			if (!result.ok) throw new Error(result.error.message);
			if (result.value.lines.length !== lines) throw new Error('Lines were lost');
		},
		[PARSER]: () => parser.parse(file.toString('utf8')) as unknown,
	};
}

/** Finding an attachment and unpacking it. */
async function attachments({ load }: Published, bytes: number): Promise<Contestants> {
	const pdf = load<{ openPdf: typeof openPdf }>('nodes/shared/pdf/document');
	const found = load<{ attachmentsOf: typeof attachmentsOf }>('nodes/shared/pdf/attachments');
	const xml = Buffer.from(ofSize('CII', bytes).xml, 'utf8');
	const document = await PDFDocument.create();
	for (let page = 1; page <= PAGES; page++) document.addPage().drawText(`Page ${page}`);
	await document.attach(xml, 'factur-x.xml', { mimeType: 'text/xml' });
	const file = Buffer.from(await document.save());
	const check = (length: number | undefined) => {
		if (length !== xml.length) throw new Error('The attachment was lost');
	};
	return {
		ours: async () => {
			const opened = await pdf.openPdf(file, '');
			if (!opened.ok) throw new Error(opened.error.message);
			for await (const one of found.attachmentsOf(opened.value)) {
				const content = await one.read();
				check(content.ok ? content.value.length : undefined);
			}
		},
		'pdf-lib': async () => {
			const loaded = await PDFDocument.load(file, { updateMetadata: false });
			check(loaded.getAttachments()[0]?.data.length);
		},
	};
}
