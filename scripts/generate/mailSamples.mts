/**
 * The sample data of examples that start with a mail: mails with attached e-invoices, as n8n's trigger outputs them.
 */
import { readFileSync } from 'node:fs';
import type { IBinaryData, INodeExecutionData, IPinData } from 'n8n-workflow';
import { pdf } from '../../test/simulator/pdf.mts';

export const MAIL_EXAMPLES = [
	'check-and-answer',
	'datev-csv',
	'files-by-supplier-and-month',
	'mail-to-quickbooks',
	'mail-to-rows',
	'readable-page-by-mail',
	'validate-incoming',
];

const FOLDER = 'test/samples/einvoice/mail';

/** One mail with a valid e-invoice and a human-readable copy, and one with an e-invoice whose amount due is wrong. */
export function mailPinData(): IPinData {
	return {
		'Incoming Mail': [
			mail('2026-0117', [
				attachment('2026-0117.pdf', 'application/pdf', pdf('Sample of an invoice: 2026-0117')),
				attachment('2026-0117.xml', 'application/xml', readFileSync(`${FOLDER}/valid.ubl.xml`)),
			]),
			mail('2026-0118', [
				attachment('2026-0118.xml', 'application/xml', readFileSync(`${FOLDER}/invalid.ubl.xml`)),
			]),
		],
	};
}

/** In the "Resolved" format of the node Email Trigger (IMAP). */
function mail(number: string, attachments: readonly IBinaryData[]): INodeExecutionData {
	const address = 'billing@example.com';
	return {
		json: {
			subject: `Invoice ${number}`,
			from: { value: [{ address, name: 'Beispiel Werkzeuge' }], text: `Beispiel Werkzeuge <${address}>` },
			text: `Please find attached invoice ${number}.`,
			messageId: `<${number}@example.com>`,
		},
		binary: Object.fromEntries(attachments.map((file, index) => [`attachment_${index}`, file])),
	};
}

function attachment(fileName: string, mimeType: string, content: Buffer): IBinaryData {
	return {
		data: content.toString('base64'),
		mimeType,
		fileName,
		fileExtension: fileName.replace(/^.*\./, ''),
		bytes: content.length,
	};
}
