import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IN8nHttpFullResponse } from 'n8n-workflow';
import { readAnswer } from '../shared/api/response/answerBody';
import { withoutSecrets } from '../shared/api/response/withoutSecrets';
import { clock } from '../shared/clock';
import { baseUrlIn } from './environment';

/** The application that the token is requested for. */
const AUDIENCE = 'betterez-app';

/** Milliseconds, as in the vendor's own client. */
const TIMEOUT = 15_000;
/** Milliseconds for the whole login; TIMEOUT does not cover reading the body. */
const LONGEST_LOGIN = 60_000;

/** The API's `code` for an account with two-factor authentication (engineering.betterez.com/guides). */
const SECOND_FACTOR = 'MFA_REQUIRED';

/**
 * Gets a token for user and password from `POST /accounts/users`: the short-lived one, as in the vendor's guide.
 * @throws Error in the user's words
 */
export async function fetchToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<string> {
	const base = baseUrlIn(credential);
	if (!base.ok) throw new Error(`${base.error.message}. ${base.error.description}`);
	const { apiKey, user, password } = credential;
	const login = Buffer.from(`${String(user)}:${String(password)}`).toString('base64');
	const request = new AbortController();
	const timeLimit = clock.signalAfter(LONGEST_LOGIN);
	const response = (await this.helpers.httpRequest({
		method: 'POST',
		url: `${base.value}/accounts/users`,
		headers: { Authorization: `Basic ${login}`, ...(apiKey ? { 'x-api-key': String(apiKey) } : {}) },
		body: { audience: AUDIENCE },
		json: true,
		encoding: 'stream',
		// A redirect would leak the password.
		disableFollowRedirect: true,
		timeout: TIMEOUT,
		abortSignal: AbortSignal.any([timeLimit, request.signal]),
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	})) as IN8nHttpFullResponse;
	const answer = await readAnswer('Betterez', { body: response.body, cut: () => request.abort() });
	if (!answer.ok) throw new Error(`${answer.error.message}. ${answer.error.description}`);
	const { code, shortToken, token } = (answer.value ?? {}) as Record<string, unknown>;
	const usable = [shortToken, token].find((text) => typeof text === 'string' && text !== '');
	if (response.statusCode < 300 && typeof usable === 'string') return usable;
	if (code === SECOND_FACTOR) {
		throw new Error(
			'This user needs two-factor authentication to log in, which n8n cannot provide. Use a user without it.',
		);
	}
	if (response.statusCode >= 300 && response.statusCode < 400) {
		throw new Error(
			`Betterez answered the login with a redirect to another address (HTTP ${response.statusCode}). The user and password were not sent there. Check the API address in the credential.`,
		);
	}
	const passing = response.statusCode === 429 || response.statusCode >= 500;
	const advice = passing ? 'Try again later.' : 'Check both in the credential.';
	const said =
		typeof code === 'string' ? ` Betterez says: ${withoutSecrets(code, credential).slice(0, 100)}` : '';
	throw new Error(`The login with user and password failed (HTTP ${response.statusCode}). ${advice}${said}`);
}
