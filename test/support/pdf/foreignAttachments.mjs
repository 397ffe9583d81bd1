/** Reads the PDF files in a folder with pdf.js, in a separate process because jest cannot load this ES module. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [folder, password] = process.argv.slice(2);

/** Names and contents of attachments, as Latin-1. */
async function attachmentsIn(bytes) {
	const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, password });
	const document = await task.promise;
	const listed = await document.getAttachments();
	const found = [];
	for (const [id, { filename }] of listed instanceof Map ? listed : Object.entries(listed ?? {})) {
		const content = await document.getAttachmentContent(id);
		found.push([filename, content && Buffer.from(content).toString('latin1')]);
	}
	for (let number = 1; number <= document.numPages; number++) {
		const page = await document.getPage(number);
		for (const { fileId, file } of await page.getAnnotations()) {
			if (!file) continue;
			const content = file.content ?? (await document.getAttachmentContent(fileId));
			found.push([file.filename, content && Buffer.from(content).toString('latin1')]);
		}
	}
	await task.destroy();
	return found;
}

const result = {};
for (const file of globSync(path.join(folder, '*.pdf'))) {
	result[path.basename(file)] = await attachmentsIn(readFileSync(file)).catch((error) => String(error));
}
writeFileSync(path.join(folder, 'found.json'), JSON.stringify(result));
