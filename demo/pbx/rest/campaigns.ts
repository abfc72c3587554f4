import { maxCampaignChannels, type Campaigns } from '../b2bua/campaigns.js';
import type { CampaignFlowTarget } from '../b2bua/campaign-script.js';
import { anyObject, flag, nullable, objectOf, oneOf, readValues, text, usually, whole } from '../store/fields.js';
import type { Store } from '../store/store.js';
import { phoneNumber } from '../store/values.js';
import { HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';

const shape = {
  toNumber: phoneNumber,
  callerIdNumber: phoneNumber,
  callerIdName: nullable(text(100)),
  onAnswer: objectOf({
    type: oneOf('transfer'),
    flowType: oneOf('ivr', 'queue', 'ring_group', 'extension'),
    destination: text(100),
  }),
  ringTimeoutSec: usually(whole(5, 120), 30),
  maxDurationSec: usually(whole(10, 14_400), 3600),
  amd: usually(flag, false),
  record: usually(flag, false),
  metadata: usually(anyObject, {}),
};

/** Campaign calls: placing one, its details, and those that run. */
export function addCampaignRoutes(router: Router, campaigns: Campaigns, store: Store): void {
  const placed = new Map<string, { readonly body: string; readonly callUuid: string }>();
  router
    .add('POST', '/api/campaigns/originate', (request) => {
      const { key, headers, body } = request;
      const own = headers['idempotency-key'];
      const id = typeof own === 'string' && own !== '' ? `${key.id} ${own}` : null;
      const known = id === null ? undefined : placed.get(id);
      const text = JSON.stringify(body);
      if (known !== undefined && known.body !== text)
        throw new HttpError(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
      if (known !== undefined) return { callUuid: known.callUuid, status: 'ringing' };
      const callUuid = place(campaigns, store, request);
      if (id !== null) placed.set(id, { body: text, callUuid });
      return { callUuid, status: 'ringing' };
    })
    .add('GET', '/api/campaigns/active', ({ key }) => active(campaigns, key.tenantId))
    .add('GET', '/api/campaigns/calls/{callUuid}', ({ params, key }) => {
      const call = campaigns.get(params['callUuid'] ?? '');
      if (call === undefined || call.tenantId !== key.tenantId) throw HttpError.notFound('campaign call');
      return call.detail;
    });
}

function place(campaigns: Campaigns, store: Store, { body, key }: ApiRequest): string {
  const { callerIdName, metadata, ...values } = readValues(shape, body);
  if (store.blocked(values.toNumber, 'outbound') !== undefined)
    throw HttpError.forbidden('Calls to this number are blocked.');
  if (campaigns.active.length >= maxCampaignChannels)
    throw new HttpError(429, 'no_channels', 'All campaign channels are in use.', { 'retry-after': '1' });
  const params = { ...values, metadata, ...(callerIdName === null ? {} : { callerIdName }) };
  return campaigns.originate(params, targetOf(store, values.onAnswer), key.tenantId).callUuid;
}

/** The flow behind a number or id; a menu leads to the first queue of the company. */
function targetOf(
  store: Store,
  { flowType, destination }: { flowType: string; destination: string },
): CampaignFlowTarget {
  const named = (one: { id: string; extension: string }): boolean =>
    one.id === destination || one.extension === destination;
  const menu = store.ivrMenus.find(named);
  const queue = store.queues.find(named) ?? store.queues.all[0];
  const found = {
    ivr: menu,
    queue: store.queues.find(named),
    ring_group: store.ringGroups.find(named),
    extension: store.extensions.find(({ id, number }) => id === destination || number === destination),
  }[flowType];
  if (found === undefined || queue === undefined) throw HttpError.notFound(`${flowType.replace('_', ' ')}`);
  const ready = queue.agents.find(({ loggedIn, paused }) => loggedIn && !paused) ?? queue.agents[0];
  const number = ready?.extension ?? '';
  const agent = { number, name: store.extension(number)?.displayName ?? number };
  return { menuName: menu?.name ?? '', queue: { id: queue.id, name: queue.name }, agent };
}

function active(campaigns: Campaigns, tenantId: string): object {
  const calls = campaigns.active
    .filter((call) => call.tenantId === tenantId)
    .map(({ detail: { callUuid, campaignId, toNumber, status, timing } }) => ({
      callUuid,
      campaignId,
      toNumber,
      status,
      startedAt: timing.startedAt,
    }));
  return { activeChannels: calls.length, maxChannels: maxCampaignChannels, calls };
}
