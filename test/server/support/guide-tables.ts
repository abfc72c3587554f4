import * as table from '../../../src/api/endpoint-table.js';
import type { Endpoint, EndpointName } from '../../../src/api/endpoints.js';
import { access } from '../../../src/server/access.js';
import { defaultLimits } from '../../../src/server/limits.js';
import { agentPermissions, permissions } from '../../../src/server/index.js';
import type { Permission } from '../../../src/server/index.js';

/** The tables of the gateway's guide, as the code has them. */
export function guideTables(): Record<'permissions' | 'endpoints' | 'limits', string> {
  return { permissions: permissionRows(), endpoints: endpointRows(), limits: limitRows() };
}

function permissionRows(): string {
  const agents = new Set(agentPermissions);
  const rows = Object.entries(permissions).map(
    ([name, allows]) => `| \`${name}\` | ${allows} | ${agents.has(name as Permission) ? 'yes' : ''} |`,
  );
  return ['| Permission | Allows to | Agents |', '| --- | --- | --- |', ...rows].join('\n');
}

function endpointRows(): string {
  const rows = Object.entries(table as Record<EndpointName, Endpoint>).map(([name, { verb, path }]) => {
    const { needs, ownNeeds, own, unless = ownNeeds && needs, hides } = access[name as EndpointName];
    const binding = own ?? (ownNeeds && hides);
    const bound =
      binding === undefined ? '' : unless === undefined ? binding : `${binding}, lifted by \`${unless}\``;
    const needed = ownNeeds === undefined ? `\`${needs}\`` : `\`${ownNeeds}\` or \`${needs}\``;
    return `| \`${name}\` | ${verb === 'URL' ? 'GET' : verb} \`${path}\` | ${needed} | ${bound} |`;
  });
  return ['| Method | Endpoint | Needs | Own |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function limitRows(): string {
  const { destinations: _, ...numbers } = defaultLimits;
  const rows = Object.entries(numbers).map(([name, value]) => `| \`${name}\` | ${value} |`);
  return ['| Limit | Default |', '| --- | --- |', ...rows].join('\n');
}
