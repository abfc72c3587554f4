import assert from 'node:assert/strict';
import { done, invalid, locked, none, unknown, type Row } from './row.js';
import * as is from './shapes.js';
import type { World } from './world.js';

const { promised } = is;
type Client = World['client'];

/** What rows that come first leave for those that follow, by kind of record. */
const made = new Map<string, string>();
const id = (kind: string): string => made.get(kind) ?? '';
const keep = (kind: string, record: { readonly id: string }): void => void made.set(kind, record.id);

const removal = (kind: string, remove: (c: Client, one: string) => Promise<{ success: boolean }>): Row =>
  unknown(
    (w) => done(remove(w.client, id(kind))),
    (c) => remove(c, none),
  );

/** Extensions and what people set on them. */
export const extensionRows = {
  createExtension: invalid(
    'password',
    async ({ client }) => {
      const wanted = { extension: '1010', password: 'Long-enough-1', displayName: 'Ines' };
      const { extension } = await client.createExtension(wanted);
      promised(extension, is.extension);
      keep('extension', extension);
    },
    (c) => c.createExtension({ extension: '1011', displayName: 'Jon' } as never),
  ),
  listExtensions: locked(
    async ({ client }) => {
      const { extensions } = await client.listExtensions();
      for (const one of extensions) promised(one, is.extension);
      assert.equal(extensions.length, 7);
    },
    (c) => c.listExtensions(),
  ),
  getExtension: unknown(
    async ({ client }) => promised((await client.getExtension(id('extension'))).extension, is.extension),
    (c) => c.getExtension(none),
  ),
  updateExtension: unknown(
    async ({ client }) => {
      const { extension } = await client.updateExtension(id('extension'), { department: 'Legal' });
      promised(extension, is.extension);
      assert.equal(extension.department, 'Legal');
    },
    (c) => c.updateExtension(none, {}),
  ),
  setCallForward: invalid(
    'destination',
    async ({ client }) => {
      const wanted = { enabled: true, type: 'busy', destination: '1001' } as const;
      const { callForward } = await client.setCallForward(id('extension'), wanted);
      assert.deepEqual({ ...callForward, ...wanted }, callForward);
    },
    (c) => c.setCallForward(id('extension'), { enabled: true, type: 'busy' } as never),
  ),
  getCallForward: unknown(
    async ({ client }) =>
      promised((await client.getCallForward(id('extension'))).callForward, {
        enabled: 'boolean',
        type: 'string',
        destination: 'string',
      }),
    (c) => c.getCallForward(none),
  ),
  updateCrmMapping: unknown(
    async ({ client }) => {
      const mapping = { crmUserId: 'crm-ines', crmMetadata: { team: 'legal' } };
      promised((await client.updateCrmMapping(id('extension'), mapping)).extension, is.extension);
    },
    (c) => c.updateCrmMapping(none, { crmUserId: 'x' }),
  ),
  getExtensionByCrmUser: unknown(
    async ({ client }) =>
      assert.equal((await client.getExtensionByCrmUser('crm-ines')).extension.extension, '1010'),
    (c) => c.getExtensionByCrmUser(none),
  ),
  getSipCredentials: unknown(
    async ({ client }) =>
      promised((await client.getSipCredentials(id('extension'))).sipCredentials, is.sipCredentials),
    (c) => c.getSipCredentials(none),
  ),
  getSipCredentialsByNumber: unknown(
    async ({ client }) => {
      const { sipCredentials } = await client.getSipCredentialsByNumber('1010');
      promised(sipCredentials, is.sipCredentials);
      assert.equal(sipCredentials.password, 'Long-enough-1');
    },
    (c) => c.getSipCredentialsByNumber('7777'),
  ),
  getTurnCredentials: locked(
    async ({ client }) => promised(await client.getTurnCredentials(), is.turn),
    (c) => c.getTurnCredentials(),
  ),
  setPresence: invalid(
    'status',
    async ({ client }) => {
      await done(client.setPresence(id('extension'), 'busy'));
      assert.equal((await client.getPresence()).presence['1010'], 'busy');
    },
    (c) => c.setPresence(id('extension'), 'asleep' as never),
  ),
  getPresence: locked(
    async ({ client }) => assert.equal((await client.getPresence()).presence['1001'], 'available'),
    (c) => c.getPresence(),
  ),
  getPresenceDetailed: locked(
    async ({ client }) => {
      for (const one of (await client.getPresenceDetailed()).presence) promised(one, is.detailedPresence);
    },
    (c) => c.getPresenceDetailed(),
  ),
  deleteExtension: removal('extension', (c, one) => c.deleteExtension(one)),
};
