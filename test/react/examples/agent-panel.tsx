import type { VoIPClient } from '@cemscale-voip/softphone';
import { usePresence } from '@cemscale-voip/softphone/react';

export function AgentPanel({ client, extensionId }: { client: VoIPClient; extensionId: string }) {
  const { presence, getStatus, isRealtime } = usePresence(client);
  const myStatus = getStatus('1001');

  return (
    <div id="agent" data-known={presence.size} data-realtime={isRealtime}>
      <span className={`badge ${myStatus}`}>{myStatus}</span>
      <button onClick={() => client.setPresence(extensionId, 'available')}>Set Available</button>
      <button onClick={() => client.setPresence(extensionId, 'busy')}>Set Busy</button>
      <button onClick={() => client.setPresence(extensionId, 'offline')}>Set Offline</button>
    </div>
  );
}
