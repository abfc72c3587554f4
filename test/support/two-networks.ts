import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One of the two ways out: think of Wi-Fi and of mobile. */
export type Uplink = 'a' | 'b';

/**
 * A network of its own (Linux network namespace) with two uplinks to this machine, each with its own address and
 * gateway. A program in it reaches this machine at `server`, over whichever uplink the routes say.
 */
export class TwoNetworks {
  /** Address of this machine as both uplinks reach it. */
  readonly server: string;
  readonly #name: string;
  readonly #prefix: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'networks-'));

  private constructor(name: string, prefix: string) {
    this.#name = name;
    this.#prefix = prefix;
    this.server = `${prefix}.9.1`;
  }

  /** Makes it, both uplinks up, `a` preferred. A text says why that is not possible here. */
  static create(): TwoNetworks | string {
    if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
    if (process.getuid?.() !== 0) return 'only root may make network namespaces';
    const missing = installMissing();
    if (missing) return missing;
    const id = process.pid % 100_000;
    const networks = new TwoNetworks(`cem-${id}`, `10.${64 + (id % 128)}`);
    try {
      networks.#build();
      return networks;
    } catch (error) {
      networks.remove();
      return `network namespaces are not allowed here (${(error as Error).message})`;
    }
  }

  /** A program that runs another one in it: what `launch` starts instead of the browser. */
  wrap(program: string): string {
    const path = join(this.#folder, 'run-inside');
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${this.#name} '${program}' "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** As if the cable was pulled: the address goes, and programs are told. */
  down(uplink: Uplink): void {
    this.#inside(`ip link set dev ${uplink} down`);
  }

  /** The uplink has its address and its routes again. */
  up(uplink: Uplink): void {
    const [address, gateway] = this.#addresses(uplink);
    const table = tables[uplink];
    this.#inside(`ip link set dev ${uplink} up`);
    this.#inside(`ip addr replace ${address}/24 dev ${uplink}`);
    this.#inside(`ip route replace default via ${gateway} dev ${uplink} metric ${table}`);
    // What is bound to an address leaves by its uplink, as on phones and Windows.
    this.#inside(`ip route replace default via ${gateway} dev ${uplink} table ${table}`);
  }

  /** Every packet is lost from now on, and nobody is told. */
  cut(uplink: Uplink): void {
    this.#inside('nft add table inet cut');
    for (const [hook, which] of [
      ['input', 'iifname'],
      ['output', 'oifname'],
    ] as const) {
      this.#inside(`nft add chain inet cut ${hook} { type filter hook ${hook} priority 0 ; }`);
      this.#inside(`nft add rule inet cut ${hook} ${which} ${uplink} drop`);
    }
  }

  /** New connections leave by this uplink; nothing tells those that are open. */
  prefer(uplink: Uplink): void {
    const [, gateway] = this.#addresses(uplink);
    this.#inside(`ip route replace default via ${gateway} dev ${uplink} metric 50`);
  }

  /** Both up and whole, `a` preferred. */
  restore(): void {
    spawnSync('ip', ['netns', 'exec', this.#name, 'nft', 'flush', 'ruleset']);
    const [, gateway] = this.#addresses('b');
    const preferred = ['ip', 'route', 'del', 'default', 'via', gateway, 'dev', 'b', 'metric', '50'];
    spawnSync('ip', ['netns', 'exec', this.#name, ...preferred]);
    for (const uplink of ['a', 'b'] as const) this.up(uplink);
  }

  /** What is inside has this address over the uplink. */
  address(uplink: Uplink): string {
    return this.#addresses(uplink)[0];
  }

  remove(): void {
    for (const words of [
      ['netns', 'del', this.#name],
      ...(['a', 'b'] as const).map((uplink) => ['link', 'del', this.#outside(uplink)]),
      ['link', 'del', this.#outside('s')],
    ])
      spawnSync('ip', words);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #build(): void {
    run(`ip netns add ${this.#name}`);
    run(`ip link add ${this.#outside('s')} type veth peer name ${this.#outside('t')}`);
    run(`ip addr add ${this.server}/32 dev ${this.#outside('s')}`);
    for (const end of ['s', 't'] as const) run(`ip link set dev ${this.#outside(end)} up`);
    this.#inside('ip link set lo up');
    for (const uplink of ['a', 'b'] as const) {
      const outside = this.#outside(uplink);
      const [address, gateway] = this.#addresses(uplink);
      run(`ip link add ${outside} type veth peer name ${uplink} netns ${this.#name}`);
      run(`ip addr add ${gateway}/24 dev ${outside}`);
      run(`ip link set dev ${outside} up`);
      this.#inside(`ip rule add from ${address} table ${tables[uplink]}`);
      this.up(uplink);
    }
    this.#inside('nft list tables');
  }

  #addresses(uplink: Uplink): [address: string, gateway: string] {
    const network = `${this.#prefix}.${uplink === 'a' ? 1 : 2}`;
    return [`${network}.2`, `${network}.1`];
  }

  #outside(end: Uplink | 's' | 't'): string {
    return `${this.#name}${end}`;
  }

  #inside(command: string): void {
    run(`ip netns exec ${this.#name} ${command}`);
  }
}

/** Routing table of what is bound to the address of an uplink; also its metric, so that `a` is preferred. */
const tables = { a: 101, b: 102 } as const;

const packages = { ip: 'iproute2', nft: 'nftables' } as const;

function installMissing(): string | null {
  // Debian puts them where only root's PATH leads.
  process.env['PATH'] = `${process.env['PATH']}:/usr/sbin:/sbin`;
  const missing = (Object.keys(packages) as (keyof typeof packages)[]).filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return null;
  const wanted = missing.map((program) => packages[program]);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
    env,
    timeout: 120_000,
  });
  return status === 0 ? null : `${wanted.join(' and ')} not installed, and apt could not`;
}

function run(command: string): void {
  const [program = '', ...words] = command.split(' ');
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${(stderr || String(error)).trim()}`);
}
