import { DigitalRiverApi } from '../../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { sourceOf } from '../../../nodes/Invoice/input/source';
import { executeContext, type Setup } from '../../n8nCore/contexts.mts';

// Messages for items without a provider and for wrong fields: Invoice.node.test.

const item = { json: { provider: 'digitalRiver', id: 'inv_1' } };
const items = [item, item, item];
const setup = (apiUrl: string): Setup => ({
	node: new Invoice(),
	parameters: { resource: 'document', operation: 'download', provider: 'item', options: {} },
	credential: { type: new DigitalRiverApi(), data: { product: 'api', apiKey: 'key', apiUrl } },
});

/** Returns the API addresses for all items of an execution, and how often the credential was read. */
async function execution(apiUrl: string) {
	const context = executeContext(setup(apiUrl), items);
	const read = jest.spyOn(context, 'getCredentials');
	const sources = await Promise.all(items.map(async (_, index) => await sourceOf.call(context, index)));
	return { urls: sources.map(({ environment }) => environment.apiUrl), readings: read.mock.calls.length };
}

it('reads a credential once for all items of an execution, and again for the next execution', async () => {
	const [before, after] = ['https://before.example', 'https://after.example'];
	expect(await execution(before)).toEqual({ urls: [before, before, before], readings: 1 });
	expect(await execution(after)).toEqual({ urls: [after, after, after], readings: 1 });
});

it('fails every item if the credential cannot be read', async () => {
	const context = executeContext(setup('https://api.example'), items);
	jest.spyOn(context, 'getCredentials').mockRejectedValue(new Error('cannot be decrypted'));
	const sources = await Promise.allSettled(
		items.map(async (_, index) => await sourceOf.call(context, index)),
	);
	expect(sources.map((one) => (one as PromiseRejectedResult).reason.message)).toEqual(
		items.map(() => 'cannot be decrypted'),
	);
});
