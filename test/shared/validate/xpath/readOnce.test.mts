import { LONG, readOnce } from '../../../../nodes/shared/validate/xpath/readOnce';

const longText = (last: string) => ' '.repeat(LONG) + last;
/** A function that returns the end of a text, and says how often it was called. */
const lastOf = () => jest.fn((text: string) => text.slice(-1));

test('reads a long text once for each document and each function', () => {
	const [document, read] = [{ budget: 0 }, lastOf()];
	const texts = ['1', '2', '1'].map(longText);
	expect(texts.map((text) => readOnce(document, text, read))).toEqual(['1', '2', '1']);
	expect(read).toHaveBeenCalledTimes(2);
	expect(readOnce({ budget: 0 }, texts[0]!, read)).toBe('1');
	expect(read).toHaveBeenCalledTimes(3);
	expect(readOnce(document, texts[0]!, (text) => text.length)).toBe(LONG + 1);
});

test('remembers that a long text is none', () => {
	const read = jest.fn(() => null);
	const [document, text] = [{ budget: 0 }, longText('x')];
	expect([readOnce(document, text, read), readOnce(document, text, read)]).toEqual([null, null]);
	expect(read).toHaveBeenCalledTimes(1);
});

test('remembers no short text', () => {
	const [document, read] = [{ budget: 0 }, lastOf()];
	expect(readOnce(document, 'a1', read) + readOnce(document, 'a1', read)).toBe('11');
	expect(read).toHaveBeenCalledTimes(2);
});

test('pays for each reading of a text that a map would compare with all others of its length', () => {
	const [document, read] = [{ budget: 0 }, lastOf()];
	const text = ' '.repeat(64_000);
	expect(readOnce(document, text, read) + readOnce(document, text, read)).toBe('  ');
	expect([read.mock.calls.length, document.budget]).toEqual([2, -2000]);
});
