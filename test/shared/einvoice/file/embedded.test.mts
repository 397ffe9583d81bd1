import { openEInvoice } from '../../../../nodes/shared/einvoice/file/open';
import { flate, pdfWithTable, type Objects } from '../../../support/pdf/files.mts';

/** A PDF with these embedded files. */
function pdfWith(contents: string[]): Buffer {
	const objects: Objects = {
		1: `<< /Type /Catalog /AF [${contents.map((_, i) => `<< /F (f${i}.xml) /EF << /F ${i + 10} 0 R >> >>`).join('')}] >>`,
	};
	for (const [index, content] of contents.entries()) objects[index + 10] = flate(content);
	return pdfWithTable(objects);
}

const problemOf = async (contents: string[]) => {
	const root = await openEInvoice(pdfWith(contents));
	return root.ok ? 'opened' : root.error.message;
};

const INVOICE = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><a/></Invoice>';

test('of many files of XML, only so many are tried', async () => {
	expect(await problemOf([...Array<string>(99).fill('<a/>'), INVOICE])).toBe('opened');
	expect(await problemOf([...Array<string>(100).fill('<a/>'), INVOICE])).toContain('too large');
});

test('the limits of XML hold for all files of a PDF together', async () => {
	const large = `<r>${`<a>${'<b/>'.repeat(45_000)}</a>`.repeat(9)}</r>`;
	expect(await problemOf([large, large, INVOICE])).toBe('opened');
	expect(await problemOf([large, large, large, INVOICE])).not.toBe('opened');
});

test('a PDF that lost its end and the invoice is damaged, rather than a PDF without one', async () => {
	const whole = pdfWithTable({ 1: '<< /Type /Catalog >>' });
	const cut = await openEInvoice(whole.subarray(0, whole.indexOf('xref')));
	expect(cut.ok ? null : cut.error.message).toBe(
		'The PDF is damaged, and there is no invoice in what is left of it',
	);
	const other = await openEInvoice(whole);
	expect(other.ok ? null : other.error.message).toBe('The file is a PDF without an embedded invoice');
});
