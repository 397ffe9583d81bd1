import { TIMEOUT, type Reply } from './post.mts';

/** The meaning of a response, and whether it is a success. */
export interface Meaning {
	ok: boolean;
	title: string;
	advice: string;
}

const FAILURES: Record<string, string> = {
	ECONNREFUSED: 'Nothing listens there. Is n8n running, and is the port right?',
	ENOTFOUND: 'The name of the host is unknown. Look for a typing error in the URL.',
	ETIMEDOUT: `No answer within ${TIMEOUT / 1000} seconds. A firewall may drop the call.`,
	ECONNRESET: 'The connection was cut. With http instead of https, or the other way round, this happens too.',
};

/** @param url the called one: n8n has a Test URL and a Production URL */
export function meaningOf(reply: Reply, url: URL): Meaning {
	if ('failure' in reply) {
		const advice =
			FAILURES[reply.failure] ??
			(/CERT|TLS|SSL/.test(reply.failure)
				? 'The certificate is not valid. Providers reject such an address too.'
				: 'Check the URL and your network.');
		return { ok: false, title: `No answer came (${reply.failure}).`, advice };
	}
	const { status, body, location } = reply;
	if (status === 200) return meaningOf200(body);
	const isTest = url.pathname.includes('/webhook-test/');
	const known: Record<number, [title: string, advice: string]> = {
		400: [
			'The sender was verified, but the body was rejected.',
			'Is it the trigger of this provider? The answer and the log of n8n say more.',
		],
		401: [
			'Rejected: the sender could not be verified.',
			"Is the secret the one in the credential, and --auth the Authentication of the trigger? Is your address in the IP Allow List? Is your clock right? The reason is in n8n's log.",
		],
		403: [
			'Something in front of n8n rejected the request.',
			'A proxy, a firewall or a login: see what answered.',
		],
		404: isTest
			? [
					'The test URL is not listening.',
					'Click "Listen for test event" (or Execute step) in the trigger, and send within two minutes. Each click takes one event.',
				]
			: [
					'No workflow listens at this URL.',
					'Publish (activate) the workflow, and copy the Production URL from the trigger again: an import changes it.',
				],
		405: ['This is not the URL of a webhook.', 'Copy the Production URL from the trigger.'],
		413: ['The body was too large for a proxy.', 'Raise its limit: n8n itself takes 16 MB.'],
		503: [
			'The trigger cannot read its credential.',
			'Select the credential in the trigger again, and publish the workflow.',
		],
	};
	if (status >= 300 && status < 400) {
		const to =
			location && URL.canParse(location, url.href) ? new URL(location, url.href).origin : 'elsewhere';
		const advice = 'Providers do not follow that. Register the address that it leads to.';
		return { ok: false, title: `The address redirects to ${to}.`, advice };
	}
	const [title, advice] =
		known[status] ??
		(status >= 500
			? ['n8n or a proxy before it has a fault.', 'Is n8n running? Look at its log.']
			: ['An answer that the trigger does not give.', 'Is there a proxy before n8n?']);
	return { ok: false, title, advice };
}

function meaningOf200(body: string): Meaning {
	if (body === '{"status":"accepted"}') {
		return {
			ok: true,
			title: 'Accepted: the sender is verified, and n8n has stored the event.',
			advice: 'Look at Executions of the workflow for the item.',
		};
	}
	if (body === '{"status":"ignored"}') {
		return {
			ok: false,
			title: 'Ignored: the sender is verified, but the trigger was not asked for this event.',
			advice: 'Add the event to the field Events of the trigger and publish, or send another with --event.',
		};
	}
	return {
		ok: false,
		title: 'Something answered, but not a trigger of this package.',
		advice: 'It may be a Webhook node or a page of a proxy. Copy the URL from the trigger.',
	};
}
