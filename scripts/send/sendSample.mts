/** Sends a provider's event to a webhook, authenticated like the provider's own, and prints what the answer means. */
import { parseArgs } from 'node:util';
import { simulators, type ProviderSimulator } from '../../test/simulator/simulator.mts';
import { meaningOf } from './meaning.mts';
import { post } from './post.mts';

const SECRET = 'INVOICES_SECRET';

export type Method = keyof ProviderSimulator['authenticators'];

const PROVIDERS = simulators
	.map(
		({ name, authenticators, events }) =>
			`  ${name}\n    --auth   ${Object.keys(authenticators).join(', ')}\n    --event  ${Object.keys(events).join(', ')}`,
	)
	.join('\n');

const USAGE = `Sends a sample event to your own webhook, signed as the provider would sign it.

  npm run send -- <provider> --url <URL from the trigger> [--event <event>] [--auth <method>] [--secret <secret>]

Without --secret, the environment variable ${SECRET} is used, which keeps the secret out of your shell history:
  read -rs ${SECRET} && export ${SECRET}
The secret is a line from the credential: a signing secret, user:password, or a token. If the URL ends with the token
(?token=…), you need no --secret. The first event and the first method are the default.

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
		return wrong(`--auth for ${provider.name}: ${Object.keys(provider.authenticators).join(', ')}`);
	const event = values.event ?? Object.keys(provider.events)[0]!;
	const make = provider.events[event];
	if (!make) return wrong(`--event for ${provider.name}: ${Object.keys(provider.events).join(', ')}`);
	const token = method === 'urlToken' ? tokenIn(url) : null;
	// Trimmed, as n8n does with a line of the credential's field.
	const secret = values.secret?.trim() || environment[SECRET]?.trim() || token;
	if (!secret) return wrong(`The secret is missing: use --secret or set ${SECRET}`);
	if (method === 'basicAuth' && !/^[^:]*[^:\s][^:]*:.*\S/.test(secret))
		return wrong('The secret must have the form user:password');
	if (secret.includes('\n')) return wrong('The secret must be a single line');
	if (token) url.searchParams.delete('token');

	const request = authenticate({ ...make(), url: url.href }, secret, new Date());
	print(
		`Sending ${event} for ${provider.name} to ${url.origin}${url.pathname}, authenticated by ${method} …`,
	);
	const reply = await post(request.url, request.headers, request.body);
	if ('status' in reply) print(`Response: ${reply.status} ${shortened(reply.body)}`);
	const { ok, title, advice } = meaningOf(reply, url);
	print(`${title}\n${advice}`);
	return ok ? 0 : 1;
}

/** The start of a response's body. Of n8n's own errors only the message, because the rest is a stack trace. */
function shortened(body: string): string {
	let text = body;
	try {
		const { message, stacktrace } = JSON.parse(body) as Record<string, unknown>;
		if (typeof message === 'string' && stacktrace !== undefined) text = message;
	} catch {
		// Not JSON, or not an object.
	}
	return text.slice(0, 500);
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
