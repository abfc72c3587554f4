import { executeServerCommand } from '@web/test-runner-commands';
import type { PageCommands } from './runner/page-commands.js';

/** For browser tests only: turns the page that the test runs in. */
export function page<Name extends keyof PageCommands>(name: Name, payload: PageCommands[Name]): Promise<unknown> {
  return executeServerCommand(name, payload);
}
