'use strict';

const every = 1500;
const list = document.getElementById('list');
const status = document.getElementById('status');
let mails = [];
let shown = null;
let form = 'html';
let offline = false;

function show(mail, wanted) {
  shown = mail.id;
  form = wanted === 'html' && !mail.html ? 'text' : wanted;
  document.getElementById('mail').hidden = false;
  document.getElementById('subject').textContent = mail.subject || '(no subject)';
  document.getElementById('from').textContent = mail.from;
  document.getElementById('to').textContent = mail.to;
  document.getElementById('received').textContent = new Date(mail.received).toLocaleString();
  document.getElementById('body').src = `/api/messages/${mail.id}/${form}`;
  for (const tab of document.querySelectorAll('#forms button')) {
    tab.setAttribute('aria-selected', String(tab.dataset.form === form));
  }
  draw();
}

function entry(mail) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-current', String(mail.id === shown));
  for (const [name, value] of [['subject', mail.subject], ['to', mail.to],
    ['time', new Date(mail.received).toLocaleTimeString()]]) {
    const part = document.createElement('span');
    part.className = name;
    part.textContent = value;
    button.append(part);
  }
  button.addEventListener('click', () => show(mail, 'html'));
  item.append(button);
  return item;
}

function draw() {
  list.replaceChildren(...mails.slice().reverse().map(entry));
  status.textContent = mails.length === 0 ? 'No mail yet. It appears here by itself.'
    : mails.length === 1 ? 'One mail' : `${mails.length} mails`;
  document.title = mails.length === 0 ? 'Inbox' : `(${mails.length}) Inbox`;
}

function changed(now) {
  const ids = (all) => all.map((mail) => mail.id).join();
  return ids(now) !== ids(mails);
}

async function refresh() {
  try {
    const now = await (await fetch('/api/messages')).json();
    if (changed(now) || offline) {
      offline = false;
      mails = now;
      draw();
      const gone = !mails.some((mail) => mail.id === shown);
      if (gone && mails.length > 0) {
        show(mails[mails.length - 1], 'html');
      } else if (gone) {
        shown = null;
        document.getElementById('mail').hidden = true;
      }
    }
  } catch (error) {
    offline = true;
    status.textContent = 'The inbox is not running any more.';
  }
  setTimeout(refresh, every);
}

for (const tab of document.querySelectorAll('#forms button')) {
  tab.addEventListener('click', () => {
    const mail = mails.find((one) => one.id === shown);
    if (mail) {
      show(mail, tab.dataset.form);
    }
  });
}
document.getElementById('clear').addEventListener('click', () => fetch('/api/messages', { method: 'DELETE' }));
refresh();
