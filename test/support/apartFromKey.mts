/** Items are compared without their payload and the key of their event, which covers every figure of the payload. */
import type { Invoice } from '../../nodes/shared/invoice/schema';

export const apartFromKey = <Item extends Invoice>(item: Item) => ({
	...item,
	raw: null,
	event: item.event && { ...item.event, key: null },
});
