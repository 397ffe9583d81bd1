import { Readable } from 'node:stream';
import { saidIn } from '../../../../nodes/shared/api/response/errorBody';

const response = (body: unknown) => ({ body, cut: () => {} });

/** `errors` nested to the given depth. */
const nested = (depth: number) => `${'{"errors":['.repeat(depth)}{"message":"deep"}${']}'.repeat(depth)}`;

it.each([
	['a text', '{"message":"no"}', 'no'],
	['a list', '{"errors":[{"detail":"first"},{"detail":"second"}]}', 'first'],
	['an object', '{"error":{"type":"invalid_request_error","message":"no such invoice"}}', 'no such invoice'],
	['a text in an object', '{"error":"no"}', null],
	['a list in a list', nested(3), 'deep'],
	['a list that is deeper than any provider has it', nested(4), null],
	['a list 10,000 levels deep', nested(10_000), null],
	['no JSON', 'Bad Gateway', null],
])('%s', async (_what, body, said) => {
	expect(await saidIn(response(body))).toBe(said);
	expect(await saidIn(response(Readable.from([Buffer.from(body)])))).toBe(body.length > 65_536 ? null : said);
});

it('parsed, and deeper than the stack', async () => {
	let body: unknown = { message: 'deep' };
	for (let depth = 0; depth < 100_000; depth++) body = { errors: [body] };
	expect(await saidIn(response(body))).toBeNull();
});
