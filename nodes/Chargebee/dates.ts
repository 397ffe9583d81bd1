import type { Findings } from '../shared/invoice/findings';
import type { Environment } from '../shared/provider';
import { dayOfSeconds, daysBy, type Days } from '../shared/values/unixTime';
import type { DocumentPayload } from './schema';

/** Converts a moment to the date printed on the document. */
export type Day = Days;

/**
 * Chargebee sends moments and prints dates in the time zone of the site. Use the zone in the document, else the one in
 * the credential, else UTC.
 */
export function daysOf(
	{ site_details_at_creation: site }: DocumentPayload,
	{ timeZone }: Environment,
	findings: Findings,
): Day {
	const named = site?.timezone ?? timeZone ?? 'UTC';
	const isKnown = dayOfSeconds(0, named) !== null;
	if (!isKnown) {
		findings.add(
			'time-zone-unknown',
			'issueDate',
			`${named.slice(0, 60)} is not a time zone such as Europe/Berlin: the dates are those of UTC, and may be a day off`,
		);
	}
	const zone = isKnown ? named : 'UTC';
	return daysBy((seconds) => dayOfSeconds(seconds, zone));
}
