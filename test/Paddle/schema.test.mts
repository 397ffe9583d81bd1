/** Our schemas accept whatever the types of Paddle's SDK allow. */
import type {
	IAdjustmentNotificationResponse,
	IAdjustmentResponse,
	IEventsResponse,
	INotificationSettingsResponse,
	ITransactionInvoicePDF,
	ITransactionNotificationResponse,
	ITransactionResponse,
} from '@paddle/paddle-node-sdk';
import type { z } from 'zod/v4';
import {
	adjustment,
	adjustmentEvent,
	destination,
	destinationAnswer,
	linkAnswer,
	transaction,
	transactionEvent,
} from '../../nodes/Paddle/schema';
import { tolerantParse } from '../../nodes/shared/json/tolerantParse';
import { sampleJson, samplesOf } from '../simulator/samples.mts';

/** Compiles only if the schema accepts every value of the type. */
const takes =
	<Theirs,>() =>
	<Schema extends z.ZodType>(schema: Theirs extends z.input<Schema> ? Schema : never) =>
		schema;

it('takes every value of the types of the SDK', () => {
	const taken = [
		takes<ITransactionNotificationResponse>()(transaction),
		takes<ITransactionResponse>()(transaction),
		takes<IAdjustmentNotificationResponse>()(adjustment),
		takes<IAdjustmentResponse>()(adjustment),
		takes<IEventsResponse<ITransactionNotificationResponse>>()(transactionEvent),
		takes<IEventsResponse<IAdjustmentNotificationResponse>>()(adjustmentEvent),
		takes<INotificationSettingsResponse>()(destination),
		takes<{ data: INotificationSettingsResponse }>()(destinationAnswer),
		takes<{ data: ITransactionInvoicePDF }>()(linkAnswer),
	];
	expect(taken).toHaveLength(9);
	// @ts-expect-error a transaction is no adjustment's event: the check can fail
	takes<ITransactionNotificationResponse>()(adjustmentEvent);
});

it('reads the samples without leaving anything out', () => {
	const events = samplesOf('paddle').filter(({ file }) => !file.startsWith('api.'));
	for (const { file, event } of events) {
		const schema: z.ZodType = event.startsWith('adjustment.') ? adjustmentEvent : transactionEvent;
		const parsed = tolerantParse(schema, sampleJson('paddle', file));
		expect(parsed).toMatchObject({ success: true, unread: [] });
	}
});
