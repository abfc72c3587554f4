import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { GatewayStore, Hit } from './store.js';

/** The commands of a Redis client that the store uses; `new Redis(url)` of `ioredis` has them. */
export interface RedisClient {
  set(key: string, value: string, unit: 'PX', milliseconds: number): Promise<unknown>;
  get(key: string): Promise<string | null>;
  getdel(key: string): Promise<string | null>;
  zrem(key: string, member: string): Promise<unknown>;
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  ping(): Promise<unknown>;
}

/** Milliseconds by Redis' own clock, so that gateways whose clocks differ agree. */
const now = `local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)`;

const acquireScript = `${now}
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`;

const holdersScript = `${now}
return redis.call('ZRANGE', KEYS[1], 0, -1)`;

/**
 * The store for several gateways behind one address: needs Redis 6.2 or later and the packages `ioredis` and
 * `rate-limiter-flexible`. Create the client with `enableOfflineQueue: false` and `maxRetriesPerRequest: 1`, so
 * that a lost Redis is noticed at once; the gateway then refuses calls and tickets until it is back.
 */
export class RedisStore implements GatewayStore {
  readonly #client: RedisClient;
  readonly #limiters = new Map<string, RateLimiterRedis>();

  constructor(client: RedisClient) {
    this.#client = client;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#client.set(key, value, 'PX', Math.max(1, Math.round(ttlMs)));
  }

  get(key: string): Promise<string | null> {
    return this.#client.get(key);
  }

  take(key: string): Promise<string | null> {
    return this.#client.getdel(key);
  }

  async hit(key: string, limit: number, windowMs: number): Promise<Hit> {
    try {
      const { msBeforeNext } = await this.#limiter(limit, windowMs).consume(key);
      return { allowed: true, retryAfterMs: msBeforeNext };
    } catch (error) {
      // The limiter rejects with its result when the limit is reached, and with an error when Redis failed.
      if (error instanceof RateLimiterRes) return { allowed: false, retryAfterMs: error.msBeforeNext };
      throw error;
    }
  }

  async acquire(key: string, member: string, limit: number, ttlMs: number): Promise<boolean> {
    return (await this.#client.eval(acquireScript, 1, key, member, limit, Math.round(ttlMs))) === 1;
  }

  async release(key: string, member: string): Promise<void> {
    await this.#client.zrem(key, member);
  }

  async holders(key: string): Promise<readonly string[]> {
    const members = await this.#client.eval(holdersScript, 1, key);
    return Array.isArray(members) ? members.map(String) : [];
  }

  async ping(): Promise<void> {
    await this.#client.ping();
  }

  #limiter(limit: number, windowMs: number): RateLimiterRedis {
    const name = `${limit}/${windowMs}`;
    const made =
      this.#limiters.get(name) ??
      new RateLimiterRedis({
        storeClient: this.#client,
        keyPrefix: 'rate',
        points: limit,
        duration: windowMs / 1000,
        rejectIfRedisNotReady: true,
      });
    this.#limiters.set(name, made);
    return made;
  }
}
