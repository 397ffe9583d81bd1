/** BT-97, 104, 139, 144: the names of these amounts in the normal form. */
export const REASON = { allowance: 'Discount', charge: 'Charge' };
