/** References that an invoice has only if the seller collects the money, from a card or by direct debit. */
const OF_COLLECTED = ['cardNumber', 'mandate', 'debitedAccount'];

export const isCollected = (references: Readonly<Record<string, string>>): boolean =>
	OF_COLLECTED.some((name) => references[name]);
