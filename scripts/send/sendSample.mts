/** Sends a provider's event to a webhook, authenticated like the provider's own, and explains the response. */
import { parseArgs } from 'node:util';
import { simulators, type ProviderSimulator } from '../../test/simulator/simulator.mts';

const SECRET = 'INVOICES_SECRET';
const TIMEOUT = 30_000;

export type Method = keyof ProviderSimulator['authenticators'];

/** The response, or why there is none. */
export type Reply = { status: number; body: string; location: string | null } | { failure: string };

/** The meaning of a response, and whether it is a success. */
export interface Meaning {
	ok: boolean;
	title: string;
	advice: string;
}

const PROVIDERS = simulators
	.map(
		({ name, authenticators, events }) =>
			`  ${name}\n    --auth   ${Object.keys(authenticators).join(', ')}\n    --event  ${Object.keys(events).join(', ')}`,
	)
	.join('\n');

const USAGE = `Sends a sample event to your own webhook, signed as the provider signs.

  npm run send -- <provider> --url <URL that the trigger shows> [--event <event>] [--auth <way>] [--secret <secret>]

Without --secret the environment variable ${SECRET} is taken, which keeps the secret out of your shell's history:
  read -rs ${SECRET} && export ${SECRET}
The secret is a line of the credential's field: a signing secret, user:password, or a token. A token that the URL ends with
(?token=…) needs no --secret. The first event and the first way are the default.

${PROVIDERS}
`;

/** @returns the exit code: 0 if the trigger accepted the event, 1 if not, 2 if the arguments are wrong */
export async function run(
	args: string[],
	environment: Record<string, string | undefined>,
	print: (text: string) => void,
): Promise<number> {
	const wrong = (text: string) => {
		print(`${text}\n\n${USAGE}`);
		return 2;
	};
	let given: ReturnType<typeof parsed>;
	try {
		given = parsed(args);
	} catch (error) {
		return wrong((error as Error).message);
	}
	const { values, positionals } = given;
	const provider = simulators.find(({ name }) => name.toLowerCase() === positionals[0]?.toLowerCase());
	if (!provider) return wrong(`Name a provider: ${simulators.map(({ name }) => name).join(', ')}`);
	if (!values.url || !URL.canParse(values.url)) return wrong('--url must be the URL that the trigger shows');
	const url = new URL(values.url);
	if (!['http:', 'https:'].includes(url.protocol)) return wrong('--url must begin with https:// or http://');
	const method = (values.auth ?? Object.keys(provider.authenticators)[0]) as Method;
	const authenticate = provider.authenticators[method];
	if (!authenticate)
		return wrong(`--auth of ${provider.name}: ${Object.keys(provider.authenticators).join(', ')}`);
	const event = values.event ?? Object.keys(provider.events)[0]!;
	const make = provider.events[event];
	if (!make) return wrong(`--event of ${provider.name}: ${Object.keys(provider.events).join(', ')}`);
	const token = method === 'urlToken' ? tokenIn(url) : null;
	// Trimmed, as n8n does with a line of the credential's field.
	const secret = values.secret?.trim() || environment[SECRET]?.trim() || token;
	if (!secret) return wrong(`The secret is missing: give --secret or set ${SECRET}`);
	if (method === 'basicAuth' && !/^[^:]*[^:\s][^:]*:.*\S/.test(secret))
		return wrong('The secret has the form user:password');
	if (secret.includes('\n')) return wrong('The secret is one line');
	if (token) url.searchParams.delete('token');

	const request = authenticate({ ...make(), url: url.href }, secret, new Date());
	print(`Sending ${event} of ${provider.name} to ${url.origin}${url.pathname}, authenticated by ${method} …`);
	const reply = await post(request.url, request.headers, request.body);
	if ('status' in reply) print(`Answer: ${reply.status} ${reply.body.slice(0, 500)}`);
	const { ok, title, advice } = meaningOf(reply, url);
	print(`${title}\n${advice}`);
	return ok ? 0 : 1;
}

/**
 * The token as the trigger decodes it, with a plus sign kept as such. Null if there is none, or it cannot be decoded.
 */
function tokenIn({ search }: URL): string | null {
	const [, encoded = ''] = /[?&]token=([^&]*)/.exec(search) ?? [];
	try {
		return decodeURIComponent(encoded);
	} catch {
		return null;
	}
}

function parsed(args: string[]) {
	const text = { type: 'string' } as const;
	const options = { url: text, event: text, auth: text, secret: text };
	return parseArgs({ args, options, allowPositionals: true });
}

async function post(url: string, headers: Record<string, string>, body: Buffer): Promise<Reply> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers,
			body: new Uint8Array(body),
			// Follow no redirect: no provider does, and it would leak the secret.
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT),
		});
		const { status } = response;
		return { status, body: await response.text(), location: response.headers.get('location') };
	} catch (error) {
		const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
		return { failure: name === 'TimeoutError' ? 'ETIMEDOUT' : (cause?.code ?? cause?.message ?? name) };
	}
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
