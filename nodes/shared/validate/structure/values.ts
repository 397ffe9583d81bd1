import { trimXml } from '../xpath/cast';
import type { Node } from '../xpath/node';
import { businessDate } from '../../values/dates';

/**
 * The form that the schemas require of an element, given by the representation term at the end of its name (ISO 11179).
 */
export type ValueForm = 'date' | 'number' | 'indicator';

const NUMBER = /(?:Amount|Quantity|Measure|Percent|Numeric|Rate)$/;
/** `xs:decimal`, without exponents or separators. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** `xs:date`, with the time zone ignored. */
const DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
/** `xs:boolean` */
const BOOLEAN = /^(?:true|false|1|0)$/;

/** The form that an element violates; null when it conforms or may hold any text. */
export function valueFormOf({ name, element }: Node): ValueForm | null {
	const text = trimXml(element.text);
	// Rules that need a value report empty elements.
	if (text === '') return null;
	if (NUMBER.test(name)) return DECIMAL.test(text) ? null : 'number';
	if (name.endsWith('Indicator')) return BOOLEAN.test(text) ? null : 'indicator';
	// CII writes dates as text in a coded format, which its own rules check.
	if (!name.startsWith('cbc:') || !name.endsWith('Date')) return null;
	const day = DATE.exec(text)?.[1];
	return day !== undefined && businessDate(day) === day ? null : 'date';
}
