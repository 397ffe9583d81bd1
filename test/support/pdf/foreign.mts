/** PDF files as read by other programs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeBinary } from '../../n8n/install/nodeBinary.mts';
import type { Found } from './attachments.mts';

/** Whether a program is installed. `.ci/run` installs those without which tests are skipped. */
export const hasProgram = (name: string): boolean => spawnSync(name, ['--version']).error === undefined;

function inFolder<T>(files: Record<string, Buffer>, use: (folder: string) => T): T {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-pdf-'));
	try {
		for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const byPdfJs = <T,>(script: string, output: string, files: Record<string, Buffer>): Record<string, T> =>
	inFolder(files, (folder) => {
		// pdf.js needs a newer Node.js than this package does.
		execFileSync(nodeBinary(), [path.join('test/support/pdf', script), folder]);
		return JSON.parse(readFileSync(path.join(folder, output), 'utf8')) as Record<string, T>;
	});

/** The attachments in each file according to pdf.js, or an error. */
export const attachmentsByPdfJs = (files: Record<string, Buffer>) =>
	byPdfJs<Found | string>('foreignAttachments.mjs', 'found.json', files);

/** The texts on each page of each file according to pdf.js, or an error. */
export const textsByPdfJs = (files: Record<string, Buffer>) =>
	byPdfJs<string[][] | string>('foreignText.mjs', 'text.json', files);

/** The problems that `qpdf --check` reports; empty if there are none. */
export function objectionsOfQpdf(bytes: Buffer): string {
	return inFolder({ 'a.pdf': bytes }, (folder) => {
		const { status, stderr } = spawnSync('qpdf', ['--check', path.join(folder, 'a.pdf')], {
			encoding: 'utf8',
		});
		return status === 0 && stderr === '' ? '' : stderr || `status ${status}`;
	});
}

/** An attachment extracted by poppler's `pdfdetach`; null if there is none of that name. */
export function detached(bytes: Buffer, name: string): string | null {
	return inFolder({ 'a.pdf': bytes }, (folder) => {
		const output = path.join(folder, 'out');
		const { status } = spawnSync('pdfdetach', ['-savefile', name, '-o', output, path.join(folder, 'a.pdf')]);
		return status === 0 ? readFileSync(output, 'utf8') : null;
	});
}

/**
 * A file that qpdf encrypted only to prevent changes.
 * @param method such as `['128', '--use-aes=y']`
 */
export function encryptedByQpdf(bytes: Buffer, method: readonly string[]): Buffer {
	return inFolder({ 'a.pdf': bytes }, (folder) => {
		const [from, to] = ['a.pdf', 'b.pdf'].map((name) => path.join(folder, name)) as [string, string];
		execFileSync('qpdf', ['--allow-weak-crypto', '--encrypt', '', 'owner', ...method, '--', from, to]);
		return readFileSync(to);
	});
}

/** A page rendered by poppler's `pdftoppm`, as RGBA. */
export function pixelsOfPage(bytes: Buffer, page: number, dotsPerInch = 150) {
	return inFolder({ 'a.pdf': bytes }, (folder) => {
		const range = ['-r', String(dotsPerInch), '-f', String(page), '-l', String(page)];
		const ppm = execFileSync('pdftoppm', [...range, path.join(folder, 'a.pdf')], { maxBuffer: 1 << 28 });
		const [head, width, height] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.toString('latin1', 0, 40))!;
		const rgb = ppm.subarray(head.length);
		const data = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255);
		for (let at = 0; at < rgb.length; at++) data[Math.floor(at / 3) * 4 + (at % 3)] = rgb[at]!;
		return { data, width: Number(width), height: Number(height) };
	});
}
