/**
 * Whether a verifier's duration reveals where a wrong secret differs from the right one. Each authentication method
 * gets, in turns, values whose first wrong byte is at the beginning, in the middle or at the end, and one that is wrong
 * throughout. The result is reported, never asserted, because load on the machine disturbs it.
 *
 * npm run bench:timing
 */
import { createHmac } from 'node:crypto';
import { build } from 'esbuild';
import type { WebhookRequest, Verdict } from '../../nodes/shared/authenticate/verdict.ts';
import { median } from '../results/ratios.mts';

const ROUNDS = 2001;
const CALLS = 100;
const BODY = Buffer.from(JSON.stringify({ id: 1, text: 'x'.repeat(1000) }));
const NOW = new Date('2026-03-01T12:00:00Z');
const SECRET = 'a-secret-of-forty-characters-or-so-0123456789';

interface Verifiers {
	verifyHmac(check: object): Verdict;
	verifyBasicAuth(request: WebhookRequest, logins: object[]): Verdict;
	verifyUrlToken(request: WebhookRequest, tokens: string[]): Verdict;
}

/** The verifiers as published: compiled, without types. */
async function verifiers(): Promise<Verifiers> {
	const { outputFiles } = await build({
		stdin: {
			contents: ['hmac', 'basicAuth', 'urlToken']
				.map((name) => `export * from './nodes/shared/authenticate/${name}';`)
				.join('\n'),
			resolveDir: process.cwd(),
		},
		bundle: true,
		platform: 'node',
		format: 'esm',
		write: false,
	});
	return (await import(
		`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
	)) as Verifiers;
}

const { verifyHmac, verifyBasicAuth, verifyUrlToken } = await verifiers();

const request = (more: Partial<WebhookRequest>): WebhookRequest => ({
	rawBody: BODY,
	headers: {},
	rawQuery: '',
	remoteAddress: '127.0.0.1',
	...more,
});

/** Changes one byte of a value without changing its form. */
const wrongAt = (text: string, at: number) =>
	`${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;

const digest = createHmac('sha256', SECRET).update('1772366400.').update(BODY).digest();
const signatureWrongAt = (at: number) => {
	const copy = Buffer.from(digest);
	copy[at]! ^= 1;
	return copy;
};

/** The compared value of each scheme, with the first wrong byte at the given position; -1 is wrong throughout. */
const schemes: Record<string, { length: number; calls: (at: number) => () => Verdict }> = {
	HMAC: {
		length: digest.length,
		calls(at) {
			const signature = at < 0 ? Buffer.from(digest.map((byte) => byte ^ 0xff)) : signatureWrongAt(at);
			const parts = [{ prefix: '1772366400.', time: NOW, signatures: [signature] }];
			const check = { parts, keys: [SECRET], bodies: [BODY], rawBody: BODY, now: NOW, toleranceSeconds: 300 };
			return () => verifyHmac(check);
		},
	},
	'Basic Auth': {
		length: SECRET.length,
		calls(at) {
			const password = at < 0 ? SECRET.replace(/./g, '#') : wrongAt(SECRET, at);
			const authorization = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`;
			const sent = request({ headers: { authorization } });
			return () => verifyBasicAuth(sent, [{ user: 'user', password: SECRET }]);
		},
	},
	'URL token': {
		length: SECRET.length,
		calls(at) {
			const sent = request({ rawQuery: `token=${at < 0 ? SECRET.replace(/./g, '0') : wrongAt(SECRET, at)}` });
			return () => verifyUrlToken(sent, [SECRET]);
		},
	},
};

/** A comparison that stops at the first wrong byte, to show that the measurement can detect a leak. */
const naive = {
	length: 64 * 1024,
	calls(at: number) {
		const right = Buffer.alloc(64 * 1024, 1);
		const wrong = Buffer.from(right);
		if (at < 0) wrong.fill(2);
		else wrong[at] = 2;
		return () => ({ ok: right.equals(wrong), reason: 'signature-mismatch' }) as Verdict;
	},
};

const places = (length: number): Array<[string, number]> => [
	['first byte', 0],
	['middle', Math.floor(length / 2)],
	['last byte', length - 1],
	['all of it', -1],
	// The noise of the measurement itself.
	['first again', 0],
];

/** Nanoseconds per call, by position: medians over rounds in which every position has a turn. */
function measure({ length, calls }: (typeof schemes)[string]): Record<string, number> {
	const turns = places(length).map(([place, at]) => ({ place, verify: calls(at), times: [] as number[] }));
	for (let round = -100; round < ROUNDS; round++) {
		// In another order each time: the previous call affects caches and branch prediction.
		for (const { verify, times } of turns.toSorted(() => Math.random() - 0.5)) {
			const started = process.hrtime.bigint();
			for (let call = 0; call < CALLS; call++)
				if (verify().ok) throw new Error('A wrong signature was accepted');
			// The first rounds warm up the compiler.
			if (round >= 0) times.push(Number(process.hrtime.bigint() - started) / CALLS);
		}
	}
	return Object.fromEntries(turns.map(({ place, times }) => [place, median(times)]));
}

const rows = Object.entries({ ...schemes, '(stops at the first wrong byte)': naive }).map(([scheme, one]) => {
	const found = measure(one);
	const values = Object.values(found);
	const spread = (Math.max(...values) / Math.min(...values) - 1) * 100;
	return {
		scheme,
		...Object.fromEntries(Object.entries(found).map(([place, ns]) => [place, `${ns.toFixed(0)} ns`])),
		spread: `${spread.toFixed(1)} %`,
	};
});
console.log(`First wrong byte at …: medians of ${ROUNDS} rounds of ${CALLS} calls, in turns`);
console.table(rows);
