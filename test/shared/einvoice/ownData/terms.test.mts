import { termOf } from '../../../../nodes/shared/einvoice/ownData/terms';

test.each([
	['number', 'BT-1'],
	['lines[3].unitPrice', 'BT-146'],
	['seller.address.countryCode', 'BT-40'],
	['buyer.address.countryCode', 'BT-55'],
	['shipTo.address.countryCode', 'BT-80'],
	['buyer.name', 'BT-44'],
	['buyer.taxId', 'BT-48'],
	['buyer.customerId', 'BT-46'],
	['orderReference', 'BT-13'],
	['references.anything', 'EN 16931'],
	['constructor', 'EN 16931'],
])('the term of %s is %s, of the party that it is about', (path, term) => {
	expect(termOf(path)).toBe(term);
});
