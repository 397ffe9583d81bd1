/**
 * Every documented property of an order event is either mapped, so that changing it changes the item, or listed as kept
 * in raw only. The list is from scayle.dev (Webhooks, Events); the samples contain each property at least once.
 */
import { sampleJson } from '../simulator/samples.mts';
import { ADMIN, change, event, invoiceOf, OLDER, YEN } from '../support/Scayle/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

const VAT = ['vat.amount'];
const under = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}.${name}`);
const SHOP_COUNTRY = [
	'id',
	'shopKey',
	'countryCode',
	'defaultLanguageCode',
	'supportedLanguageCodes',
	'priceGroupKey',
	'smartSortingKey',
	'url',
	'active',
	'currencyCode',
	'deleted',
];
const PROMOTION = ['id', 'name', 'version', 'displayName', 'code'];
const ADDRESS = [
	...[
		'id',
		'referenceKey',
		'street',
		'houseNumber',
		'additional',
		'zipCode',
		'city',
		'countryCode',
		'phone',
		'state',
		'type',
	],
	...under('collectionPoint', ['customerKey', 'description', 'key', 'type']),
	...under('isDefault', ['billing', 'shipping']),
	...under('recipient', ['firstName', 'gender', 'lastName', 'title', 'type']),
	...under('shopCountry', SHOP_COUNTRY),
];
const REDUCTION = [
	'id',
	'category',
	'type',
	'code',
	'displayName',
	'amount.relative',
	'amount.absoluteWithTax',
];
const PRICE = [
	...[
		'withTax',
		'withoutTax',
		'overrideWithoutTax',
		'overrideWithTax',
		'undiscountedWithOutTax',
		'undiscountedWithTax',
	],
	...under('tax.vat', ['amount', 'rate']),
	...under('appliedReductions', REDUCTION),
	...under('reference', ['withTax', 'unit', 'size']),
	...under('absoluteVoucherReducedPrice', ['withTax', 'withoutTax', 'tax.vat.amount', 'tax.vat.rate']),
];
const ITEM = [
	...[
		'packageId',
		'status',
		'key',
		'id',
		'warehouseId',
		'reservationKey',
		'availableQuantity',
		'basketItemKey',
		'campaignKey',
		'currency',
		'merchantAdditionalData',
	],
	...['createdAt', 'updatedAt', 'delegatedAt', 'shippedAt', 'cancelledAt', 'returnedAt'],
	...under('price', PRICE),
	...['product.id', 'product.name', 'product.images'],
	...['variant.id', 'variant.referenceKey', 'variant.stock.supplierId'],
	...['deliveryForecast.subsequentDelivery.key', 'deliveryForecast.deliverable.key'],
	...under('promotion', PROMOTION),
	...under('promotions.0', PROMOTION),
	...['lowestPriorPrice.relativeDifferenceToPrice', 'lowestPriorPrice.withTax'],
	...under('itemGroup', ['id', 'isMainItem', 'isRequired']),
	'merchant.referenceKey',
];
const PAYLOAD = [
	...[
		'id',
		'basketKey',
		'currencyCode',
		'status',
		'publicKey',
		'referenceKey',
		'campaignKey',
		'invoicedAt',
		'createdAt',
		'updatedAt',
		'confirmedAt',
		'legacyCustomData',
	],
	...under('cost', [
		'withTax',
		'withoutTax',
		'hasExternalPrices',
		'withTaxWithMembershipDiscountWithoutServiceCosts',
		'withoutTaxWithMembershipDiscount',
		'costCapture',
		'itemGroups',
	]),
	...under('cost.tax', VAT),
	...under('cost.appliedFees.0', [
		'category',
		'key',
		'option',
		'tax.vat.amount',
		'amount.withTax',
		'amount.withoutTax',
	]),
	...under('cost.appliedReductions.1', REDUCTION),
	...['billing', 'order', 'shipping'].flatMap((of) => under(`detailedStatus.${of}`, ['code', 'name'])),
	...['billing', 'forward', 'shipping'].flatMap((which) => under(`address.${which}`, ADDRESS)),
	...['contacts.type', 'contacts.value'],
	...under('items.0', ITEM),
	...under('payment.0', [
		'key',
		'amount',
		'data',
		'transactionKey',
		'installment.amount',
		'installment.type',
		'options.countOfInstallments',
		'options.hasPaybreak',
		'isGiftCard',
	]),
	...under('customer', [
		'id',
		'referenceKey',
		'firstName',
		'lastName',
		'gender',
		'birthDate',
		'email',
		'phone',
		'publicKey',
		'title',
		'type',
		'groups',
		'hasPassword',
		'createdAt',
		'updatedAt',
		'status.isActive',
		'status.isGuestCustomer',
		'identities.0.externalUserId',
		'identities.0.identityProviderCode',
	]),
	...under('membershipDiscount', ['membershipCardId', 'pointsUsed', 'reductionValue', 'tax']),
	...under('packages.0', ['id', 'shipmentKey', 'carrierKey', 'deliveryDate', 'deliveryStatus', 'tracking']),
	...under('shipping', ['policy', 'deliveredOn', 'deliveryCosts', 'expressDeliveryCosts']),
	...under('vouchers.0', [
		'id',
		'code',
		'type',
		'value',
		'applicableItems.0.isApplied',
		'applicableItems.0.key',
	]),
	...under('shopCountry', SHOP_COUNTRY),
	...under('loyaltyCard', ['points', 'provider', 'cardNumber']),
	...under('promotion', ['id', 'code', 'displayName', 'reduction', 'version']),
	...under('channel', ['id', 'key', 'name', 'type']),
];
const DOCUMENTED = ['key', 'meta.xRequestId', 'occurredAt', 'type', ...under('payload', PAYLOAD)];

/** Properties that do not describe the invoice, or that have no place in the normal form. */
const RAW_ONLY = [
	/^payload\.(campaignKey|createdAt|updatedAt|confirmedAt|legacyCustomData)$/,
	/^payload\.(detailedStatus|packages|shipping|vouchers|loyaltyCard|promotion)\./,
	// Prices already include reductions; the normal form has no place for the kind of a fee.
	/^payload\.cost\.(hasExternalPrices|withTaxWith|withoutTaxWith|costCapture|itemGroups|appliedReductions)/,
	/^payload\.cost\.appliedFees\.0\.(category|key|option)$/,
	/^payload\.address\.forward\.(?!shopCountry\.(shopKey|countryCode)$)/,
	/^payload\.address\.(billing|shipping)\.(id|referenceKey|type|isDefault\..*|recipient\.(gender|title)|collectionPoint\.(customerKey|type))$/,
	/^payload\.address\.billing\.collectionPoint\./,
	/shopCountry\.(?!shopKey$|countryCode$)/,
	/^payload\.items\.0\.(packageId|status|warehouseId|reservationKey|availableQuantity|basketItemKey|campaignKey|merchantAdditionalData)$/,
	/^payload\.items\.0\.(createdAt|updatedAt|delegatedAt|shippedAt)$/,
	/^payload\.items\.0\.(deliveryForecast|promotions?|lowestPriorPrice|itemGroup|merchant|product\.(id|images)|variant\.stock)/,
	/^payload\.items\.0\.price\.(appliedReductions|reference|override|undiscountedWithTax)/,
	/^payload\.payment\.0\.(?!key$|transactionKey$)/,
	/^payload\.customer\.(?!id$|referenceKey$|firstName$|lastName$|email$|phone$)/,
	/^payload\.membershipDiscount\.(?!reductionValue$)/,
	/^payload\.channel\.(?!key$)/,
];
const isRawOnly = (path: string) => RAW_ONLY.some((pattern) => pattern.test(path));

/** What must be removed before the second source of a field is read. */
const FIRST: Record<string, readonly string[]> = {
	'payload.publicKey': [],
	'payload.customer.firstName': ['payload.address.billing'],
	'payload.customer.lastName': ['payload.address.billing'],
	'payload.customer.phone': ['payload.address.billing.phone'],
	'payload.contacts.type': ['payload.customer.email'],
	'payload.contacts.value': ['payload.customer.email'],
	// Only read if the event has no name.
	'payload.items.0.returnedAt': ['type'],
	'payload.address.shipping.collectionPoint.key': ['payload.address.shipping.collectionPoint.description'],
	'payload.items.0.key': ['payload.items.0.id'],
	'payload.items.0.variant.id': ['payload.items.0.variant.referenceKey'],
	...Object.fromEntries(
		['billing', 'shipping', 'forward'].flatMap((which, index, all) =>
			['shopKey', 'countryCode'].map((name) => [
				`payload.address.${which}.shopCountry.${name}`,
				['payload.shopCountry', ...all.slice(0, index).map((before) => `payload.address.${before}`)],
			]),
		),
	),
};

/** Other values that fit the schema. */
const OTHER: Record<string, unknown> = {
	type: 'order-partially-invoiced',
	occurredAt: '2020-01-01T00:00:00Z',
	'payload.currencyCode': 'KWD',
	'payload.invoicedAt': '2020-01-01T00:00:00Z',
	'payload.status': 'cancellation_completed',
	'payload.items.0.currency': 'USD',
	'payload.contacts.type': 'fax',
};
const other = (path: string) =>
	OTHER[path] ?? (/countryCode$/.test(path) ? 'FRA' : /recipient\.type$/.test(path) ? 'organization' : null);

/** Objects to change where the sample has none, and an order in which every price is read. */
function prepared(path: string): object {
	const body = event(ADMIN) as object;
	change(body, 'payload.address.billing.collectionPoint', {
		customerKey: '1',
		description: 'd',
		key: 'k',
		type: 't',
	});
	change(body, 'payload.address.forward.collectionPoint', {
		customerKey: '1',
		description: 'd',
		key: 'k',
		type: 't',
	});
	// The full price is used if it adds up, the reduced one only if nothing else does.
	if (/price\.(withTax|withoutTax|tax)/.test(path))
		change(body, 'payload.items.0.price.absoluteVoucherReducedPrice', null);
	for (const before of FIRST[path] ?? []) change(body, before, null);
	return body;
}

const itemOf = (body: unknown) => apartFromKey(invoiceOf(body));

describe.each(DOCUMENTED)('%s', (path) => {
	test(isRawOnly(path) ? 'stands in raw only' : 'is mapped', () => {
		const before = prepared(path);
		const after = prepared(path);
		const values = [other(path), 4711, 'another'];
		const changed = values.some((value) => {
			change(after, path, value);
			try {
				return JSON.stringify(itemOf(after)) !== JSON.stringify(itemOf(before));
			} catch {
				return false;
			}
		});
		expect(changed).toBe(!isRawOnly(path));
		expect(invoiceOf(before).raw).toEqual(before);
	});
});

test('the older envelope adds its country, and nothing else', () => {
	const of = (changes: Record<string, unknown>) =>
		itemOf(event(OLDER, { 'payload.shopCountry': null, ...changes }));
	expect(of({ 'locale.countryCode': 'CH' })).not.toEqual(of({}));
	for (const name of ['appId', 'currencyCode', 'languageCode'])
		expect(of({ [`locale.${name}`]: 'x' })).toEqual(of({}));
	expect(of({ 'payload.customData': null })).toEqual(of({}));
});

test('the samples hold no property that the list has not', () => {
	const paths = (value: unknown, at: string): string[] =>
		typeof value === 'object' && value !== null && Object.keys(value).length > 0
			? Object.entries(value).flatMap(([key, inner]) =>
					paths(inner, `${at}.${/^\d+$/.test(key) ? '0' : key}`),
				)
			: [at.slice(1)];
	const known = (path: string) =>
		DOCUMENTED.some(
			(one) =>
				`${path}.`.startsWith(`${one.replace('appliedReductions.1', 'appliedReductions.0')}.`) ||
				one.startsWith(`${path}.`),
		);
	for (const file of [ADMIN, YEN]) {
		expect(paths(sampleJson('scayle', file), '').filter((path) => !known(path))).toEqual([]);
	}
});
