// What any host page can do with the phone: call by its method, listen to its events.
const log = document.querySelector('#log');
const maxLines = 100;

/** The words for each event; everything is shown as text, since names and numbers come from outside. */
const describe = {
  'cemscale-call-request': ({ number }) => `to ${number}`,
  'cemscale-call-started': ({ call }) => `${call.direction}, ${nameOf(call)}`,
  'cemscale-call-ringing': ({ call }) => nameOf(call),
  'cemscale-call-answered': ({ call }) => nameOf(call),
  'cemscale-call-ended': ({ call, reason, durationSeconds }) => `${nameOf(call)}: ${reason}, ${durationSeconds} s`,
  'cemscale-three-way-started': ({ session }) => `${session.third?.name ?? session.third?.number ?? ''} is called`,
  'cemscale-three-way-ended': ({ reason, who }) => `${who ? `${who.name || who.number}: ` : ''}${reason}`,
  'cemscale-registered': () => '',
  'cemscale-unregistered': ({ error }) => error?.reason ?? 'as asked',
  'cemscale-error': ({ error }) => `${error.reason}. ${error.message}`,
};

for (const [name, words] of Object.entries(describe)) {
  document.addEventListener(name, (event) =>
    addLine(name.replace('cemscale-', ''), words(event), name === 'cemscale-error'),
  );
}

document.addEventListener(
  'securitypolicyviolation',
  ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    addLine('policy broken', `${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`, true),
);

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-number]');
  if (button) void call(button.dataset.number);
});

async function call(number) {
  const phone = document.querySelector('cemscale-phone');
  if (!phone?.call) {
    addLine('no phone', 'The phone has not loaded. Is it built? See the console.', true);
    return;
  }
  try {
    await phone.call(number);
  } catch (error) {
    addLine('call refused', error.message, true);
  }
}

function nameOf({ remote }) {
  return remote.displayName ? `${remote.displayName} (${remote.number})` : remote.number;
}

function addLine(name, details, isBad = false) {
  const line = document.createElement('li');
  line.classList.toggle('bad', isBad);
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  const title = document.createElement('b');
  title.textContent = name;
  line.append(time, title, document.createTextNode(details));
  log.prepend(line);
  while (log.children.length > maxLines) log.lastElementChild.remove();
}
