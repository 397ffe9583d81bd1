/** UNTDID 4461: what is paid by credit transfer, with or without SEPA. */
export const CREDIT_TRANSFERS = ['30', '58'] as const;

/** The most that the Payment Card Industry allows to show: the first six and the last four. */
export const MAX_CARD_DIGITS = 10;
