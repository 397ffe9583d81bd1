// The paths that XRechnung's rules for CII start from.
export const ROOT = '/rsm:CrossIndustryInvoice';
export const TRANSACTION = 'rsm:SupplyChainTradeTransaction';
export const AGREEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeAgreement`;
export const DELIVERY = `${TRANSACTION}/ram:ApplicableHeaderTradeDelivery`;
export const SETTLEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeSettlement`;
export const LINES = `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`;
export const PAYMENT_MEANS_OF_SETTLEMENT = 'ram:SpecifiedTradeSettlementPaymentMeans';
