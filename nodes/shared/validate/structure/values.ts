import { trimXml } from '../xpath/cast';
import type { Node } from '../xpath/node';
import { businessDate } from '../../values/dates';

/**
 * The form that the schemas require of an element, given by the representation term at the end of its name (ISO 11179).
 */
export type ValueForm = 'date' | 'time' | 'dateTime' | 'number' | 'indicator';

const NUMBER = /(?:Amount|Quantity|Measure|Percent|Numeric|Rate)$/;
/** `xs:decimal`, without exponents or separators. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** The time zone of `xs:date` and `xs:time`. */
const ZONE = /(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/.source;
const DAY = /(\d{4}-\d{2}-\d{2})/.source;
const TIME_OF_DAY = /(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)/.source;
/** `xs:date` */
const DATE = new RegExp(`^${DAY}${ZONE}`);
/** `xs:time` */
const TIME = new RegExp(`^${TIME_OF_DAY}${ZONE}`);
/** `xs:dateTime` */
const DATE_TIME = new RegExp(`^${DAY}T${TIME_OF_DAY}${ZONE}`);
/** `xs:boolean` */
const BOOLEAN = /^(?:true|false|1|0)$/;

/** The form that an element violates, also by being empty; null when it conforms or may hold any text. */
export function valueFormOf({ name, element }: Node): ValueForm | null {
	const text = trimXml(element.text);
	if (NUMBER.test(name)) return DECIMAL.test(text) ? null : 'number';
	if (name.endsWith('Indicator')) return BOOLEAN.test(text) ? null : 'indicator';
	if (name === 'udt:DateTime') return holdsDay(DATE_TIME, text) ? null : 'dateTime';
	// CII writes other dates as text in a coded format, which its own rules check.
	if (!name.startsWith('cbc:') && name !== 'udt:Date') return null;
	if (name.endsWith('Time')) return TIME.test(text) ? null : 'time';
	return !name.endsWith('Date') || holdsDay(DATE, text) ? null : 'date';
}

function holdsDay(form: RegExp, text: string): boolean {
	const day = form.exec(text)?.[1];
	return day !== undefined && businessDate(day) === day;
}
