import { randomBytes } from 'node:crypto';
import { homeTenantId, seedCompany, type Extension, type ExtensionValues } from '../company.js';
import type { AiAgent, AiCall } from './ai-agent-shape.js';
import { ApiKeys } from './api-keys.js';
import { Collection } from './collection.js';
import { QueueLog } from './queue-log.js';
import { seed } from './seed.js';
import type { BlockedNumber, Did, IvrMenu, Queue, RingGroup, Schedule, Tenant, Trunk, Webhook } from './shapes.js';

/** A sound file that somebody uploaded or the platform made. */
export interface StoredAudio {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Everything that the platform keeps, seeded with a small company. Lives as long as the process. */
export class Store {
  readonly extensions = new Collection<ExtensionValues>(homeTenantId);
  readonly ringGroups = new Collection<RingGroup>(homeTenantId);
  readonly queues = new Collection<Queue>(homeTenantId);
  readonly queueLog = new QueueLog();
  readonly ivrMenus = new Collection<IvrMenu>(homeTenantId);
  /** By id of the menu, and which of its two sounds. */
  readonly ivrAudio = new Map<`${string} ${'greeting' | 'invalid'}`, StoredAudio>();
  readonly webhooks = new Collection<Webhook>(homeTenantId);
  readonly blocklist = new Collection<BlockedNumber>(homeTenantId);
  readonly schedules = new Collection<Schedule>(homeTenantId);
  readonly trunks = new Collection<Trunk>(homeTenantId);
  readonly dids = new Collection<Did>(homeTenantId);
  readonly aiAgents = new Collection<AiAgent>(homeTenantId);
  readonly aiCalls = new Collection<AiCall>(homeTenantId);
  readonly tenants = new Collection<Tenant>(homeTenantId);
  readonly apiKeys = new ApiKeys(homeTenantId);

  constructor(apiKey: string) {
    for (const extension of seedCompany(randomBytes(16).toString('hex')))
      this.extensions.add(extension, extension);
    this.apiKeys.add({ name: 'Development key', role: 'admin', isSuperadmin: true }, homeTenantId, apiKey);
    seed(this);
  }

  /** The extension with this short number. */
  extension(number: string): Extension | undefined {
    return this.extensions.find((one) => one.number === number);
  }

  /** The entry that forbids calls from (`inbound`) or to (`outbound`) this number. */
  blocked(number: string, direction: 'inbound' | 'outbound'): BlockedNumber | undefined {
    return this.blocklist.find(
      (entry) => entry.number === number && (entry.direction === direction || entry.direction === 'both'),
    );
  }
}
