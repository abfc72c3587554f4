/** The manifest is made from the sources but read beside the built files: it has to name those. */
function builtPaths() {
  const built = (path) => path?.replace(/^\/?src\/(.+)\.[jt]s$/, 'dist/esm/$1.js');
  return {
    name: 'built-paths',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = built(module.path);
        for (const item of module.exports ?? [])
          if (item.declaration?.module) item.declaration.module = built(item.declaration.module);
        for (const declaration of module.declarations ?? []) {
          if (declaration.superclass?.module) declaration.superclass.module = built(declaration.superclass.module);
          const inherited = [
            ...(declaration.members ?? []),
            ...(declaration.attributes ?? []),
            ...(declaration.events ?? []),
          ];
          for (const { inheritedFrom } of inherited)
            if (inheritedFrom?.module) inheritedFrom.module = built(inheritedFrom.module);
        }
      }
    },
  };
}

export default {
  globs: ['src/components/**/*.ts'],
  exclude: ['src/components/locales/**', 'src/components/**/*.styles.ts', 'src/components/internal/**'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [builtPaths()],
};
