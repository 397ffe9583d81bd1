import { checkDocument } from '../invoice/checkDocument';
import { checkSums } from '../invoice/checks';
import { invoiceOf } from '../invoice/build';
import { Findings } from '../invoice/findings';
import type { Invoice } from '../invoice/schema';
import { ok, type Result } from '../result';
import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import { openEInvoice } from './open';
import { absentFrom, isMessage, readDocument } from './readers';

/** The invoice in a file: see {@link openEInvoice} for what can be read. */
export async function readEInvoice(bytes: Buffer, pdfPassword = ''): Promise<Result<Invoice>> {
	const root = await openEInvoice(bytes, pdfPassword);
	return root.ok ? ok(await invoiceOfDocument(root.value)) : root;
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
