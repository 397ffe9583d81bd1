/** Other webhook verifiers, each with a signature in its own scheme over the same bytes. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { sign as signForGithub, verify as verifyOfOctokit } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

const SECRET = 'p2Rnc1uW0oH9m3yq6cVbZ4sK8tXjL5eDfA7gQ1hNrUw=';

/** Verifies and parses; throws on rejection. */
type Receive = () => unknown;

const rejected = (): never => {
	throw new Error('A peer rejected what was signed for it');
};

/** Signed with the current time, because these verifiers accept a difference of five minutes. */
export async function peersFor(body: Buffer): Promise<Record<string, Receive>> {
	return {
		'stripe constructEvent': stripe(body),
		standardwebhooks: standard(body, StandardWebhook, 'webhook'),
		svix: standard(body, SvixWebhook, 'svix'),
		'octokit webhooks-methods': await octokit(body),
		"n8n's verifySignature": n8n(body),
	};
}

function stripe(body: Buffer): Receive {
	const secret = `whsec_${SECRET}`;
	const { webhooks } = new Stripe('sk_test_nothing_is_called');
	const header = webhooks.generateTestHeaderString({ payload: body.toString('utf8'), secret });
	return () => webhooks.constructEvent(body, header, secret);
}

function standard(
	body: Buffer,
	Webhook: typeof StandardWebhook | typeof SvixWebhook,
	prefix: string,
): Receive {
	const webhook = new Webhook(SECRET);
	const id = `msg_${randomUUID()}`;
	const now = new Date();
	const headers = {
		[`${prefix}-id`]: id,
		[`${prefix}-timestamp`]: String(Math.floor(now.getTime() / 1000)),
		[`${prefix}-signature`]: webhook.sign(id, now, body),
	};
	return () => webhook.verify(body, headers);
}

/** Takes a string and leaves parsing to its caller. */
async function octokit(body: Buffer): Promise<Receive> {
	const signature = await signForGithub(SECRET, body.toString('utf8'));
	return async () => {
		const text = body.toString('utf8');
		return (await verifyOfOctokit(SECRET, text, signature)) ? (JSON.parse(text) as unknown) : rejected();
	};
}

/**
 * What n8n's own triggers do: `verifySignature` of n8n-nodes-base 2.41.1, utils/webhook-signature-verification, called
 * as in the Slack trigger (HMAC over time and raw body in hex, compared as strings, time at most five minutes off). n8n
 * has already parsed the body.
 */
function n8n(body: Buffer): Receive {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const expected = () =>
		`v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
	const header = expected();
	return () => {
		const seconds = parseInt(timestamp, 10);
		if (Number.isNaN(seconds) || Math.abs(Math.floor(Date.now() / 1000) - seconds) > 300) return rejected();
		const wanted = Buffer.from(expected());
		const actual = Buffer.from(header);
		if (wanted.length !== actual.length || !timingSafeEqual(wanted, actual)) return rejected();
		return JSON.parse(body.toString('utf8')) as unknown;
	};
}
