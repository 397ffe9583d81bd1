/** The test of each credential, as n8n runs it after each save. */
import type { ICredentialDataDecryptedObject, ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { SECRET_FIELDS } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { testCredential } from '../n8nCore/credentialTest.mts';
import { REDIRECTS } from '../simulator/redirects.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../simulator/server.mts';
import { credentialClassOf } from '../support/providers.mts';

const KEY = 'a_key_that_must_stay_at_home_0123456789';

let elsewhere: SimulatorServer;
beforeAll(async () => (elsewhere = await listenElsewhere()));
afterAll(async () => await elsewhere.close());

type Testable = ICredentialType & { test: ICredentialTestRequest };

function credentialType(name: string): Testable {
	const className = credentialClassOf(name);
	const module = jest.requireActual<Record<string, new () => Testable>>(
		`../../credentials/${className}.credentials`,
	);
	return new module[className]!();
}

describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(displayName, scenario) => {
		const { name, secrets } = scenario.simulator;
		const type = credentialType(name);
		let server: SimulatorServer;
		beforeEach(async () => {
			server = await listen(scenario.simulator.api!({ apiKey: KEY }));
			elsewhere.reset();
		});
		afterEach(async () => await server.close());
		const filledIn = (key = KEY, url = server.url) =>
			scenario.credential(url, key) as ICredentialDataDecryptedObject;
		/** The property of the credential that holds this value when it is filled in. */
		const propertyWith = (value: string) => {
			const [field] = Object.entries(filledIn()).find(([, filled]) => filled === value)!;
			return type.properties.find((property) => property.name === field)!;
		};

		it('green with the right key, red with a wrong one', async () => {
			expect(await testCredential(type, filledIn())).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
			expect(server.requests.some((request) => carries(request, KEY))).toBe(true);
			const { status, message } = await testCredential(type, filledIn('a wrong key'));
			expect(status).toBe('Error');
			expect(message).toContain(displayName);
			expect(message).not.toContain('a wrong key');
		});

		it.each(REDIRECTS)('a redirect to %s is red, and the key does not follow it', async (_what, target) => {
			for (const status of [301, 302, 303, 307, 308]) {
				server.reset();
				const redirect = target(new URL(server.url).host, elsewhere.port);
				server.fail('*', { status, headers: { location: redirect } }, 9);
				const tested = await testCredential(type, filledIn());
				expect(tested).toEqual({
					status: 'Error',
					message: expect.stringMatching(`^${displayName} answered .*redirect.*HTTP ${status}`) as string,
				});
				expect(server.requests).not.toEqual([]);
			}
			expect(elsewhere.requests).toEqual([]);
		});

		it('nor does it follow one that the tested call alone answers with', async () => {
			await testCredential(type, filledIn());
			const tested = server.requests.at(-1)!.route ?? '*';
			server.fail(tested, { redirect: `${elsewhere.url}/x` }, 9);
			const { status, message } = await testCredential(type, filledIn());
			expect([status, message]).toEqual(['Error', expect.stringContaining('redirect')]);
			expect(elsewhere.requests).toEqual([]);
		});

		it('empty, it is red, and says what it lacks for what', async () => {
			const { status, message } = await testCredential(type, {});
			expect(status).toBe('Error');
			expect(message).toMatch(/To receive invoices, fill in .+\. To download documents, .*fill in .+/);
			for (const method of Object.keys(secrets)) {
				const field = SECRET_FIELDS[method as keyof typeof SECRET_FIELDS];
				const { displayName: label } = type.properties.find((property) => property.name === field)!;
				expect(message).toContain(label);
			}
			expect(message).toContain(propertyWith(KEY).displayName);
		});

		it.each(Object.entries(secrets))(
			'with what verifies by %s alone it is green, and nobody is called',
			async (method, secret) => {
				const field = SECRET_FIELDS[method as keyof typeof SECRET_FIELDS];
				expect(await testCredential(type, { [field]: secret })).toMatchObject({ status: 'OK' });
				expect(await testCredential(type, { ...filledIn(''), [field]: secret })).toMatchObject({
					status: 'OK',
				});
				expect(server.requests.filter(({ path }) => !path.startsWith('/accounts'))).toEqual([]);
				expect(await testCredential(type, { [field]: ' \n\t\n' })).toMatchObject({ status: 'Error' });
			},
		);

		it('a login without a colon verifies nothing', async () => {
			expect(await testCredential(type, { basicAuthSecrets: 'user' })).toMatchObject({ status: 'Error' });
		});

		it.each([
			'api.example',
			'//api.example',
			'http://api.example',
			'http://10.0.0.1',
			'http://localhost.example',
			'http://127.0.0.1.example',
			'ftp://api.example',
			'https://user:secret@api.example',
			'nonsense',
		])('a base URL %s is rejected, and not replaced by another', async (url) => {
			const { status, message } = await testCredential(type, filledIn(KEY, url));
			expect(status).toBe('Error');
			expect(message).toMatch(/is not an https:\/\/ address/);
			expect(message).not.toContain(url);
		});

		it('spaces around a base URL do no harm', async () => {
			const padded = Object.fromEntries(
				Object.entries(filledIn()).map(([field, value]) => [
					field,
					value === server.url ? ` ${server.url} ` : value,
				]),
			);
			// A value of a list is not typed.
			const expected = propertyWith(server.url).type === 'options' ? 'Error' : 'OK';
			expect(await testCredential(type, padded)).toMatchObject({ status: expected });
		});
	},
);
