import { createDecipheriv, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { openSecret, sealSecret } from '../../../nodes/shared/authenticate/sealedSecret';

const text = fc.string({ unit: 'binary', maxLength: 200 }).map((one) => one.toWellFormed());
const filled = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }).map((one) => one.toWellFormed());

it('opens what it sealed, with the same API key and for the same owner', () => {
	fc.assert(
		fc.property(filled, text, text, (secret, apiKey, owner) => {
			expect(openSecret(sealSecret(secret, apiKey, owner), apiKey, owner)).toBe(secret);
		}),
	);
});

it('opens with no other API key and for no other owner', () => {
	fc.assert(
		fc.property(filled, text, text, text, (secret, apiKey, owner, other) => {
			const sealed = sealSecret(secret, apiKey, owner);
			if (other !== apiKey) expect(openSecret(sealed, other, owner)).toBeNull();
			if (other !== owner) expect(openSecret(sealed, apiKey, other)).toBeNull();
		}),
	);
});

it('opens nothing in which one character was changed, added or left out', () => {
	const characters = [...'AZaz09-_.=+ '];
	fc.assert(
		fc.property(
			fc.nat(),
			fc.constantFrom(...characters),
			fc.constantFrom(0, 1),
			(place, character, removed) => {
				const sealed = sealSecret('whsec_0123456789', 'key', 'we_1');
				const at = place % sealed.length;
				const changed = `${sealed.slice(0, at)}${character}${sealed.slice(at + removed)}`;
				const opened = openSecret(changed, 'key', 'we_1');
				// The last character of a part may have bits that Base64 ignores.
				const parts = (one: string) =>
					one.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
				if (parts(changed).join() !== parts(sealed).join()) expect(opened).toBeNull();
			},
		),
		{ numRuns: 500 },
	);
});

it('opens nothing that it did not seal, whatever it is', () => {
	fc.assert(fc.property(fc.anything(), (value) => expect(openSecret(value, 'key', '')).toBeNull()));
	const [version, ...parts] = sealSecret('secret', 'key', 'owner').split('.');
	expect(openSecret(['2', ...parts].join('.'), 'key', 'owner')).toBeNull();
	expect(openSecret([version, ...parts.slice(1)].join('.'), 'key', 'owner')).toBeNull();
	expect(
		openSecret(`1.${'A'.repeat(22)}.${'A'.repeat(16)}.${'A'.repeat(22)}.${'A'.repeat(5000)}`, 'key', ''),
	).toBeNull();
});

it('seals the same secret differently each time, and shows nothing of it', () => {
	const sealed = [1, 2, 3].map(() => sealSecret('whsec_0123456789', 'sk_live_key', 'we_1'));
	expect(new Set(sealed).size).toBe(3);
	expect(sealed.join()).not.toMatch(/whsec|0123456789|sk_live/);
	expect(sealed.map((one) => Buffer.from(one, 'base64url').toString('latin1')).join()).not.toMatch(/whsec/);
});

it('is AES-256-GCM with a key by HKDF-SHA256, and no cipher of our own', () => {
	const [salt, nonce, tag, content] = sealSecret('whsec_1', 'sk_1', 'we_1')
		.split('.')
		.slice(1)
		.map((part) => Buffer.from(part, 'base64url'));
	const key = hkdfSync('sha256', 'sk_1', salt!, 'n8n-nodes-invoices: secret of a webhook', 32);
	const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), nonce!);
	decipher.setAAD(Buffer.from('we_1'));
	decipher.setAuthTag(tag!);
	expect(decipher.update(content!, undefined, 'utf8') + decipher.final('utf8')).toBe('whsec_1');
});
