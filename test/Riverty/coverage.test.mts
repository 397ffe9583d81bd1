/** Every field of the samples is mapped, so that changing it changes the item, or is listed as kept in raw only. */
import { riverty } from '../../nodes/Riverty/provider';
import type { RawEvent } from '../../nodes/shared/provider';
import { apartFromKey } from '../support/apartFromKey.mts';
import { itemsOf, sampleEvents, SAMPLES } from '../support/Riverty/events.mts';

type Where = ReadonlyArray<string | number>;

const RAW_ONLY = [
	'parameters.billToAddress.salutation',
	'parameters.billToAddress.title',
	// Says whether a line is an article, shipping or a discount, which the normal form does not tell apart.
	'parameters.items[].positionType',
	'parameters.documents[].documentInformation[].documentCreationDate',
];

const leavesOf = (value: unknown, where: Where = []): Where[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...where, name]))
		: [where];

/** The leaf without positions in lists, such as `parameters.items[].quantity`. */
const fieldAt = (where: Where) => where.join('.').replace(/\.\d+(?=\.|$)/g, '[]');

/** Changes the first digit, so that a date stays a date and an address an address. */
const otherText = (text: string) =>
	/\d/.test(text) ? text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : `${text}1`;

function changed(payload: unknown, [name, ...below]: Where): unknown {
	if (name === undefined) return typeof payload === 'number' ? payload + 1 : otherText(String(payload));
	const copy = structuredClone(payload) as Record<string | number, unknown>;
	copy[name] = changed(copy[name], below);
	return copy;
}

const itemsOfChanged = (event: RawEvent, where: Where) =>
	itemsOf({ ...event, payload: changed(event.payload, where) }).map(apartFromKey);

/** Each field of the samples, with whether it changes an item of any of them. */
const isMapped = new Map<string, boolean>();
for (const event of SAMPLES.flatMap(sampleEvents)) {
	if (!(event.providerType in riverty.events)) continue;
	const before = JSON.stringify(itemsOf(event).map(apartFromKey));
	for (const where of leavesOf(event.payload)) {
		const field = fieldAt(where);
		const differs = JSON.stringify(itemsOfChanged(event, where)) !== before;
		isMapped.set(field, differs || isMapped.get(field) === true);
	}
}

test.each([...isMapped])('%s', (field, mapped) => {
	expect(mapped).toBe(!RAW_ONLY.includes(field));
});

test('nothing is listed that no sample has', () => {
	expect(RAW_ONLY.filter((field) => !isMapped.has(field))).toEqual([]);
});
