/** Servers that repeat the rejected key anywhere in their message. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { callApi } from '../../../../nodes/shared/api/request';
import { withoutSecrets } from '../../../../nodes/shared/api/response/withoutSecrets';
import { executeContext } from '../../../n8nCore/contexts.mts';
import { start } from '../../../simulator/harness.mts';
import { credentialType, setup } from '../../../support/acme.mts';

const KEY = 'sk_live_0123456789abcdef';
const credential = {
	apiUrl: 'https://api.example',
	apiKey: KEY,
	user: 'n8n@company.example',
	password: 'correct horse',
	signingSecrets: ' first secret \nsecond secret',
	basicAuthSecrets: 'webhook:its password',
	urlTokens: 'öld/tok+en?\na"b\\c quoted',
};
const login = (text: string) => Buffer.from(text).toString('base64');

it.each([
	[`Key ${KEY} is wrong`, 'Key *** is wrong'],
	['first secret, second secret', '***, ***'],
	[`Basic ${login('n8n@company.example:correct horse')}`, 'Basic ***'],
	[`Basic ${login('webhook:its password')}`, 'Basic ***'],
	[`Basic ${login(`${KEY}:`)}`, 'Basic ***'],
	[`Basic ${login(`id:${KEY}`)}, rejected`, 'Basic ***, rejected'],
	[`/auth/${login(KEY)}`, '***'],
	[
		`https://n8n.example/webhook?token=${encodeURIComponent('öld/tok+en?')}&a=1`,
		'https://n8n.example/webhook?token=***&a=1',
	],
	['token=second+secret', 'token=***'],
	[JSON.stringify({ url: 'a"b\\c quoted' }), '{"url":"***"}'],
	['basic_auth_password: its password is weak', 'basic_auth_password: *** is weak'],
	['https://n8n:its%20password@n8n.example', 'https://n8n:***@n8n.example'],
	// As written in PHP, Python, .NET and in HTML, which escape other characters.
	[String.raw`{"token":"\u00f6ld\/tok+en?"}`, '{"token":"***"}'],
	['?token=%C3%B6ld/tok%2Ben%3F', '?token=***'],
	['?token=%c3%b6ld%2ftok%2ben%3f', '?token=***'],
	['?token=%6F%6Bno', '?token=%6F%6Bno'],
	[String.raw`<b>a&quot;b\c quoted</b>, a&#34;b&#x5C;c&#32;quoted`, '<b>***</b>, ***'],
	['A path /transactions/txn_0123456789abcdef', 'A path /transactions/txn_0123456789abcdef'],
	['Ask https://api.example', 'Ask https://api.example'],
	['Not found', 'Not found'],
])('of %j, %j is shown', (text, shown) => expect(withoutSecrets(text, credential)).toBe(shown));

it('no secret is left, wherever it stands and whatever it holds', () => {
	const secret = fc
		.string({ minLength: 8 })
		.filter((text) => text.trim().length >= 8 && !/^http/i.test(text.trim()));
	fc.assert(
		fc.property(secret, fc.string(), fc.string(), (apiKey, before, after) => {
			expect(withoutSecrets(`${before}${apiKey.trim()}${after}`, { apiKey })).not.toContain(apiKey.trim());
		}),
	);
});

it('no encoding of a secret is left', () => {
	const secret = fc.string({ unit: 'grapheme', minLength: 8 }).filter((text) => text.trim().length >= 8);
	fc.assert(
		fc.property(secret, fc.constantFrom('', ':', ':x', ' more'), (apiKey, after) => {
			const basic = login(`${apiKey.trim()}${after}`);
			for (const form of [basic, encodeURIComponent(apiKey.trim())]) {
				expect(withoutSecrets(`sent ${form} in vain`, { apiKey })).toBe('sent *** in vain');
			}
		}),
	);
});

it.each([
	['a message', (text: string) => ({ message: text })],
	['one of several errors', (text: string) => ({ errors: [{ detail: text }] })],
	['a code', (text: string) => ({ code: text })],
	['a message that is shortened', (text: string) => ({ message: 'x'.repeat(190) + text })],
])('of the answer of an API, in %s', async (_where, body) => {
	const server = await start({ routes: { 'GET /things': () => ({ status: 403, body: body(KEY) }) } });
	const data: IDataObject = { ...credential };
	const context = executeContext(
		setup({}, { credential: { type: credentialType, data: data as typeof credential } }),
		[{ json: {} }],
	);
	const error = await callApi
		.call(context, {
			credential: 'acmeApi',
			displayName: 'Acme',
			origins: [server.url],
			url: `${server.url}/things`,
			itemIndex: 0,
		})
		.then(
			() => null,
			(caught: Error & { description?: string }) => caught,
		);
	expect(error?.description).toContain('Acme says: ');
	expect(JSON.stringify([error, error?.message, error?.description])).not.toContain(KEY.slice(0, 8));
});
