import { XRECHNUNG } from '../en16931/specifications';

/** How a hybrid invoice identifies its profile. */
export interface Profile {
	/** The name that programs look for. */
	fileName: string;
	/** `fx:ConformanceLevel` */
	level: string;
	/** `fx:Version`, of the profile */
	version: string;
}

/**
 * Factur-X 1.0 and ZUGFeRD 2.3, technical appendix: an XRechnung in a PDF has its own name and version; all other
 * written files have the profile EN 16931.
 */
export const profileOf = (specification: string | null): Profile =>
	specification !== null && specification.startsWith(XRECHNUNG)
		? { fileName: 'xrechnung.xml', level: 'XRECHNUNG', version: '3.0' }
		: { fileName: 'factur-x.xml', level: 'EN 16931', version: '1.0' };

/** The names prescribed by Factur-X, ZUGFeRD (2.0, 1.0) and XRechnung in a PDF. */
export const PRESCRIBED_NAMES = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];
