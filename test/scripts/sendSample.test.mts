/** `npm run send`: what it sends passes our own verifiers, and it explains the response. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { providers } from '../../nodes/Invoice/providers';
import { secretLines } from '../../nodes/shared/authenticate/verdict';
import { meaningOf } from '../../scripts/send/meaning.mts';
import { run, type Method } from '../../scripts/send/sendSample.mts';
import { start } from '../simulator/harness.mts';
import type { Api } from '../simulator/server.mts';
import { simulators } from '../simulator/simulator.mts';

const webhook = (answer: ReturnType<Api['routes'][string]>): Api => ({
	routes: { 'POST /webhook/1/webhook': () => answer },
});
const ACCEPTED = webhook({ body: { status: 'accepted' } });

/** Runs the command. */
async function call(args: string[], environment: Record<string, string> = {}) {
	const printed: string[] = [];
	const code = await run(args, environment, (text) => printed.push(text));
	return { code, text: printed.join('\n') };
}

/** Every form of secret that a user may have, as a line of the credential field. */
const FORMS: Record<'signature' | 'urlToken', readonly string[]> = {
	signature: [
		'whk_0f8fad5b-d9cb-469f-a165-70867728950e',
		'c2hvcnQ=',
		'AAECAwQFBgcICQoLDA0ODw==',
		'AAECAwQFBgcICQoLDA0ODw',
		'-_8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=',
		'/+8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=',
		'!!!!',
		'not Base64 at all, with blanks',
		'mit Umläuten und 😀',
		'x'.repeat(300),
		'  between blanks  ',
	],
	urlToken: ['abc-DEF_123', 'a+b/c=', 'a b', '100%', 'ä&ö=?#', '😀', 't'.repeat(300), '  between blanks  '],
};
const LOGINS = [
	'user:password',
	'user:pass:word',
	'Jürgen:größer',
	'a b:c d',
	'u:%41+&',
	'😀:書',
	' user:password ',
];
const formsOf = (method: Method, usual: string) => [
	usual,
	...(method === 'basicAuth' ? LOGINS : FORMS[method]),
];

const ways = simulators.flatMap(({ name, authenticators, secrets, events }) =>
	(Object.keys(authenticators) as Method[]).flatMap((method) =>
		Object.keys(events).flatMap((event, index) =>
			// Each form once, because authentication does not depend on the event.
			formsOf(method, secrets[method]!)
				.filter((_, form) => index === 0 || form === 0)
				.map((secret) => [name, event, method, secret] as const),
		),
	),
);

test.each(ways)(
	'%s: %s, authenticated by %s with %j, passes the verifier',
	async (name, event, method, secret) => {
		const { url, requests } = await start(ACCEPTED);
		const address = `${url}/webhook/1/webhook`;
		const sent = await call([
			name,
			'--url',
			address,
			'--event',
			event,
			'--auth',
			method,
			`--secret=${secret}`,
		]);
		expect(sent).toMatchObject({ code: 0, text: expect.stringContaining('Accepted') });
		expect(sent.text).not.toContain(secret.trim());

		const [{ headers, body, url: sentTo }] = requests;
		const provider = providers[name as keyof typeof providers]!;
		const verdict = provider.schemes[method]!.verify(
			{ rawBody: body, headers, rawQuery: sentTo.split('?').slice(1).join('?'), remoteAddress: '127.0.0.1' },
			secretLines(secret),
			{ now: new Date(), toleranceSeconds: 300, signedText: 'guide' },
		);
		expect(verdict).toMatchObject({ ok: true });
		const split = provider.split(JSON.parse(body.toString()), { headers, selected: [event] });
		expect(split.ok && split.value.map(({ providerType }) => providerType)).toEqual([event]);
	},
);

test('takes the secret from the environment, and a token from the URL', async () => {
	const { url, requests } = await start(ACCEPTED);
	const address = `${url}/webhook/1/webhook`;
	const byEnvironment = await call(['riverty', '--url', address], { INVOICES_SECRET: 'token-1' });
	const byUrl = await call(['riverty', '--url', `${address}?token=token-2`]);
	expect([byEnvironment.code, byUrl.code]).toEqual([0, 0]);
	expect(requests.map(({ query }) => query.getAll('token'))).toEqual([['token-1'], ['token-2']]);
	expect(byUrl.text).not.toContain('token-2');
});

