import { stableAddress } from '../../../nodes/shared/trigger/stableAddress';

describe('stableAddress', () => {
	it.each([
		['https://x.example/a.pdf', 'https://x.example/a.pdf'],
		['https://x.example/a.pdf?', 'https://x.example/a.pdf'],
		['https://x.example/f?id=7&Expires=17&Signature=a%2Fb&Key-Pair-Id=K#page=2', 'https://x.example/f?id=7'],
		['https://x.example/f?b=2&a=1&X-Amz-Date=1&X-Amz-Signature=2', 'https://x.example/f?a=1&b=2'],
		['https://x.example/f?X-Goog-Expires=9&GoogleAccessId=x&v=1', 'https://x.example/f?v=1'],
		['https://x.example/f?sv=2020&st=1&se=2&sr=b&sp=r&sig=x&doc=3', 'https://x.example/f?doc=3'],
		// Without a signature, these parameters may mean anything.
		['https://x.example/f?st=1&se=2', 'https://x.example/f?se=2&st=1'],
		['https://x.example/f?token=a&access_token=b&exp=1&ts=2&nonce=3&doc=3', 'https://x.example/f?doc=3'],
		["//host/FileSet('AB')?id=1&sig=2", "//host/FileSet('AB')?id=1&sig=2"],
		['Paid? id=1&sig=2', 'Paid? id=1&sig=2'],
	])('%s', (address, stable) => {
		expect(stableAddress(address)).toBe(stable);
		expect(stableAddress(stable)).toBe(stable);
	});
});
