import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable that says where WebKitGTK's browser is. */
export const webKitVariable = 'MINIBROWSER_PATH';

/**
 * Path of the browser that WebKitGTK's driver drives, or null unless all that its tests need is there: the browser,
 * the driver, and a screen in memory. `root` is the root of the file system.
 */
export function findWebKit(root = '/'): string | null {
  const needed = ['WebKitWebDriver', 'xvfb-run'].every((program) => existsSync(join(root, 'usr/bin', program)));
  return needed ? (browsers(root).find((path) => existsSync(path)) ?? null) : null;
}

function browsers(root: string): string[] {
  const folders = (path: string): string[] => {
    try {
      return readdirSync(path).map((name) => join(path, name));
    } catch {
      return [];
    }
  };
  const libraries = ['usr/lib', 'usr/libexec'].flatMap((folder) => [
    join(root, folder),
    ...folders(join(root, folder)),
  ]);
  return libraries
    .flatMap(folders)
    .filter((path) => /webkit2?gtk-[\d.]+$/.test(path))
    .map((path) => join(path, 'MiniBrowser'))
    .toSorted((one, other) => other.localeCompare(one));
}