test.each([
	['ignored', { body: { status: 'ignored' } }, /this event is not selected in the trigger/],
	['of another webhook', { body: { message: 'Workflow was started' } }, /not a trigger of this package/],
	['401', { status: 401, body: 'Unauthorized' }, /could not be verified/],
	['400', { status: 400, body: 'Bad Request: the body is empty' }, /body was rejected/],
	['404', { status: 404, body: {} }, /Publish \(activate\) the workflow/],
	['503', { status: 503, body: '' }, /cannot read its credential/],
	['500', { status: 500, body: '' }, /n8n or a proxy in front of it failed/],
	['418', { status: 418, body: '' }, /never sends this response/],
	['302', { status: 302, headers: { location: '/login' }, body: '' }, /redirects to http:\/\/127/],
] as const)('a response %s is explained', async (_name, answer, expected) => {
	const { url } = await start(webhook(answer as never));
	const { code, text } = await call(['rillet', '--url', `${url}/webhook/1/webhook`, '--secret', 's3cret']);
	expect(code).toBe(1);
	expect(text).toMatch(expected);
	expect(text).not.toContain('s3cret');
});

test.each([
	[
		{ code: 404, message: 'Not registered', stacktrace: 'Error: at /usr/lib' },
		'Response: 404 Not registered',
	],
	[{ code: 404, message: 'Not registered' }, 'Response: 404 {"code":404,"message":"Not registered"}'],
	['null', 'Response: 404 null'],
	[`<html>${'x'.repeat(1_000)}`, `Response: 404 <html>${'x'.repeat(494)}`],
])("of n8n's own error %j only the message is printed", async (body, expected) => {
	const { url } = await start(webhook({ status: 404, body } as never));
	const { text } = await call(['rillet', '--url', `${url}/webhook/1/webhook`, '--secret', 's3cret']);
	expect(text.split('\n')).toContain(expected);
});

test('a test URL that does not listen is explained from a workflow that is not published', () => {
	const reply = { status: 404, body: '', location: null };
	expect(meaningOf(reply, new URL('https://n8n.example.com/webhook-test/1/webhook')).title).toBe(
		'The test URL is not listening.',
	);
	expect(meaningOf(reply, new URL('https://n8n.example.com/webhook/1/webhook')).title).toBe(
		'No workflow listens at this URL.',
	);
});

test('an accepted event is in the editor after a test URL, and under Executions otherwise', () => {
	const reply = { status: 200, body: '{"status":"accepted"}', location: null };
	expect(meaningOf(reply, new URL('https://n8n.example.com/webhook-test/1/webhook')).advice).toContain(
		'editor',
	);
	expect(meaningOf(reply, new URL('https://n8n.example.com/webhook/1/webhook')).advice).toContain(
		'Executions',
	);
});

test('no response is explained', async () => {
	const { url, close } = await start(ACCEPTED);
	await close();
	const { code, text } = await call(['rillet', '--url', url, '--secret', 's3cret']);
	expect(code).toBe(1);
	expect(text).toContain('No response (ECONNREFUSED).\nNothing is listening at this address.');
	expect(meaningOf({ failure: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, new URL(url)).advice).toContain('certificate');
});

test.each([
	[[], 'Name a provider'],
	[['nobody', '--url', 'https://n8n.example.com'], 'Name a provider'],
	[['rillet'], '--url must be'],
	[['rillet', '--url', 'ftp://n8n.example.com'], '--url must begin with'],
	[['rillet', '--url', 'https://n8n.example.com'], 'The secret is missing'],
	[['rillet', '--url', 'https://n8n.example.com', '--auth', 'basicAuth'], '--auth for rillet'],
	[['rillet', '--url', 'https://n8n.example.com', '--event', 'x'], '--event for rillet'],
	[['scayle', '--url', 'https://n8n.example.com', '--secret', 'x'], 'user:password'],
	[['rillet', '--password', 'x'], "Unknown option '--password'"],
])('a wrong call (%j) says what is wrong, and how to call', async (args, expected) => {
	const { code, text } = await call(args);
	expect(code).toBe(2);
	expect(text).toContain(expected);
	expect(text).toContain('npm run send -- <provider>');
});

test('the command itself runs', async () => {
	const { url } = await start(ACCEPTED);
	const args = ['scripts/send/send.mts', 'betterez', '--url', `${url}/webhook/1/webhook`];
	const env = { ...process.env, INVOICES_SECRET: 'secret' };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env });
	expect(stdout).toContain('Accepted');
});
