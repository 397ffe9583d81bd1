/** Verifying and parsing: what a trigger does with a body before it returns to n8n. */
import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { VerifiedBody, WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import type { ParsedJson } from '../../nodes/shared/json/parse';
import { SECRET_FIELDS } from '../../test/support/e2e/scenario.mts';
import { scenarios } from '../../test/support/e2e/scenarios.mts';
import type { Contestants } from './contest.mts';
import { bodyOf, payloads, type Payload } from './payloads.mts';
import { peersFor } from './peers.mts';
import type { Published } from '../published.mts';
import { race } from './race.mts';
import { growth, median, ratioOf, type Sized } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';

const SIZES: Record<string, number> = {
	'1 KB': 1024,
	'20 KB': 20 * 1024,
	'1 MB': 1024 ** 2,
	'16 MB': sized(16 * 1024 ** 2, 2 * 1024 ** 2),
};
/** Below this size the floor takes only microseconds, so that a small constant dominates the ratio. */
const AIM_FROM = 20 * 1024;
/** These are the floor without our checks: nothing that checks more can be faster. */
const WITHOUT_CHECKS = ['floor', 'octokit webhooks-methods', "n8n's verifySignature"];

/** Headers of any request. */
const HEADERS = {
	host: 'n8n.example.com',
	'user-agent': 'Webhooks/1.0',
	accept: '*/*',
	'accept-encoding': 'gzip, deflate',
	'x-forwarded-for': '203.0.113.7',
	'x-forwarded-proto': 'https',
};

export async function verify(published: Published): Promise<Row[]> {
	const rows: Row[] = [];
	for (const payload of payloads) {
		const bySize: Sized[] = [];
		for (const [name, size] of Object.entries(SIZES)) {
			const id = `verify/${payload.provider}/${name}`;
			if (leavesOut(id)) continue;
			const { ours, ...others } = await race('verify.mts', published, [payload.provider, String(size)]);
			for (const [against, theirs] of Object.entries(others))
				rows.push(
					row(`${id}/${against}`, 'µs', {
						ours: median(ours!) * 1000,
						reference: median(theirs) * 1000,
						ratio: ratioOf(ours!, theirs),
						aim: aimAgainst(against, size),
					}),
				);
			bySize.push({ size, ours: ours!, theirs: others.floor! });
		}
		if (bySize.length < Object.keys(SIZES).length) continue;
		const id = `verify/${payload.provider}/growth from 1 MB to 16 MB/floor`;
		rows.push(row(id, '×', { ...growth(bySize), aim: '≤ 1.15' }));
	}
	return rows;
}

function aimAgainst(verifier: string, size: number): string | null {
	if (!WITHOUT_CHECKS.includes(verifier)) return '< 1';
	return size >= AIM_FROM ? '≤ 1.15' : null;
}

/** For race.mts: a provider's verifier and parser, and their references, on a body of the given size. */
export async function contestants(published: Published, name: string, size: string): Promise<Contestants> {
	const payload = payloads.find(({ provider }) => provider === name)!;
	const body = bodyOf(payload, Number(size));
	const peers = methodOf(payload) === 'signature' ? await peersFor(body) : {};
	return { ours: ours(published, payload, body), floor: floor(payload, body), ...peers };
}

const scenarioOf = ({ provider }: Payload) => scenarios.find(({ simulator }) => simulator.name === provider)!;
const methodOf = (payload: Payload) =>
	scenarioOf(payload).parameters.authentication as keyof typeof SECRET_FIELDS;
const secretOf = (payload: Payload) => scenarioOf(payload).simulator.secrets[methodOf(payload)]!;

/** What the provider trigger's `webhook()` does between receiving the bytes and selecting events. */
function ours({ load, provider }: Published, payload: Payload, body: Buffer): () => unknown {
	const { secretLines } = load<typeof import('../../nodes/shared/authenticate/verdict')>(
		'nodes/shared/authenticate/verdict',
	);
	const { parseJson } = load<{ parseJson(bytes: VerifiedBody): ParsedJson }>('nodes/shared/json/parse');
	const scheme = provider(payload.provider).schemes[methodOf(payload)]!;
	const now = new Date();
	const sent = scenarioOf(payload).simulator.authenticators[methodOf(payload)]!(
		{ url: 'http://127.0.0.1/webhook', headers: { 'content-type': 'application/json' }, body },
		secretOf(payload),
		now,
	);
	const headers = Object.fromEntries(
		Object.entries({ ...HEADERS, ...sent.headers }).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const request: WebhookRequest = {
		rawBody: body,
		headers,
		rawQuery: new URL(sent.url).search.slice(1),
		remoteAddress: '203.0.113.7',
	};
	const settings = { now, toleranceSeconds: 300, signedText: 'guide' };
	return () => {
		const verdict = scheme.verify(request, secretLines(secretOf(payload)), settings);
		const parsed = verdict.ok ? parseJson(verdict.body) : verdict;
		if (!parsed.ok) throw new Error(`Rejected: ${parsed.reason}`);
		return parsed.value;
	};
}

/** The floor: one HMAC with a prepared key, or one comparison of digests, and JSON.parse. */
function floor(payload: Payload, body: Buffer): () => unknown {
	const secret = secretOf(payload);
	const key = createSecretKey(secret, 'utf8');
	const prefix = `${Math.floor(Date.now() / 1000)}.`;
	const digest =
		methodOf(payload) === 'signature'
			? () => createHmac('sha256', key).update(prefix).update(body).digest()
			: () => createHash('sha256').update(secret).digest();
	const expected = digest();
	return () => {
		if (!timingSafeEqual(digest(), expected)) throw new Error('Rejected');
		return JSON.parse(body.toString('utf8')) as unknown;
	};
}
