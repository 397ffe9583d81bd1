import { basicAuthScheme, urlTokenScheme } from '../../../nodes/shared/trigger/schemes';

const SETTINGS = { now: new Date(0), toleranceSeconds: 0 };
const REQUEST = { rawBody: Buffer.from('{}'), headers: {}, rawQuery: '', remoteAddress: '' };

describe('URL token', () => {
	it('takes the lines of its field', () => {
		expect(urlTokenScheme.field).toBe('urlTokens');
		const request = { ...REQUEST, rawQuery: 'token=b' };
		expect(urlTokenScheme.verify(request, ['a', 'b'], SETTINGS)).toMatchObject({
			ok: true,
			method: 'urlToken',
		});
		expect(urlTokenScheme.verify(request, ['a'], SETTINGS)).toEqual({ ok: false, reason: 'token-mismatch' });
		expect(urlTokenScheme.verify(request, [], SETTINGS)).toEqual({ ok: false, reason: 'no-secret' });
	});
});

describe('Basic', () => {
	const scheme = basicAuthScheme('at Acme');
	const request = { ...REQUEST, headers: { authorization: `Basic ${btoa('u:p:q')}` } };

	it('takes the lines of its field as logins', () => {
		expect(scheme.field).toBe('basicAuthSecrets');
		expect(scheme.verify(request, ['a:b', 'u:p:q'], SETTINGS)).toMatchObject({
			ok: true,
			method: 'basicAuth',
		});
		expect(scheme.verify(request, ['u:p'], SETTINGS)).toEqual({ ok: false, reason: 'credentials-mismatch' });
	});

	it('counts a line that is no login as no secret', () => {
		expect(scheme.verify(request, ['no colon', ':p', 'u:'], SETTINGS)).toEqual({
			ok: false,
			reason: 'no-secret',
		});
	});

	it('says where the provider takes them', () => {
		expect(scheme.whereToFind).toBe('Basic Auth Logins as user:password, the same that you entered at Acme.');
	});
});
