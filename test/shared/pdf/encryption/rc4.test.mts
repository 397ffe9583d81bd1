import { rc4 } from '../../../../nodes/shared/pdf/encryption/rc4';

// RFC 6229: the first 16 bytes of the key stream.
test.each([
	['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
	['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
	['833222772a', '80ad97bdc973df8a2e879e92a497efda'],
])('key %s', (key, expected) => {
	expect(rc4(Buffer.from(key, 'hex'), Buffer.alloc(16)).toString('hex')).toBe(expected);
});

test('twice is not at all', () => {
	const [key, data] = [Buffer.from('some key'), Buffer.from('some data, some more of it')];
	expect(rc4(key, rc4(key, data))).toEqual(data);
});
