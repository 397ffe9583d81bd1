/** Local targets for the examples: a mail server and an S3-compatible storage. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
	/** The content of n8n's SMTP credential. */
	credential: Record<string, unknown>;
	/** As received, in order of arrival. */
	mails: string[];
	close(): Promise<void>;
}

const LOGIN = { user: 'n8n', password: 'mail-password-of-the-tests' };

export async function startMailServer(): Promise<MailServer> {
	const mails: string[] = [];
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		onAuth({ username, password }, _session, done) {
			const right = username === LOGIN.user && password === LOGIN.password;
			done(right ? null : new Error('Wrong login'), { user: username });
		},
		onData(stream, _session, done) {
			void text(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	const listening = await new Promise<ReturnType<SMTPServer['listen']>>((resolve) => {
		const started = server.listen(0, '127.0.0.1', () => resolve(started));
	});
	const { port } = listening.address() as AddressInfo;
	return {
		credential: { ...LOGIN, host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails,
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}

/** A decoded mail: headers, text and files. */
export function readMail(mail: string): { headers: string; text: string; files: Record<string, Buffer> } {
	const { headers, body } = entity(mail);
	const files: Record<string, Buffer> = {};
	let content = '';
	const boundary = /boundary="?([^"\r\n;]+)/.exec(headers)?.[1];
	const parts = boundary === undefined ? [mail] : body.split(`--${boundary}`).slice(1, -1);
	for (const part of parts) {
		const { headers: partHeaders, body: partBody } = entity(part.replace(/^\r\n/, ''));
		const decoded = decode(partHeaders, partBody);
		const name = /filename="?([^"\r\n;]+)/.exec(partHeaders)?.[1];
		if (name === undefined) content += decoded.toString('utf8');
		else files[name] = decoded;
	}
	return { headers, text: content.replaceAll('\r\n', '\n'), files };
}

function entity(source: string): { headers: string; body: string } {
	const end = source.indexOf('\r\n\r\n');
	return { headers: source.slice(0, end).replace(/\r\n[ \t]+/g, ' '), body: source.slice(end + 4) };
}

function decode(headers: string, body: string): Buffer {
	const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(headers)?.[1]?.toLowerCase();
	if (encoding === 'base64') return Buffer.from(body, 'base64');
	if (encoding !== 'quoted-printable') return Buffer.from(body.replace(/\r\n$/, ''));
	const text = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => {
		return String.fromCharCode(parseInt(hex, 16));
	});
	return Buffer.from(text, 'latin1');
}

export interface Storage {
	/** The content of n8n's S3 credential. */
	credential: Record<string, unknown>;
	get(key: string): Promise<Buffer>;
	close(): Promise<void>;
}

interface S3 {
	run(): Promise<AddressInfo>;
	close(): Promise<void>;
}

/** A storage with an empty bucket. */
export async function startStorage(bucket: string): Promise<Storage> {
	const directory = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-s3-'));
	// The package has no types.
	const S3rver = jest.requireActual<new (options: object) => S3>('s3rver');
	const server = new S3rver({
		address: '127.0.0.1',
		port: 0,
		silent: true,
		directory,
		configureBuckets: [{ name: bucket, configs: [] }],
	});
	const { port } = await server.run();
	const endpoint = `http://127.0.0.1:${port}`;
	return {
		credential: {
			endpoint,
			region: 'us-east-1',
			// The only key pair that this server knows; it verifies the signature.
			accessKeyId: 'S3RVER',
			secretAccessKey: 'S3RVER',
			forcePathStyle: true,
		},
		async get(key) {
			const name = key.split('/').map(encodeURIComponent).join('/');
			const response = await fetch(`${endpoint}/${bucket}/${name}`);
			if (!response.ok) throw new Error(`${key}: ${response.status}`);
			return Buffer.from(await response.arrayBuffer());
		},
		async close() {
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}
