const built = (path) => path?.replace(/^\/?src\/(.+)\.[jt]s$/, 'dist/esm/$1.js');

/** The manifest is made from the sources but read beside the built files: it has to name those. */
function builtPaths() {
  return {
    name: 'built-paths',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = built(module.path);
        const declarations = module.declarations ?? [];
        const inherited = declarations.flatMap(({ members = [], attributes = [], events = [] }) =>
          [...members, ...attributes, ...events].map((item) => item.inheritedFrom),
        );
        const references = [
          ...(module.exports ?? []).map((item) => item.declaration),
          ...declarations.map((declaration) => declaration.superclass),
          ...inherited,
        ];
        for (const reference of references) if (reference?.module) reference.module = built(reference.module);
      }
    },
  };
}

/** Leaves what a page can use: no private members, and the events of `@fires` instead of what was read out of calls. */
function publicOnly() {
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(
            ({ name, privacy }) => !name.startsWith('#') && (privacy ?? 'public') === 'public',
          );
          declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('cemscale-'));
        }
      }
    },
  };
}

export default {
  globs: [
    'src/components/*events.ts',
    'src/components/cemscale-*/cemscale-*.ts',
    'src/components/cemscale-phone/call-methods.ts',
    '!**/*.styles.ts',
  ],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly(), builtPaths()],
};
