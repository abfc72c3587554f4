// The one command that says whether the project is sound: `npm test [-- filter...]`.
// Plain JavaScript only to switch TypeScript on; the runner itself is test/support/runner.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./support/runner/main.ts');
process.exit(await main(process.argv.slice(2)));
