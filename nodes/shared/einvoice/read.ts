import { checkDocument } from '../invoice/checkDocument';
import { checkSums } from '../invoice/checks';
import { invoiceOf } from '../invoice/build';
import { Findings } from '../invoice/findings';
import type { Invoice } from '../invoice/schema';
import { ok, type Result } from '../result';
import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import { openEInvoice } from './open';
import { originOf, type Origin } from './origin';
import { absentFrom, isMessage, readDocument } from './readers';

/** An invoice that was read, and where from. */
export interface ReadInvoice {
	invoice: Invoice;
	origin: Origin;
}

/** The invoice in a file: see {@link openEInvoice} for what can be read. */
export async function readEInvoice(bytes: Buffer, pdfPassword = ''): Promise<Result<Invoice>> {
	const opened = await openEInvoice(bytes, pdfPassword);
	return opened.ok ? ok(await invoiceOfDocument(opened.value.root)) : opened;
}

/** {@link readEInvoice}, with what the file is. */
export async function readFile(bytes: Buffer, pdfPassword = ''): Promise<Result<ReadInvoice>> {
	const opened = await openEInvoice(bytes, pdfPassword);
	if (!opened.ok) return opened;
	const { root, isPdf } = opened.value;
	const invoice = await invoiceOfDocument(root);
	return ok({ invoice, origin: await originOf(root, invoice, isPdf) });
}

/** The invoice that an opened e-invoice holds. Total: what does not fit is null and becomes an issue. */
export async function invoiceOfDocument(root: XmlElement): Promise<Invoice> {
	return await runInSteps(invoiceInSteps(root));
}

function* invoiceInSteps(root: XmlElement): Steps<Invoice> {
	const findings = new Findings('');
	const known = yield* readDocument(root, findings);
	yield;
	const invoice = invoiceOf({ ...known, issues: findings.issues });
	return isMessage(root) ? checkSums(invoice) : checkDocument(invoice, absentFrom(root));
}
