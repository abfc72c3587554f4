import { useSyncExternalStore, type MouseEvent, type ReactNode } from 'react';

/** Where the application lives, such as `/as/1001/crm`; everything below is a view of it. */
export const base = /^\/as\/\d+\/crm/.exec(location.pathname)?.[0] ?? '';

/** Extension of the person at this page. */
export const person = /\d+/.exec(base)?.[0] ?? '';

const moved = new Event('crm-moved');

/** Shows another view without loading a page. */
export function go(path: string): void {
  history.pushState(null, '', base + path);
  dispatchEvent(moved);
}

/** The view in the address, such as `/customers/harbor-dental`; `''` is the first. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname.slice(base.length));
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(moved.type, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(moved.type, listener);
  };
}

interface LinkProps {
  readonly to: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link to a view: a plain click stays in the page, any other is the browser's. */
export function Link({ to, current, children }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={base + to} onClick={follow} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
