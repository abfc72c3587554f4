import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import { mainThreadTasks, traceCategories } from './main-thread.js';

/** Lets a measurement in a page see its own tasks: `trace:start`, and `trace:stop`, which answers them. */
export const traceCommand: TestRunnerPlugin = {
  name: 'cemscale-trace',
  async executeCommand({ command, session }) {
    if (!command.startsWith('trace:')) return undefined;
    const { tracing } = (session.browser as ChromeLauncher).getPage(session.id);
    if (command === 'trace:start') {
      await tracing.start({ categories: traceCategories });
      return true;
    }
    return mainThreadTasks(new TextDecoder().decode(await tracing.stop()));
  },
};
