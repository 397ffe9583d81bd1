/** Each workflow of `examples/` at the first click, in an n8n that has nothing but the packed package. */
import { browserTests, picture } from '../support/browser/browser.mts';
import { EXECUTABLE_EXAMPLES } from '../support/examples.mts';

const { walk } = browserTests();

it.each(EXECUTABLE_EXAMPLES)('%s runs at the first click', async (name) => {
	const run = walk(async (editor, page) => {
		await editor.newWorkflow();
		await editor.importWorkflow(`examples/${name}.json`);
		await editor.executeWorkflow();
		await picture(page, `example-${name}`);
	});
	await run();
});
