// The peer of bench/presence.ts: a virtualised list in bare DOM, without a framework, a board or names that change.
const rowHeight = 56;
const { people } = await (
  await fetch('/voip/api/extensions')
)
  .json()
  .then(({ extensions }) => ({ people: extensions }));
const names = new Map(people.map(({ extension, displayName }) => [extension, displayName]));
const numbers = people.map(({ extension }) => extension);
const status = new Map();
const words = {
  available: 'Available',
  busy: 'Busy',
  on_call: 'On a call',
  ringing: 'Ringing',
  dnd: 'Do not disturb',
  offline: 'Offline',
};
const scroller = document.querySelector('#list');
const whole = document.createElement('div');
whole.style.cssText = `position:relative;contain:layout style size;height:${numbers.length * rowHeight}px`;
scroller.append(whole);

const rows = [];
function layout() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 4);
  const count = Math.ceil(scroller.clientHeight / rowHeight) + 8;
  while (rows.length < count) {
    const row = document.createElement('div');
    row.style.cssText = `position:absolute;inset-inline:0;height:${rowHeight}px;contain:strict;display:flex;gap:8px`;
    row.innerHTML = '<i class="dot"></i><b></b><span></span>';
    whole.append(row);
    rows.push({ row, dot: row.children[0], name: row.children[1], word: row.children[2], number: '', shown: '' });
  }
  rows.forEach((one, index) => {
    one.number = numbers[first + index] ?? '';
    one.row.style.transform = `translateY(${(first + index) * rowHeight}px)`;
    one.name.textContent = names.get(one.number) ?? '';
    one.shown = '';
  });
  draw();
}

function draw() {
  for (const one of rows) {
    const now = status.get(one.number) ?? 'unknown';
    if (now === one.shown) continue;
    one.shown = now;
    one.dot.className = `dot ${now}`;
    one.word.textContent = words[now] ?? '';
  }
}

let waiting = false;
function later() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
}

scroller.addEventListener('scroll', layout);
layout();
const socket = new WebSocket(`ws://${location.host}/voip/ws`);
socket.addEventListener('open', () => socket.send('{"type":"auth","ticket":"t"}'));
socket.addEventListener('message', ({ data }) => {
  const event = JSON.parse(data);
  if (event.type === 'presence_snapshot')
    for (const [number, one] of Object.entries(event.data.presence)) status.set(number, one);
  else status.set(event.data.extension, event.data.status);
  later();
});
