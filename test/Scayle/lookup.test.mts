import { lookup } from '../../nodes/Scayle/lookup';
import { ENVIRONMENT } from '../support/Scayle/events.mts';

const VALUES = { scayleShopKey: 'ms', scayleCountryCode: 'de', scayleOrder: '870231' };
const referencesOf = (values: Record<string, string>) => {
	const found = lookup.invoice({ ...VALUES, ...values }, ENVIRONMENT);
	return found.ok ? found.value.references : found.error.message;
};

test.each([
	['870231', { orderId: '870231' }],
	['AT-41877', { orderReferenceKey: 'AT-41877' }],
	['key=870231', { orderReferenceKey: '870231' }],
	['key=key=1', { orderReferenceKey: 'key=1' }],
])('order %s', (scayleOrder, expected) => {
	expect(referencesOf({ scayleOrder })).toEqual({ shopKey: 'ms', countryCode: 'DE', ...expected });
});

test('is an invoice of which only that is known', () => {
	expect(lookup.invoice({ ...VALUES, scayleInvoiceNumber: 'ms-26-1' }, ENVIRONMENT)).toMatchObject({
		ok: true,
		value: {
			provider: 'scayle',
			event: null,
			number: 'ms-26-1',
			kind: null,
			document: { id: null, source: 'api' },
		},
	});
	expect(lookup.invoice(VALUES, ENVIRONMENT)).toMatchObject({ ok: true, value: { number: null } });
});

test.each(Object.keys(VALUES))('without %s says what is needed', (name) => {
	const { [name]: _, ...values } = VALUES as Record<string, string>;
	expect(lookup.invoice(values, ENVIRONMENT)).toMatchObject({
		ok: false,
		error: { message: expect.stringContaining('Shop Key, Country Code and Order') as string },
	});
});

test('the fields are those that are read, and show for SCAYLE only', () => {
	expect(lookup.fields.map(({ name, required }) => [name, required === true])).toEqual([
		...Object.keys(VALUES).map((name) => [name, true]),
		['scayleInvoiceNumber', false],
	]);
	for (const { displayOptions } of lookup.fields) {
		expect(displayOptions?.show?.provider).toEqual(['scayle']);
	}
});
