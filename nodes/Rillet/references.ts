import { referencesOf } from '../shared/invoice/build';
import type { BankAccount, ExternalReferences } from './schema';

export const bankReferences = (bank: BankAccount): Record<string, string> =>
	referencesOf({
		achRouting: bank?.ach_routing,
		paymentInstructions: bank?.payment_instructions,
		bankAddress: bank?.bank_address,
		bankAccountId: bank?.id,
	});

/** Named `external.` and the type; a repeated type gets its position appended. */
export function externalReferencesOf(references: ExternalReferences): Record<string, string> {
	const known = new Map<string, string>();
	references.forEach(({ type, id }, index) => {
		if (type === null || id === null) return;
		let key = `external.${type}`;
		while (known.has(key)) key += `.${index + 1}`;
		known.set(key, id);
	});
	return referencesOf(Object.fromEntries(known));
}
