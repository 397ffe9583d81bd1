import { LONG, readOnce } from '../../../../nodes/shared/validate/xpath/readOnce';

const longText = (last: string) => ' '.repeat(LONG) + last;
/** A function that returns the end of a text, and says how often it was called. */
const lastOf = () => jest.fn((text: string) => text.slice(-1));

test('reads a long text once for each document and each function', () => {
	const [document, read] = [{}, lastOf()];
	const texts = ['1', '2', '1'].map(longText);
	expect(texts.map((text) => readOnce(document, text, read))).toEqual(['1', '2', '1']);
	expect(read).toHaveBeenCalledTimes(2);
	expect(readOnce({}, texts[0]!, read)).toBe('1');
	expect(read).toHaveBeenCalledTimes(3);
	expect(readOnce(document, texts[0]!, (text) => text.length)).toBe(LONG + 1);
});

test('remembers that a long text is none', () => {
	const read = jest.fn(() => null);
	const [document, text] = [{}, longText('x')];
	expect([readOnce(document, text, read), readOnce(document, text, read)]).toEqual([null, null]);
	expect(read).toHaveBeenCalledTimes(1);
});

test('remembers no short text', () => {
	const [document, read] = [{}, lastOf()];
	expect(readOnce(document, 'a1', read) + readOnce(document, 'a1', read)).toBe('11');
	expect(read).toHaveBeenCalledTimes(2);
});
