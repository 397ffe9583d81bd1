import { checkComplete } from '../invoice/checkComplete';
import { checkDocument } from '../invoice/checkDocument';
import { checkSums } from '../invoice/checks';
import { invoiceOf } from '../invoice/build';
import { Findings } from '../invoice/findings';
import type { Invoice } from '../invoice/schema';
import { ok, type Result } from '../result';
import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import type { ParseOptions } from '../xml/parse';
import { openEInvoice } from './file/open';
import { keyOf, originOf, type Origin } from './file/origin';
import { absentFrom, documentsOf, isMessage, readDocument, totalsIn } from './readers';

/** An invoice that was read, and its origin. */
export interface ReadInvoice {
	invoice: Invoice;
	origin: Origin;
	root: XmlElement;
}

/** The first invoice in a file: see {@link openEInvoice} for what can be read. */
export async function readEInvoice(bytes: Buffer, pdfPassword = ''): Promise<Result<Invoice>> {
	const opened = await openEInvoice(bytes, pdfPassword);
	if (!opened.ok) return opened;
	const [first = opened.value.root] = documentsOf(opened.value.root);
	return ok(await invoiceOfDocument(first));
}

/** Every invoice in a file: FatturaPA may contain a lot. */
export async function readFile(
	bytes: Buffer,
	pdfPassword = '',
	options: ParseOptions = {},
): Promise<Result<ReadInvoice[]>> {
	const opened = await openEInvoice(bytes, pdfPassword, options);
	if (!opened.ok) return opened;
	const { root, isPdf } = opened.value;
	const key = await keyOf(root);
	const documents = documentsOf(root);
	const invoices: ReadInvoice[] = [];
	for (const [index, document] of documents.entries()) {
		const invoice = await invoiceOfDocument(document);
		const ownKey = documents.length === 1 ? key : `${key}/${index + 1}`;
		invoices.push({ invoice, origin: originOf(document, ownKey, invoice, isPdf), root: document });
	}
	return ok(invoices);
}

/** The invoice in an opened e-invoice. Never throws: what does not fit is null with an issue. */
export async function invoiceOfDocument(root: XmlElement): Promise<Invoice> {
	return await runInSteps(invoiceInSteps(root));
}

function* invoiceInSteps(root: XmlElement): Steps<Invoice> {
	const findings = new Findings('');
	const known = yield* readDocument(root, findings);
	yield;
	const invoice = invoiceOf({ ...known, issues: findings.issues });
	return isMessage(root)
		? checkSums(invoice)
		: checkDocument(checkComplete(invoice, totalsIn(root)), absentFrom(root), known?.sums);
}
