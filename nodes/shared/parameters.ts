import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';

/**
 * The moment in a field of the type dateTime, in UTC; undefined when it is empty. Without a zone it is in that of the
 * workflow.
 * @throws NodeOperationError when it is not a valid date and time
 */
export function momentIn(this: IExecuteFunctions, field: string, itemIndex: number): string | undefined {
	const typed = this.getNodeParameter(field, itemIndex, '') ?? '';
	if (String(typed).trim() === '') return undefined;
	const moment = parse(typed, this.getTimezone());
	if (moment !== null) return moment;
	throw new NodeOperationError(this.getNode(), `${String(typed).slice(0, 60)} is not a date`, {
		description: 'Choose a date and a time, or map one from an earlier node, such as 2026-03-01T12:00:00Z.',
		itemIndex,
	});
}

function parse(value: unknown, zone: string): string | null {
	try {
		return tryToParseDateTime(value, zone).toUTC().toISO();
	} catch {
		return null;
	}
}

/** A text field, without blanks around it; empty when it is not shown. */
export const textIn = (context: IExecuteFunctions, field: string, itemIndex: number): string =>
	String(context.getNodeParameter(field, itemIndex, '') ?? '').trim();
