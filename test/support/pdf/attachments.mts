/** The attachments that our reader finds in a PDF, in comparable form. */
import { attachmentsOf } from '../../../nodes/shared/pdf/attachments';
import { openPdf } from '../../../nodes/shared/pdf/document';

export type Found = Array<[name: string, content: string | null]>;

/**
 * Names and contents, as Latin-1 so that every byte counts; null if unreadable. Throws if the file cannot be opened.
 */
export async function attachmentsIn(bytes: Buffer, password = ''): Promise<Found> {
	const pdf = await openPdf(bytes, password);
	if (!pdf.ok) throw new Error(pdf.error.message);
	const found: Found = [];
	for await (const { name, read } of attachmentsOf(pdf.value)) {
		const content = await read();
		found.push([name, content.ok ? content.value.toString('latin1') : null]);
	}
	return found;
}

/** Why a file cannot be opened or its first attachment cannot be read; otherwise the names of the attachments. */
export async function problemIn(bytes: Buffer, password = ''): Promise<string | string[]> {
	const pdf = await openPdf(bytes, password);
	if (!pdf.ok) return pdf.error.message;
	const names: string[] = [];
	for await (const { name, read } of attachmentsOf(pdf.value)) {
		const content = await read();
		if (!content.ok) return content.error.message;
		names.push(name);
	}
	return names;
}
