import fc from 'fast-check';
import { fileNameFromHeader, safeFileName } from '../../../nodes/shared/file/name';

const safe = (name: string | null) => safeFileName(name, 'invoice');
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

describe('safeFileName', () => {
	test.each([
		['invoice.pdf', 'invoice.pdf'],
		['Rechnung Nr. 12 – Müller & Söhne.pdf', 'Rechnung Nr. 12 – Müller & Söhne.pdf'],
		['請求書.pdf', '請求書.pdf'],
		['a.tar.gz', 'a.tar.gz'],
		['😀.pdf', '😀.pdf'],
	])('keeps %s', (name, expected) => expect(safe(name)).toBe(expected));

	test.each([
		['../../etc/passwd', '_.._etc_passwd'],
		['..\\..\\windows\\win.ini', '_.._windows_win.ini'],
		['/etc/passwd', '_etc_passwd'],
		['C:\\x.pdf', 'C__x.pdf'],
		['\\\\host\\share\\x.pdf', '__host_share_x.pdf'],
		['x.pdf:stream', 'x.pdf_stream'],
		['a*b?c"d<e>f|g.pdf', 'a_b_c_d_e_f_g.pdf'],
		['..', 'invoice'],
		['.', 'invoice'],
		['.htaccess', 'htaccess'],
		['...pdf', 'pdf'],
		['x.pdf.', 'x.pdf'],
		['x.pdf . .', 'x.pdf'],
		['  x.pdf  ', 'x.pdf'],
		['\ufeffx.pdf\u00a0', 'x.pdf'],
	])('no path and no dots around: %j', (name, expected) => expect(safe(name)).toBe(expected));

	test.each([
		['x\0.pdf', 'x.pdf'],
		['x\r\nContent-Type: text/html', 'xContent-Type_ text_html'],
		['x\u001b[31m.pdf', 'x[31m.pdf'],
		['x\u007f\u0085\u009b.pdf', 'x.pdf'],
		['invoice\u202efdp.exe', 'invoicefdp.exe'],
		['\u2066x\u2069.pdf', 'x.pdf'],
		['x\u200e\u200f\u061c.pdf', 'x.pdf'],
		['.\u202e.', 'invoice'],
		['.\0./x', '_x'],
		['a\u2028b\u2029.pdf', 'ab.pdf'],
		['\u200b..', 'invoice'],
		['\u2060\u00ad', 'invoice'],
	])('no control characters: %j', (name, expected) => expect(safe(name)).toBe(expected));

	test.each([
		['con', '_con'],
		['CON.pdf', '_CON.pdf'],
		['Prn.txt', '_Prn.txt'],
		['aux.tar.gz', '_aux.tar.gz'],
		['nul', '_nul'],
		['COM1', '_COM1'],
		['lpt9.pdf', '_lpt9.pdf'],
		['COM0', '_COM0'],
		['com¹.pdf', '_com¹.pdf'],
		['LPT³', '_LPT³'],
		['con .pdf', '_con .pdf'],
		['CONIN$', '_CONIN$'],
		['conout$.pdf', '_conout$.pdf'],
		['.con', '_con'],
		['con\0', '_con'],
		['contract.pdf', 'contract.pdf'],
		['icon.pdf', 'icon.pdf'],
		['com10.pdf', 'com10.pdf'],
		['company.pdf', 'company.pdf'],
		['auxiliary', 'auxiliary'],
		['con_', 'con_'],
	])('no name that Windows reserves: %j', (name, expected) => expect(safe(name)).toBe(expected));

	test.each([null, '', ' ', '.', '. .', '\0', '\u202e', '\n\n'])('%j: the fallback', (name) => {
		expect(safeFileName(name, 'digital-river-invoice')).toBe('digital-river-invoice');
	});

	test.each([
		['keeps the extension', `${'a'.repeat(10_000)}.pdf`, `${'a'.repeat(196)}.pdf`],
		['without one', 'a'.repeat(10_000), 'a'.repeat(200)],
		['an extension that is none', `a.${'b'.repeat(10_000)}`, `a.${'b'.repeat(198)}`],
		['exactly as long as may be', `${'a'.repeat(196)}.pdf`, `${'a'.repeat(196)}.pdf`],
		['one too long', `${'a'.repeat(197)}.pdf`, `${'a'.repeat(196)}.pdf`],
		['no dot at the cut', `${'a'.repeat(199)}.${'b'.repeat(50)}`, 'a'.repeat(199)],
		['no blank at the cut', `${'a'.repeat(150)}${' '.repeat(5000)}b`, 'a'.repeat(150)],
		['no dots before the extension', `${'a'.repeat(150)}${'.'.repeat(100)}.pdf`, `${'a'.repeat(150)}.pdf`],
		['a reserved name before the cut', `con${' '.repeat(300)}x`, '_con'],
		['no half character of three bytes', '書'.repeat(10_000), '書'.repeat(66)],
		['no half emoji', `${'😀'.repeat(100)}.pdf`, `${'😀'.repeat(49)}.pdf`],
	])('long names: %s', (_name, long, expected) => expect(safe(long)).toBe(expected));

	test('lone surrogates become replacement characters', () => {
		expect(safe('a\ud800b.pdf')).toBe('a\ufffdb.pdf');
		expect(safe('\udfff')).toBe('\ufffd');
		expect(safe(`${'\ud83d'.repeat(1000)}.pdf`)).toBe(`${'\ufffd'.repeat(65)}.pdf`);
	});

	test('a megabyte of dots, blanks or slashes is read in no time', () => {
		for (const unit of ['.', ' ', '/', '. ', '.a', 'a.']) {
			const name = safe(`a${unit.repeat(1_000_000 / unit.length)}b`);
			expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
		}
	});

	test('of a name as long as a book, the beginning and the extension count', () => {
		expect(safe(`a:${'b'.repeat(1_000_000)}.pdf${' '.repeat(30)}`)).toBe(`a_${'b'.repeat(194)}.pdf`);
		// Only the last 20 characters are looked at: 16 of them in front of `.pdf`.
		expect(safe(`${'\u0007'.repeat(5000)}${'b'.repeat(100)}.pdf`)).toBe(`${'b'.repeat(16)}.pdf`);
	});

	const nasty = fc
		.array(
			fc.oneof(
				fc.constantFrom(
					'.',
					' ',
					'/',
					'\\',
					':',
					'\0',
					'\u202e',
					'\ud83d',
					'\ude00',
					'書',
					'con',
					'COM1',
					'.pdf',
				),
				fc.nat(0xffff).map((code) => String.fromCharCode(code)),
				fc.constantFrom('a'.repeat(190), ' '.repeat(190), '.'.repeat(20)),
			),
			{ maxLength: 30 },
		)
		.map((all) => all.join(''));

	test('whatever is given, the name is safe, and safe again is the same', () => {
		fc.assert(
			fc.property(nasty, (name) => {
				const result = safe(name);
				expect(result).not.toBe('');
				expect(result).not.toMatch(/[\\/:*?"<>|]/);
				expect(result).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
				expect(result).not.toMatch(/^[.\s]|[.\s]$/);
				expect(result.split(/[.\s]/)[0]).not.toMatch(/^(con|prn|aux|nul|(com|lpt)[\d¹²³])$/i);
				expect(Buffer.byteLength(result)).toBeLessThanOrEqual(200);
				expect(result.isWellFormed()).toBe(true);
				expect(safe(result)).toBe(result);
			}),
			{ numRuns: 5000 },
		);
	});

	test('a harmless name of letters and an extension stays as it is', () => {
		const name = fc.stringMatching(/^[A-Za-z0-9äöüß_-]{4,60}\.(pdf|xml|zip)$/);
		fc.assert(fc.property(name, (harmless) => expect(safe(harmless)).toBe(harmless)));
	});
});

/** A header as Node.js returns it: one character per byte. */
const bytesOf = (text: string) => Buffer.from(text).toString('latin1');

describe('fileNameFromHeader', () => {
	test.each([
		[undefined, null],
		['', null],
		['inline', null],
		['attachment', null],
		['attachment; filename=', null],
		['attachment; filename=""', null],
		['attachment; filename=invoice.pdf', 'invoice.pdf'],
		['attachment;filename=invoice.pdf;size=1', 'invoice.pdf'],
		['ATTACHMENT; FILENAME=invoice.pdf', 'invoice.pdf'],
		['attachment; filename = "my invoice.pdf"', 'my invoice.pdf'],
		['attachment; filename="a;b.pdf"; size=1', 'a;b.pdf'],
		['attachment; filename="a \\"b\\" \\\\ c.pdf"', 'a "b" \\ c.pdf'],
		['attachment; filename="never closed.pdf', 'never closed.pdf'],
		['filename=invoice.pdf', 'invoice.pdf'],
		['attachment; filename=Invoice 2026 no 7.pdf', 'Invoice 2026 no 7.pdf'],
		['attachment; filename= Invoice 7.pdf ; size=1', 'Invoice 7.pdf'],
		['attachment; filename=first.pdf; filename=second.pdf', 'first.pdf'],
		['attachment; name="a; filename=b.pdf"; filename=c.pdf', 'c.pdf'],
		[`attachment; filename=${bytesOf('Rechnung Müller.pdf')}`, 'Rechnung Müller.pdf'],
		[`attachment; filename="${bytesOf('請求書 😀.pdf')}"`, '請求書 😀.pdf'],
		['attachment; filename="M\xfcller.pdf"', 'Müller.pdf'],
		['attachment; filename="Müller 書.pdf"', 'Müller 書.pdf'],
		['attachment; xfilename=x.pdf', null],
		["attachment; filename*=UTF-8''Rechnung%20M%C3%BCller.pdf", 'Rechnung Müller.pdf'],
		["attachment; filename*=utf-8'de'Rechnung.pdf", 'Rechnung.pdf'],
		['attachment; filename*0="Invoice "; filename*1="2026.pdf"', 'Invoice 2026.pdf'],
		[
			'attachment; filename*0*=UTF-8\'\'Rechnung%20M%C3; filename*1*=%BCller; filename*2=".pdf"',
			'Rechnung Müller.pdf',
		],
		["attachment; filename*1*=ller.pdf; filename*0*=ISO-8859-1'de'M%FC", 'Müller.pdf'],
		["attachment; filename*0*=UTF-8''%E8%AB%8B.pdf", '請.pdf'],
		["attachment; filename*0*=UTF-8''a%zz; filename*1=.pdf", null],
		['attachment; filename*1=b.pdf', null],
		['attachment; filename=plain.pdf; filename*0=a; filename*1=.txt', 'plain.pdf'],
		['attachment; filename="plain.pdf"; filename*=UTF-8\'\'r%C3%A4.pdf', 'rä.pdf'],
		['attachment; filename*=UTF-8\'\'r%C3%A4.pdf; filename="plain.pdf"', 'rä.pdf'],
		["attachment; filename*=UTF-8''%FF.pdf; filename=plain.pdf", 'plain.pdf'],
		["attachment; filename*=UTF-8''%zz; filename=plain.pdf", 'plain.pdf'],
		["attachment; filename*=UTF-8''%zz", null],
		["attachment; filename*=ISO-8859-1''%E4.pdf; filename=plain.pdf", 'ä.pdf'],
		["attachment; filename*=none-such''%E4.pdf; filename=plain.pdf", 'plain.pdf'],
		["attachment; filename*=UTF-8''my invoice.pdf", 'my invoice.pdf'],
		['attachment; filename*="UTF-8\'\'my%20invoice.pdf"', 'my invoice.pdf'],
		[`attachment; filename*=UTF-8''${bytesOf('ä.pdf')}`, 'ä.pdf'],
		["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", '../../etc/passwd'],
	])('%j', (header, expected) => expect(fileNameFromHeader(header)).toBe(expected));

	test.each([
		["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", '_.._etc_passwd'],
		["attachment; filename*=UTF-8''a%0D%0Ab%00%E2%80%AEfdp.exe", 'abfdp.exe'],
		['attachment; filename="..\\\\..\\\\x.pdf"', '_.._x.pdf'],
		['attachment; filename=""', 'invoice'],
	])('%j is made safe', (header, expected) => expect(safe(fileNameFromHeader(header))).toBe(expected));

	test('reads back any name that was written as RFC 6266 says', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
				const encoded = encodeURIComponent(name).replace(
					/['()*]/g,
					(c) => `%${c.charCodeAt(0).toString(16)}`,
				);
				expect(fileNameFromHeader(`attachment; filename="x"; filename*=UTF-8''${encoded}`)).toBe(name);
			}),
		);
		const quotable = fc.string({ unit: 'grapheme-ascii' });
		fc.assert(
			fc.property(quotable, (name) => {
				const quoted = name.replace(/["\\]/g, (c) => `\\${c}`);
				expect(fileNameFromHeader(`attachment; filename="${quoted}"`)).toBe(name === '' ? null : name);
			}),
		);
	});

	test('never throws', () => {
		const pieces = fc.constantFrom(
			';',
			' ',
			'filename',
			'*',
			'=',
			'"',
			'\\',
			"utf-8''",
			'%',
			'%E4',
			'a',
			'\n',
		);
		const header = fc.oneof(
			anyText,
			fc.array(pieces, { maxLength: 30 }).map((all) => `attachment${all.join('')}`),
		);
		fc.assert(
			fc.property(header, (text) => {
				const name = fileNameFromHeader(text);
				expect(safe(name)).not.toBe('');
			}),
			{ numRuns: 2000 },
		);
	});
});
