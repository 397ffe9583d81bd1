/** Every signer of a simulator authenticates as its verifier reads each form of secret that a credential field takes. */
import { providers } from '../../nodes/Invoice/providers';
import { secretLines } from '../../nodes/shared/authenticate/verdict';
import { simulators } from './simulator.mts';

type Method = keyof (typeof simulators)[number]['authenticators'];

const BYTES = Buffer.from('//79_Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA', 'base64');

/** The secret itself, by what it consists of. */
const contentsOf = (usual: string, method: Method): Record<string, string> => ({
	usual,
	...(method === 'basicAuth'
		? { 'with Base64': `user:${BYTES.toString('base64')}`, 'with blanks': 'a user:a password' }
		: {
				'without its prefix': usual.replace(/^[a-z]+_(?:[a-z]+_)*/, ''),
				'with a prefix': `whsec_${usual}`,
				Base64: BYTES.toString('base64'),
				'Base64 without padding': BYTES.toString('base64').replace(/=+$/, ''),
				'Base64 for URLs': BYTES.toString('base64url'),
				'short Base64': 'c2hvcnQ=',
				'hexadecimal digits': BYTES.toString('hex'),
			}),
});

/** How a secret comes out of a mail, a file or a clipboard. */
const AROUND: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'between blanks': (secret) => `  ${secret} `,
	'after a tab': (secret) => `\t${secret}`,
	'with a newline': (secret) => `${secret}\n`,
	'with a newline of Windows': (secret) => `${secret}\r\n`,
	'after a byte order mark': (secret) => `\uFEFF${secret}`,
};

const NOW = new Date('2026-03-01T12:00:00Z');

const table = simulators.flatMap((simulator) =>
	(Object.keys(simulator.authenticators) as Method[]).flatMap((method) =>
		Object.entries(contentsOf(simulator.secrets[method]!, method)).flatMap(([content, secret]) =>
			Object.entries(AROUND).map(
				([around, put]) => [simulator.name, method, content, around, simulator, put(secret)] as const,
			),
		),
	),
);

test.each(table)('%s by %s: a secret %s, %s', (name, method, _content, _around, simulator, secret) => {
	const [make] = Object.values(simulator.events);
	const request = { ...make!(), url: 'https://n8n.example.com/webhook/1/webhook' };
	const sent = simulator.authenticators[method]!(request, secret, NOW);
	const { verify } = providers[name as keyof typeof providers]!.schemes[method]!;
	const settings = { now: NOW, toleranceSeconds: 300, signedText: 'guide' } as const;
	const verdictOf = (field: string) =>
		verify(
			{
				rawBody: sent.body,
				headers: sent.headers,
				rawQuery: new URL(sent.url).search.slice(1),
				remoteAddress: '127.0.0.1',
			},
			secretLines(field),
			settings,
		);
	expect(verdictOf(secret)).toMatchObject({ ok: true });
	expect(verdictOf(`${secret.trim()}x`)).toMatchObject({ ok: false });
});
