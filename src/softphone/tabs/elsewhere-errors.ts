import { CallError, RegistrationError } from '../../shared/errors.js';

/** What needs the phone in this tab was asked for while another has it. */
export function elsewhere(action: string): CallError {
  return new CallError('elsewhere', `Cannot ${action} here: the phone works in another tab.`, {
    advice: 'Move the call to this tab first: takeHere().',
  });
}

/** A wish that the tab with the phone did not answer; whether it was carried out shows in the snapshot. */
export function elsewhereSilent(): CallError {
  return new CallError('elsewhere', 'The tab with the phone did not answer.', {
    advice: 'It may be busy or gone; another tab takes its place within seconds. Try again then.',
  });
}

/** The tab with the phone comes from another build of the page. */
export function otherBuild(): RegistrationError {
  return new RegistrationError(
    'other-build',
    'The phone works in another tab, from another version of this page.',
    {
      advice: 'Reload that tab, or close it: this one takes over.',
    },
  );
}
