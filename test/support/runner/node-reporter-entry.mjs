// Node loads reporters before `--import tsx` takes effect, so this one switches TypeScript on by itself.
import { register } from 'tsx/esm/api';

const unregister = register();
const { report } = await import('./node-reporter.ts');
await unregister();

export default report;
