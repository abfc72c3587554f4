// A page that frames the phone of another origin: it calls, names callers, says no, and writes calls down, by messages.
import { connectFrame } from '../softphone/esm/host/frame-client.js';

const contacts = {
  9196: { name: 'The echo', details: 'Telecom' },
  '+15552010101': { name: 'Harbor Dental', details: 'Priya Nair, practice manager' },
};
const doNotCall = ['+15552010104'];

const frame = document.querySelector('iframe');
const status = document.querySelector('#status');
const log = document.querySelector('#log');

try {
  const phone = await connectFrame(frame, {
    origin: frame.dataset.origin,
    onCallRequest: ({ number }) =>
      doNotCall.includes(number) ? { allow: false, reason: 'Asked not to be called.' } : true,
    onContactRequest: ({ call }) => contacts[call.remote.number] ?? null,
    onCallLog: ({ log: call }) => write(call),
  });
  const show = ({ status: line, currentCall }) => {
    const who = currentCall && (contacts[currentCall.remote.number]?.name ?? currentCall.remote.number);
    status.textContent = `The phone is ${line}${who ? `: ${who}, ${currentCall.state.phase}` : ''}.`;
  };
  show(phone.snapshot);
  phone.on('snapshot', show);
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button?.dataset.number) phone.call(button.dataset.number).catch(tell);
    else if (button?.id === 'hang-up') phone.hangup().catch(tell);
  });
} catch (error) {
  tell(error);
}

function tell(error) {
  status.textContent = error.reason === 'canceled-by-page' ? 'Not called: asked not to be.' : error.message;
}

/** A log may come twice, so it is kept under its id. */
function write({ id, number, contact, reason, durationSeconds }) {
  if (document.getElementById(id)) return;
  const line = document.createElement('li');
  line.id = id;
  const name = document.createElement('b');
  name.textContent = contact?.name ?? number;
  line.append(name, `${number}: ${reason}, ${durationSeconds} s`);
  log.prepend(line);
}
