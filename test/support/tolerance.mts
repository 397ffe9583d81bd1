/** What the tables of the fields that an event must have are made of: `test/support/<Provider>/tolerance.mts`. */

/** Field → the forms that cannot be read, and why the event must then fail. */
export type Failing = Record<string, readonly [ways: string, reason: string]>;

export const ALWAYS = 'absent empty number text boolean object list';
/** For fields where a number is accepted as text. */
export const NO_TEXT = 'absent empty boolean object list';
export const NO_AMOUNT = 'absent empty text boolean object list';
export const NO_LIST = 'empty number text boolean object';
export const NO_OBJECT = 'absent empty number text boolean list';

export const FORM = 'The body is no event of this provider without it';
export const NAME = 'Which event it is cannot be known without it, and the user selects by it';
export const KEY =
	'A repeated event is known by it: without it, one would be emitted twice, or another dropped';
export const ID = 'The invoice is found again by it';
export const LINES = 'An invoice without a line that was sent would be wrong';
export const SUMS = 'What the other amounts mean is concluded from it';
