import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { fileTypeOf } from '../../../nodes/shared/file/type';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('fileTypeOf', () => {
	test.each([
		['PDF', '%PDF-1.7\n%âãÏÓ', 'application/pdf'],
		['PDF after a line break', '\r\n%PDF-1.4', 'application/pdf'],
		['PDF after 16 blanks', `${' \r\n\t'.repeat(4)}%PDF-1.4`, 'application/pdf'],
		['PDF after 17 blanks', `${' '.repeat(17)}%PDF-1.4`, null],
		['PDF after a byte order mark', '\ufeff%PDF-1.4', 'application/pdf'],
		['PDF after a byte order mark and a line break', '\ufeff\r\n%PDF-1.4', 'application/pdf'],
		['PDF after anything else', 'x%PDF-1.4', null],
		['HTML that speaks of PDF', '<html><title>%PDF-1.4</title></html>', 'text/html'],
		['HTML of an error page before the PDF', '<!DOCTYPE html>\n%PDF-1.4', 'text/html'],
		['XML that speaks of PDF', '<Note>%PDF-</Note>', 'application/xml'],
		['JSON that speaks of PDF', '{"error":"%PDF-1.7 missing"}', 'application/json'],
		['a mail that speaks of PDF', 'Subject: %PDF-\r\n\r\n', 'message/rfc822'],
		['text that speaks of PDF', 'See %PDF-1.4', null],
		['PDF without its dash', '%PDF1.4', null],
		['PDF in lower case', '%pdf-1.4', null],
		['XML', '<?xml version="1.0"?><Invoice/>', 'application/xml'],
		['XML without a declaration', '<Invoice xmlns="urn:x"/>', 'application/xml'],
		['XML after blanks', ' \n\t<Invoice/>', 'application/xml'],
		['XML after a comment', '<!-- x --><Invoice/>', 'application/xml'],
		['XML whose name begins like HTML', '<htmlInvoice/>', 'application/xml'],
		['XML of a header', '<Header><Invoice/></Header>', 'application/xml'],
		['XML of a body with a prefix', '<body:Invoice xmlns:body="urn:x"/>', 'application/xml'],
		['XML of another DOCTYPE', '<!DOCTYPE Invoice><Invoice/>', 'application/xml'],
		['XML in UTF-16', utf16('<?xml version="1.0"?><Invoice/>'), 'application/xml'],
		['XML in UTF-16, big-endian', utf16('<?xml version="1.0"?><Invoice/>').swap16(), 'application/xml'],
		['XML in UTF-16 without a mark', utf16('<Invoice/>').subarray(2), 'application/xml'],
		['HTML in UTF-16, big-endian, without a mark', utf16('<html>').swap16().subarray(2), 'text/html'],
		['XML after a byte order mark', Buffer.concat([BOM, Buffer.from('<Invoice/>')]), 'application/xml'],
		['HTML', '<!DOCTYPE html><html></html>', 'text/html'],
		['HTML in lower case', '<!doctype html>', 'text/html'],
		['HTML in upper case', '<HTML LANG="en">', 'text/html'],
		['HTML after blanks and a mark', Buffer.concat([BOM, Buffer.from('\n\n <html>')]), 'text/html'],
		['HTML of a head', '<head><title>Sign in</title></head>', 'text/html'],
		['HTML of a body', '<body onload="x()">', 'text/html'],
		['HTML after a comment', '<!-- saved --><html>', 'text/html'],
		['HTML of a script', '<script>location="/login"</script>', 'text/html'],
		['HTML of a paragraph', '<p>Sign in</p>', 'text/html'],
		['HTML after a long comment', `<!-- ${'x'.repeat(60_000)} -->\n<HTML>`, 'text/html'],
		['HTML after several comments', '<!-- a --><!----><!-- <Invoice/> --><div>', 'text/html'],
		['a comment without end', `<!-- ${'x'.repeat(70_000)}`, 'text/html'],
		['XML after a long comment', `<!-- <html> ${'x'.repeat(60_000)} --><Invoice/>`, 'application/xml'],
		[
			'XML with a long comment behind its declaration',
			`<?xml version="1.0"?><!-- ${'x'.repeat(70_000)}`,
			'application/xml',
		],
		['XML whose declaration does not end', '<?xml version="1.0">\n<Invoice/>', 'application/xml'],
		['XML that is cut within its declaration', '<?xml version="1.0" enc', 'application/xml'],
		['an instruction without end', '<?php echo 1;', 'text/html'],
		['XML that holds a page', '<Invoice><Note><html></html></Note></Invoice>', 'application/xml'],
		['XML of a table, which says that it is XML', '<?xml version="1.0"?><table/>', 'application/xml'],
		['XHTML of a DOCTYPE', '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC "">', 'text/html'],
		['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'text/html'],
		['HTML in UTF-16', utf16('<!DOCTYPE html>'), 'text/html'],
		['JSON object', '{"error":"expired"}', 'application/json'],
		['JSON list', ' \n[1]', 'application/json'],
		['JSON after a byte order mark', Buffer.concat([BOM, Buffer.from('{}')]), 'application/json'],
		['JSON in UTF-16', utf16('{"a":1}'), 'application/json'],
		['a JSON text', '"expired"', null],
		['ZIP', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 'application/zip'],
		['an empty ZIP', Buffer.from([0x50, 0x4b, 5, 6]), null],
		['ZIP too late', Buffer.from([0, 0x50, 0x4b, 3, 4]), null],
		['the letters PK', 'PK', null],
		['gzip', gzipSync('<Invoice/>'), 'application/gzip'],
		['half of a gzip mark', Buffer.from([0x1f]), null],
		['nothing', '', null],
		['blanks', ' \n', null],
		['plain text', 'Not found', null],
		['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), null],
		['a broken byte order mark', Buffer.from([0xff, 0xfe]), null],
	])('%s', (_name, content, expected) => {
		const bytes = Buffer.from(content as string);
		expect(fileTypeOf(bytes)).toBe(expected);
		expect(fileTypeOf(Uint8Array.from(bytes))).toBe(expected);
	});

	test('looks at a part of a buffer only', () => {
		const whole = Buffer.from('%PDF-<Invoice/>');
		expect(fileTypeOf(whole.subarray(5, 15))).toBe('application/xml');
		expect(fileTypeOf(whole.subarray(0, 5))).toBe('application/pdf');
		expect(fileTypeOf(whole.subarray(0, 4))).toBeNull();
	});

	test('never throws, and does not depend on what follows the first 1,024 bytes, comments aside', () => {
		const start = fc
			.constantFrom('', '<', '<html', '{', '\ufeff', 'PK\x03\x04', '%PDF-')
			.map((text) => Buffer.from(text));
		fc.assert(
			fc.property(start, fc.uint8Array({ maxLength: 2048 }), fc.uint8Array(), (head, rest, tail) => {
				const bytes = Buffer.concat([head, rest]);
				const type = fileTypeOf(bytes);
				const isComment = bytes.includes('<!--') || bytes.includes('<?');
				if (bytes.length >= 1024 && !isComment) expect(fileTypeOf(Buffer.concat([bytes, tail]))).toBe(type);
			}),
			{ numRuns: 500 },
		);
	});
});
