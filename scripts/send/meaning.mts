import { TIMEOUT, type Reply } from './post.mts';

/** The meaning of a response, and whether it is a success. */
export interface Meaning {
	ok: boolean;
	title: string;
	advice: string;
}

const FAILURES: Record<string, string> = {
	ECONNREFUSED: 'Nothing is listening at this address. Is n8n running, and is the port right?',
	ENOTFOUND: 'The host name is unknown. Check the URL for typos.',
	ETIMEDOUT: `No response within ${TIMEOUT / 1000} seconds. A firewall may be blocking the request.`,
	ECONNRESET: 'The connection was closed. Does the URL have http instead of https, or vice versa?',
};

/** @param url the called one: n8n has a Test URL and a Production URL */
export function meaningOf(reply: Reply, url: URL): Meaning {
	if ('failure' in reply) {
		const advice =
			FAILURES[reply.failure] ??
			(/CERT|TLS|SSL/.test(reply.failure)
				? 'The certificate is not valid. Providers will reject this address, too.'
				: 'Check the URL and your network.');
		return { ok: false, title: `No response (${reply.failure}).`, advice };
	}
	const { status, body, location } = reply;
	const isTest = url.pathname.includes('/webhook-test/');
	if (status === 200) return meaningOf200(body, isTest);
	const known: Record<number, [title: string, advice: string]> = {
		400: [
			'The sender was verified, but the body was rejected.',
			"Is the trigger for this provider? See the response and n8n's log.",
		],
		401: [
			'Rejected: the sender could not be verified.',
			"Is the secret the one in the credential, and --auth the Authentication of the trigger? Is your address in the IP Allow List? Is your clock right? The reason is in n8n's log.",
		],
		403: [
			'Something in front of n8n rejected the request.',
			'It may be a proxy, a firewall or a login: the response shows which.',
		],
		404: isTest
			? [
					'The test URL is not listening.',
					'Click "Listen for test event" (or Execute step) in the trigger, then send within two minutes. Click again for each event.',
				]
			: [
					'No workflow listens at this URL.',
					'Publish (activate) the workflow, and copy the Production URL from the trigger again: an import changes it.',
				],
		405: ['This is not the URL of a webhook.', 'Copy the Production URL from the trigger.'],
		413: ['The body is too large for a proxy.', 'Raise its limit: n8n itself accepts 16 MB.'],
		503: [
			'The trigger cannot read its credential.',
			'Select the credential in the trigger again, and publish the workflow.',
		],
	};
	if (status >= 300 && status < 400) {
		const to =
			location && URL.canParse(location, url.href) ? new URL(location, url.href).origin : 'elsewhere';
		const advice = 'Providers do not follow redirects. Register the final address.';
		return { ok: false, title: `The address redirects to ${to}.`, advice };
	}
	const [title, advice] =
		known[status] ??
		(status >= 500
			? ['n8n or a proxy in front of it failed.', 'Is n8n running? See its log.']
			: ['The trigger never sends this response.', 'Is there a proxy in front of n8n?']);
	return { ok: false, title, advice };
}

function meaningOf200(body: string, isTest: boolean): Meaning {
	if (body === '{"status":"accepted"}') {
		return {
			ok: true,
			title: 'Accepted: the sender is verified, and n8n has stored the event.',
			advice: isTest
				? 'The editor shows the item in the output panel of the trigger.'
				: 'The item is under Executions of the workflow.',
		};
	}
	if (body === '{"status":"ignored"}') {
		return {
			ok: false,
			title: 'Ignored: the sender is verified, but this event is not selected in the trigger.',
			advice:
				'Select the event in the Events field of the trigger and publish, or send another with --event.',
		};
	}
	return {
		ok: false,
		title: 'Something responded, but not a trigger of this package.',
		advice: "It may be a Webhook node or a proxy's page. Copy the URL from the trigger.",
	};
}
