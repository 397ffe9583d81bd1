import { Budget } from '../../../nodes/shared/pdf/budget';
import { Parser, PdfName } from '../../../nodes/shared/pdf/syntax';

test('a name of a million escapes is read to its end, and decoded as far as names go', () => {
	const parser = new Parser(Buffer.from(`/${'#41'.repeat(1_000_000)} 1`), 0, new Budget());
	const name = parser.value();
	expect(name).toBeInstanceOf(PdfName);
	expect((name as PdfName).name.length).toBeLessThan(5000);
	expect(parser.value()).toBe(1);
});
