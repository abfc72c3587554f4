import type { HTMLAttributes } from 'react';

// An application takes these from `@cemscale-voip/softphone/jsx`, which the build makes; the demo is checked before it.
declare module 'react' {
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'cemscale-phone': HTMLAttributes<HTMLElement> & { readonly 'token-url': string };
      'cemscale-presence': HTMLAttributes<HTMLElement> & {
        readonly extension?: string;
        readonly label?: string;
        readonly compact?: boolean;
      };
    }
  }
}
