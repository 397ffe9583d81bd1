import { PassThrough } from 'node:stream';
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { send } from '../../../../nodes/shared/api/response/outcome';

const never = new AbortController().signal;
const answer = (body: PassThrough) => ({ statusCode: 200, headers: {}, body }) as IN8nHttpFullResponse;

it('a body that breaks while nobody reads it does not end n8n', async () => {
	const body = new PassThrough();
	await send(async () => answer(body), never);
	expect(() => body.emit('error', new Error('cut'))).not.toThrow();

	const ofError = new PassThrough();
	const error = { cause: { response: { status: 500, data: ofError } } };
	await send(async () => await Promise.reject(error), never);
	expect(() => ofError.emit('error', new Error('cut'))).not.toThrow();
});

it.each([
	['the caller', (outer: AbortController) => outer.abort()],
	['the response', (_outer: AbortController, cut: () => void) => cut()],
])('%s ends the request', async (_who, end) => {
	const outer = new AbortController();
	let signal: AbortSignal | undefined;
	const response = await send(async (given) => {
		signal = given;
		return answer(new PassThrough());
	}, outer.signal);
	if (!('status' in response)) throw new Error(response.message);
	expect(signal?.aborted).toBe(false);
	end(outer, response.cut);
	expect(signal?.aborted).toBe(true);
});

it('a failed request is ended', async () => {
	let signal: AbortSignal | undefined;
	const failure = await send(async (given) => {
		signal = given;
		return await Promise.reject(Object.assign(new Error(), { code: 'ECONNRESET' }));
	}, never);
	expect(failure).toEqual({ message: 'it closed the connection', passing: true });
	expect(signal?.aborted).toBe(true);
});

it.each([
	['with a credential', { cause: { response: { status: 401 } } }],
	['without one', { code: 'ERR_BAD_REQUEST', response: { status: 401 } }],
])('a response of a request %s keeps its status, whatever n8n throws for it', async (_how, error) => {
	const response = await send(async () => await Promise.reject(error), never);
	expect(response).toMatchObject({ status: 401 });
});
