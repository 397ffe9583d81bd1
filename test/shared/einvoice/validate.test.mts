import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import { notReadable, validateFile } from '../../../nodes/shared/einvoice/validate';
import { UBL } from '../../support/validate/documents.mts';

test('a file with more elements than are validated is invalid, says so, and can be read', async () => {
	const notes = '<cbc:Note>a</cbc:Note>'.repeat(49_000);
	const lines = `<cac:InvoiceLine>${notes}</cac:InvoiceLine>`.repeat(11);
	const file = Buffer.from(UBL.replace('</Invoice>', `${lines}</Invoice>`));
	expect(file.length).toBeGreaterThan(1_000_000);
	const validated = await validateFile(file, 'claimed');
	expect(validated.ok && validated.value.validation).toMatchObject({
		valid: false,
		errors: [{ rule: 'file', message: expect.stringContaining('The XML holds more than 500,000 elements') }],
	});
	expect((await readEInvoice(file)).ok).toBe(true);
});

test('the text for the sender says what is wrong with the file; what the user can do is in the finding alone', () => {
	const message = 'The PDF can only be opened with a password';
	const description = 'Add the option PDF Password to this node.';
	expect(notReadable({ message, description }).validation).toMatchObject({
		errors: [{ rule: 'file', message: `${message}. ${description}` }],
		text: `The file cannot be read as an e-invoice: ${message}.`,
	});
});
