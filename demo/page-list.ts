/** One page that the demo serves at `/as/1001/{name}` for each person. */
export interface HostPage {
  /** Last part of the address; `''` is the company site. */
  readonly name: string;
  /** What the navigation calls it. */
  readonly title: string;
  /** What it shows, for the start message. */
  readonly shows: string;
  /** Its file in `pages`. */
  readonly file: string;
  /** The security policy it is served under: `bundled` is that of a page with a Lit of its own, `none` what an old server sends. */
  readonly policy: 'site' | 'bundled' | 'strict' | 'none';
  /** Every address below it is the same page, which draws the rest itself. */
  readonly isRouted?: boolean;
  /** Files of the addresses below it: the pages in its frames. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Served by the demo's second origin, with a phone of the first in a frame. */
  readonly isElsewhere?: boolean;
}

/** All of them, in the order of the navigation, which every page prints from here. */
export const hostPages: readonly HostPage[] = [
  {
    name: '',
    title: 'Site',
    shows: 'pick a person, their phone goes online; pick another in a second tab',
    file: 'site.html',
    policy: 'site',
  },
  {
    name: 'inline',
    title: 'Inside a page',
    shows: 'the phone inside a page',
    file: 'inline.html',
    policy: 'site',
  },
  {
    name: 'crm',
    title: 'CRM',
    shows: 'a CRM of today: React, routed in the browser; the call goes on from view to view',
    file: 'crm.html',
    policy: 'bundled',
    isRouted: true,
  },
  {
    name: 'legacy',
    title: 'Old CRM',
    shows: 'a CRM of 2003: frames, jQuery, a full page load at each click, hostile styles',
    file: 'legacy/desk.html',
    policy: 'none',
    parts: {
      frames: 'legacy/frames.html',
      menu: 'legacy/menu.html',
      list: 'legacy/list.html',
      record: 'legacy/record.html',
    },
  },
  {
    name: 'rows',
    title: '10,000 rows',
    shows: 'ten thousand customers in one table, with numbers, links and presence',
    file: 'rows.html',
    policy: 'site',
  },
  {
    name: 'framed',
    title: 'Framed',
    shows: 'a desk of another origin that frames the phone and talks to it by messages',
    file: 'framed.html',
    policy: 'site',
    parts: { phone: 'framed-phone.html' },
    isElsewhere: true,
  },
  {
    name: 'strict',
    title: 'Strict policy',
    shows: 'under the strictest security policy',
    file: 'strict.html',
    policy: 'strict',
  },
];

/** The page of that name, if there is one. */
export function findPage(name: string): HostPage | undefined {
  return hostPages.find((page) => page.name === name);
}
