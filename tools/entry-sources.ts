/** The fields of package.json that the build is derived from. */
export interface PackageManifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const built = /^\.\/dist\/esm\/(.+)\.js$/;

/** Source file of every entry of `exports`, by its name below `dist/esm`: package.json is the one list of entries. */
export function entrySources({ exports }: PackageManifest): Record<string, string> {
  const targets = Object.values(exports).map((target) => (typeof target === 'string' ? target : target.default));
  const names = targets.flatMap((target) => built.exec(target)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}
