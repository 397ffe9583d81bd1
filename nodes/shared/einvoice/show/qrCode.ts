import qrcode from 'qrcode-generator';

// The only module that imports qrcode-generator: the build bundles the library into it, because n8n provides none.

/** The modules of a QR code: rows of dark and light ones, without the quiet zone. */
export type QrCode = boolean[][];

/** The smallest QR code for a text in UTF-8, with error correction level M, as EPC069-12 prescribes. */
export function qrCodeOf(text: string): QrCode {
	const code = qrcode(0, 'M');
	// The library writes one byte per character.
	code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
	code.make();
	const indexes = Array.from({ length: code.getModuleCount() }, (_, index) => index);
	return indexes.map((row) => indexes.map((column) => code.isDark(row, column)));
}
