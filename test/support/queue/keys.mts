import { itemOf } from '../e2e/itemOf.mts';
import type { Scenario } from '../e2e/scenario.mts';
import type { Notification } from '../../simulator/authentication.mts';

/** The `event.key` that the item of a notification will have, computed without n8n. */
export const keyOf = (scenario: Scenario, notification: Notification): string =>
	itemOf(scenario, notification).event.key;
