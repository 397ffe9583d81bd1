/** `npm run send`: see {@link run}. */
import { run } from './sendSample.mts';

process.exitCode = await run(process.argv.slice(2), process.env, (text) => console.log(text));
