import { useCallStatus, usePresence, useVoIP, type VoIP, type VoIPOptions } from '@cemscale-voip/softphone/react';

export interface TeamProps {
  readonly options: VoIPOptions;
  /** Gets what the first component renders with. */
  readonly onRender?: (voip: VoIP) => void;
}

/** Two components that know nothing of each other, with all three hooks between them. */
export function Team({ options, onRender }: TeamProps) {
  return (
    <>
      <Phone options={options} {...(onRender ? { onRender } : {})} />
      <Board options={{ ...options }} />
    </>
  );
}

function Phone({ options, onRender }: TeamProps) {
  const voip = useVoIP(options);
  onRender?.(voip);
  const { isRegistered, currentCall, error } = voip;
  return (
    <p id="phone" data-call={currentCall?.state ?? 'none'} title={error ?? ''}>
      {isRegistered ? 'Online' : 'Offline'}
    </p>
  );
}

function Board({ options }: TeamProps) {
  const { client, isRegistered } = useVoIP(options);
  const { presence, getStatus, isRealtime } = usePresence(client);
  const { activeCount, recentCalls } = useCallStatus(client);
  return (
    <p id="team" data-realtime={isRealtime} data-known={presence.size} data-recent={recentCalls.length}>
      {isRegistered ? 'Online' : 'Offline'} {getStatus('1001')} {activeCount}
    </p>
  );
}
