import { VoIPClient, WebRTCPhone, type WebRTCCallInfo } from '@cemscale-voip/softphone';
import { settings } from './settings.js';

/** A phone without React: its credentials are asked for, never kept. Tells what it does, line by line. */
export async function startSipPhone(extension: string, log: (line: string) => void): Promise<WebRTCPhone> {
  const hasAccess = await WebRTCPhone.checkMicrophoneAccess();
  if (!hasAccess) log('Microphone access is required to make calls.');

  const voip = new VoIPClient({ apiUrl: settings.apiUrl, apiKey: settings.apiKey });
  const { sipCredentials } = await voip.getSipCredentialsByNumber(extension);
  const turn = await voip.getTurnCredentials();

  const phone = new WebRTCPhone({ ...sipCredentials, iceServers: turn.iceServers });
  phone.on('registered', () => log('SIP registered'));
  phone.on('registrationFailed', (error) => log(`Registration failed: ${error.message}`));
  phone.on('callStateChanged', (callInfo: WebRTCCallInfo) => log(`Call state: ${callInfo.state}`));
  phone.on('error', (err) => log(`Phone error: ${err.message}`));
  await phone.start();
  return phone;
}
