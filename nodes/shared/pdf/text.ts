import { PRICE } from './budget';
import type { PdfFile } from './file';
import { PdfText, type PdfValue } from './syntax';

/** PDFDocEncoding from 0x80 on, where it differs from Latin-1 (ISO 32000-1, annex D). */
const FROM_80 = [...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'];
const EURO = 0xa0;

/** A text string (7.9.2.2) in UTF-16, UTF-8 or PDFDocEncoding; empty for other values. */
export function textOf(file: PdfFile, value: PdfValue): string {
	if (!(value instanceof PdfText)) return '';
	// As written: a text may decode to nothing, and its key is computed anyway.
	if (!file.budget.spend(value.length * PRICE.value + (file.security ? PRICE.inflate : 0))) return '';
	const bytes = file.security?.text(value) ?? value.bytes;
	const mark = bytes.subarray(0, 3).toString('hex');
	if (mark.startsWith('feff')) {
		const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
		return Buffer.from(even).swap16().toString('utf16le');
	}
	if (mark.startsWith('fffe')) return bytes.subarray(2).toString('utf16le');
	if (mark === 'efbbbf') return bytes.subarray(3).toString('utf8');
	return Array.from(bytes, (byte) =>
		byte === EURO ? '€' : (FROM_80[byte - 0x80] ?? String.fromCharCode(byte)),
	).join('');
}
