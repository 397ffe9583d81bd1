import { lookup } from '../../nodes/DigitalRiver/lookup';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { ENVIRONMENT } from '../support/DigitalRiver/events.mts';

describe('what a user types', () => {
	it('a file id names a document', () => {
		const result = lookup.invoice({ digitalRiverFileId: 'a/b' }, ENVIRONMENT);
		expect(result).toMatchObject({
			ok: true,
			value: {
				provider: 'digitalRiver',
				event: null,
				kind: 'invoice',
				id: 'a/b',
				orderReference: null,
				document: { id: 'a/b', url: 'https://api.digitalriver.com/files/a%2Fb/content', fileName: null },
				references: {},
			},
		});
		expect(result.ok && invoiceSchema.strict().safeParse(result.value).error).toBeUndefined();
	});

	it('an order id names an order', () => {
		expect(lookup.invoice({ digitalRiverOrderId: '188418250336' }, ENVIRONMENT)).toMatchObject({
			value: {
				id: null,
				orderReference: '188418250336',
				document: null,
				references: { orderId: '188418250336' },
			},
		});
	});

	it('nothing is an error that says what to do', () => {
		expect(lookup.invoice({}, ENVIRONMENT)).toEqual({
			ok: false,
			error: {
				message: 'Neither a File ID nor an Order ID is given',
				description: 'Fill in the field, or map it from an earlier node.',
			},
		});
	});
});

it('asks for the file where a document is downloaded, and for the order where an invoice is fetched', () => {
	const shown = Object.fromEntries(
		lookup.fields.map(({ name, displayOptions }) => [name, displayOptions?.show]),
	);
	expect(shown).toEqual({
		digitalRiverFileId: { resource: ['document'], operation: ['download'], provider: ['digitalRiver'] },
		digitalRiverOrderId: { resource: ['invoice'], operation: ['get'], provider: ['digitalRiver'] },
	});
});
