import { VoIPClient } from '@cemscale-voip/softphone';
import { settings } from './settings.js';

/** Talks with an AI agent by the microphone of this page, and tells what happens. */
export async function talkToAgent(agentId: string, log: (line: string) => void): Promise<() => string> {
  const { apiUrl, apiKey, workletUrl } = settings;
  // A bundler moves the module away from the file of its audio worklet, so the page says where that is.
  const voip = new VoIPClient({ apiUrl, apiKey, workletUrl });
  const session = voip.connectAiPlayground(agentId);

  session.on('ready', () => log('Connected! Speak into your mic.'));
  session.on('transcript', ({ role, text }) => log(`[${role}]: ${text}`));
  session.on('toolCall', ({ function: name, args }) => log(`Agent invoked: ${name} ${JSON.stringify(args)}`));
  session.on('toolResult', ({ function: name, status, message }) => log(`${name} ${status} ${message}`));
  session.on('end', ({ reason }) => log(`Session ended: ${reason}`));
  session.on('error', (err) => log(`Playground error: ${err.message}`));

  await session.start();
  session.mute();
  const wasMuted = session.isMuted;
  session.unmute();
  return () => {
    const was = `${session.isConnected} ${wasMuted} ${session.isMuted}`;
    session.disconnect();
    return was;
  };
}
