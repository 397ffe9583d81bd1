import { z } from 'zod/v4';
import { fetchJson } from '../../../nodes/shared/api/fetchJson';
import { executeContext, hookContext } from '../../n8nCore/contexts.mts';
import { start } from '../../simulator/harness.mts';
import { setup } from '../../support/acme.mts';
import { virtualClock } from '../../support/virtualClock.mts';

virtualClock();

// Errors of the call itself: request.test and document.test.

const schema = z.object({ list: z.array(z.object({ id: z.string() })) });
const ROUTE = 'GET /things';

async function ask(body: object | string, headers?: Record<string, string>) {
	const server = await start({ routes: { [ROUTE]: () => ({ body }) } });
	const request = {
		credential: 'acmeApi',
		displayName: 'Acme',
		origins: [server.url],
		url: `${server.url}/things`,
		itemIndex: 2,
		headers,
	};
	const context = executeContext(setup(), [{ json: {} }]);
	const answer = await fetchJson(context, schema, request).catch((error: Error) => error);
	return { answer, server, request };
}

it('gives what the schema made of the answer', async () => {
	expect((await ask({ list: [{ id: 'a', more: 1 }], more: 2 })).answer).toEqual({ list: [{ id: 'a' }] });
});

it('asks for JSON unless the caller asks for something else', async () => {
	const sent = async (headers?: Record<string, string>) =>
		(await ask({ list: [] }, headers)).server.requests[0].headers.accept;
	expect(await sent()).toBe('application/json');
	expect(await sent({ Accept: 'application/vnd.acme+json' })).toBe('application/vnd.acme+json');
});

it.each([
	[{ list: [{ id: 'a' }, { id: 1 }] }, 'list.1.id: Invalid input: expected string, received number'],
	[{}, 'list: Invalid input: expected array, received undefined'],
	['a page', 'the response itself: Invalid input: expected object, received string'],
])('names what does not fit in %j', async (body, field) => {
	const { answer } = await ask(body);
	expect(answer).toMatchObject({
		name: 'NodeOperationError',
		message: `Acme sent an unexpected response – ${field}`,
		description: expect.stringContaining('Check the base URL in the credential'),
		context: { itemIndex: 2 },
	});
});

it('works in the hooks of a trigger, too', async () => {
	const { request } = await ask({ list: [] });
	const again = await start({ routes: { [ROUTE]: () => ({ body: { list: [] } }) } });
	const { context } = hookContext(setup());
	const here = { ...request, origins: [again.url], url: `${again.url}/things`, itemIndex: undefined };
	expect(await fetchJson(context, schema, here)).toEqual({ list: [] });
});
