import type { VoIPClient } from '@cemscale-voip/softphone';
import { useCallStatus } from '@cemscale-voip/softphone/react';

export function CallBoard({ client }: { client: VoIPClient }) {
  const { activeCalls, recentCalls, stats, activeCount } = useCallStatus(client);

  return (
    <div id="board" data-count={activeCount} data-total={stats?.total ?? ''}>
      <ol>
        {activeCalls.map(({ callUuid, callerIdNumber, destination, status }) => (
          <li key={callUuid}>
            {callerIdNumber} {destination} {status}
          </li>
        ))}
      </ol>
      <ul>
        {recentCalls.map(({ id, destination, hangup_cause }) => (
          <li key={id}>
            {destination} {hangup_cause}
          </li>
        ))}
      </ul>
    </div>
  );
}
