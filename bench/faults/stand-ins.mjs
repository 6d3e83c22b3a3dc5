// What stands outside in bench/faults/run: people who send, a mail server that hangs, a system that is told and answers as it likes.
//   send FILE SENDERS RUN SITE…       raises matters without end; an id goes into FILE once it was answered 201
//   mail PORT FOLDER                  a mail server; while FOLDER/mail-hangs exists it greets nobody
//   system PORT FOLDER                is told of acts: answers at once, twice, after having hung up, or not at all
//   prepare SITE FOLDER SYSTEM-PORT   proves a mail address for the handler, who wants mails, and registers the system
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createServer as createHttp } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const [role, ...rest] = process.argv.slice(2);

async function send([file, senders, run, ...sites]) {
  const one = async (number) => {
    for (let i = 1, at = number % sites.length; ; i++) {
      const id = `${Number(run).toString(16).padStart(8, '0')}-${number.toString(16).padStart(4, '0')}-4000-8000-${i.toString(16).padStart(12, '0')}`;
      const body = JSON.stringify({ id, detail: `第 ${i} 件，路灯不亮，请来看看。`, area: `43130200100${1 + (number % 4)}` });
      for (;;) {
        try {
          const answer = await fetch(`${sites[at]}/api/v1/matters`, {
            method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal: AbortSignal.timeout(10_000),
          });
          await answer.arrayBuffer();
          if (answer.status === 201) break;
          appendFileSync(`${file}.answers`, `${answer.status}\n`);
        } catch { /* No answer: the same again, to the next node. */ }
        at = (at + 1) % sites.length;
        await sleep(50);
      }
      appendFileSync(file, `${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(senders) }, (_, number) => one(number)));
}

function mail([port, folder]) {
  createServer((socket) => {
    socket.on('error', () => {});
    if (existsSync(`${folder}/mail-hangs`)) {
      appendFileSync(`${folder}/mails-hung`, 'x\n');
      return;
    }
    let data = null;
    socket.write('220 here\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('latin1').split('\r\n')) {
        if (data !== null) {
          if (line === '.') {
            const id = /^Message-ID: (.*)$/im.exec(data)?.[1] ?? 'none';
            const text = Buffer.from(data.split('\n\n').slice(1).join(''), 'base64').toString();
            appendFileSync(`${folder}/mails`, `${id} ${/\b\d{6}\b/.exec(text)?.[0] ?? ''}\n`);
            data = null;
            socket.write('250 taken\r\n');
          } else data += `${line}\n`;
        } else if (/^DATA/i.test(line)) { data = ''; socket.write('354 go on\r\n'); }
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else if (line) socket.write('250 ok\r\n');
      }
    });
  }).listen(Number(port), '127.0.0.1');
}

function system([port, folder]) {
  let calls = 0;
  createHttp((request, answer) => {
    request.resume();
    request.on('end', () => {
      calls++;
      appendFileSync(`${folder}/told`, `${request.headers['bandeng-delivery']} ${request.headers['bandeng-event']}\n`);
      if (existsSync(`${folder}/system-well`) || calls % 3 === 1) answer.writeHead(204).end();
      else if (calls % 3 === 2) request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      else if (calls % 2) request.socket.destroy(); // Taken, and never said so.
      // Else: no answer at all.
    });
  }).listen(Number(port), '127.0.0.1');
}

class Browser {
  constructor(site) { this.site = site; this.cookies = new Map(); }

  async ask(path, fields) {
    const answer = await fetch(this.site + path, {
      method: fields ? 'POST' : 'GET', redirect: 'manual', body: fields ? new URLSearchParams(fields) : undefined,
      headers: { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.cookies.set(name, value);
    }
    return { status: answer.status, text: await answer.text() };
  }

  async fill(page, handler, fields) {
    const { text } = await this.ask(page);
    const key = /name="__RequestVerificationToken"[^>]*value="([^"]*)"/.exec(text)[1];
    return this.ask(handler ? `${page}?handler=${handler}` : page, { ...fields, __RequestVerificationToken: key });
  }

  static async signedIn(site, name) {
    const browser = new Browser(site);
    await browser.fill('/sign-in', null, { 'Input.Name': name, 'Input.Password': 'bandeng-demo' });
    if (!browser.cookies.has('bandeng')) throw new Error(`${name} cannot sign in.`);
    return browser;
  }
}

async function prepare([site, folder, port]) {
  const handler = await Browser.signedIn(site, 'handler');
  await handler.fill('/account/mail', 'Send', { To: 'handler@example.cn' });
  let code;
  for (let i = 0; i < 100 && !code; i++) {
    await sleep(200);
    code = existsSync(`${folder}/mails`) && readFileSync(`${folder}/mails`, 'utf8').trim().split('\n').at(-1).split(' ')[1];
  }
  const proven = await handler.fill('/account/mail', 'Take', { To: 'handler@example.cn', Code: code });
  const chosen = await handler.fill('/account/notices', null,
    { 'Ways[Progress]': 'Mail', 'Ways[Work]': 'Mail', 'Ways[Account]': 'Page', Hour: '8' });
  const admin = await Browser.signedIn(site, 'admin');
  const registered = await admin.fill('/admin/hooks', null,
    { Name: 'stand-in', Address: `http://127.0.0.1:${port}/told`, Area: '431302', Kinds: 'matter.Raise matter.Dispatch' });
  if (proven.status !== 302 || chosen.status !== 302 || !/<code>/.test(registered.text)) {
    throw new Error(`prepare: ${proven.status} ${chosen.status} ${registered.status}`);
  }
  writeFileSync(`${folder}/mails`, '');
}

await { send, mail, system, prepare }[role](rest);
