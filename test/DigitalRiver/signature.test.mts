import { verifySignature } from '../../nodes/DigitalRiver/signature';
import vectors from '../vectors/digitalRiver.json';

describe('verifySignature', () => {
	it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
		const verdict = verifySignature(
			{
				rawBody: Buffer.from(vector.body, 'utf8'),
				headers: vector.headers as Record<string, string>,
				rawQuery: '',
				remoteAddress: '127.0.0.1',
			},
			vector.secrets,
			{ now: new Date(vector.now), toleranceSeconds: vector.toleranceSeconds },
		);
		expect(verdict.ok ? 'accept' : verdict.reason).toBe(vector.reason ?? 'accept');
	});
});
