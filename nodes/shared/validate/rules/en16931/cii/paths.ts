/** The paths that the rules for CII start from. */
export const TRANSACTION = '/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction';
export const AGREEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeAgreement`;
export const DELIVERY = `${TRANSACTION}/ram:ApplicableHeaderTradeDelivery`;
export const SETTLEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeSettlement`;
export const SELLER = `${AGREEMENT}/ram:SellerTradeParty`;
export const BUYER = `${AGREEMENT}/ram:BuyerTradeParty`;
export const TOTALS = 'ram:SpecifiedTradeSettlementHeaderMonetarySummation';
export const CURRENCY = `${SETTLEMENT}/ram:InvoiceCurrencyCode`;
export const TAX_CURRENCY = `${SETTLEMENT}/ram:TaxCurrencyCode`;
