/** UNTDID 4461: credit transfers, with and without SEPA. */
export const CREDIT_TRANSFERS = ['30', '58'] as const;

/** The most digits that the Payment Card Industry allows to be shown: the first six and the last four. */
export const MAX_CARD_DIGITS = 10;
