/**
 * Extracts the text of each page from the PDF files in a folder with pdf.js, in a separate process because jest cannot
 * load this ES module.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [folder] = process.argv.slice(2);

async function pagesOf(bytes) {
	const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
	const document = await task.promise;
	const pages = [];
	for (let number = 1; number <= document.numPages; number++) {
		const page = await document.getPage(number);
		const { items } = await page.getTextContent();
		pages.push(items.map(({ str }) => str).filter((text) => text.trim() !== ''));
	}
	await task.destroy();
	return pages;
}

const result = {};
for (const file of globSync(path.join(folder, '*.pdf'))) {
	result[path.basename(file)] = await pagesOf(readFileSync(file)).catch((error) => String(error));
}
writeFileSync(path.join(folder, 'text.json'), JSON.stringify(result));
