/**
 * The page that a test file runs in. Windows are used again for one file after the other, and a phone comes up open, or
 * dark, or with calls to go on with, where the page before it left it so: each begins with nothing kept.
 */
export const freshPage = (testFramework: string): string => `<!DOCTYPE html><html><head></head><body>
<script type="module">
  sessionStorage.clear();
  localStorage.clear();
  for (const { name } of (await indexedDB.databases?.()) ?? [])
    await new Promise((done) => {
      const removal = indexedDB.deleteDatabase(name);
      removal.onsuccess = removal.onerror = removal.onblocked = done;
    });
  await import('${testFramework}');
</script></body></html>`;
