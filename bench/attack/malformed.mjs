// Walks a live site as several people, remembers every address, form and API route that it meets, and sends each of them
// what nobody should: node malformed.mjs SITE REQUESTS [SEED]. Prints the answers by status; every 5xx, every answer that
// never came, and the request that caused it is a fault, and the exit code says whether there was one.
import http from 'node:http';

const [site, wanted, seed = '1'] = process.argv.slice(2);
const people = [null, 'resident', 'clerk', 'handler', 'caller', 'town', 'district', 'admin'];
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const answers = new Map(), faults = [];

// A small generator of our own, so that a run can be repeated: mulberry32.
let state = Number(seed);
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
const one = (list) => list[Math.floor(random() * list.length)];

// As they stand in an address or a form: already escaped, some of it not even UTF-8.
const oddities = [
  '', '%00', 'a%00b', '%FF%FE', '%ED%A0%80', '%C0%AF', '%', '%zz', '%E2%80%AE', '%0D%0AX-Odd:%201', '-1', '0', '1e400', 'NaN', 'true',
  '99999999999999999999', '-9223372036854775808', '9223372036854775807', '2147483648', '2026-02-30', '0000-00-00', '0001-01-01',
  '9999-12-31', '2026-W54', '2026-13', '1900-01-01..9999-12-31', '00000000-0000-0000-0000-000000000000', '{}', '[]', 'null',
  '..%2F..%2Fetc%2Fpasswd', "'%20or%201=1--", '%22%3E%3Cscript%3Ealert(1)%3C/script%3E', '%24%7B7*7%7D', '%F0%9F%92%A9', '%25%5F',
  '431302001001', '110101', '43130200100', 'x'.repeat(5000), encodeURIComponent('路灯'), encodeURIComponent('长'.repeat(3000)),
];
const bodies = [
  '', '{', '[]', 'null', '"x"', '1', '{"id":', '{"id":"x"}', '{"area":431302001001}', '{"area":"1","detail":"\\u0000"}',
  '{"detail":"\\ud800"}', '{"lon":1e999}', '['.repeat(200), '{"a":'.repeat(80) + '1' + '}'.repeat(80), '\ufeff{}', '\u0000',
];
const types = [
  'application/json', 'application/json; charset=gbk', 'text/plain', 'application/xml', 'multipart/form-data', '', 'x/y; a=b',
  'multipart/form-data; boundary=b', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-7', '////',
];
const headers = [
  ['Accept-Language', 'xx;q=9,*'], ['Accept-Language', 'zh'.repeat(500)], ['If-None-Match', '"'], ['If-Match', '*, "x'], ['Range', 'bytes=9-1,-5,x'],
  ['If-Modified-Since', 'yesterday'], ['Authorization', 'Bearer '], ['Authorization', 'Bearer ' + 'x'.repeat(3000)], ['Authorization', 'Basic %%%'],
  ['Cookie', 'bandeng=x; view=%00; .AspNetCore.Culture=c%3Dxx'], ['X-Forwarded-For', "1.2.3.4, 'x"], ['Accept', 'application/xml;q=2'],
  ['Content-Encoding', 'gzip'], ['Expect', '200-ok'], ['traceparent', '00-0-0-zz'], ['X-Requested-With', '\u00ff'], ['HX-Request', 'true'],
];

function send(method, path, { body, type, cookie, extra = [] } = {}) {
  return new Promise((resolve) => {
    const asked = { Cookie: cookie ?? '', ...Object.fromEntries(extra) };
    if (type) asked['Content-Type'] = type;
    let request;
    try {
      const { hostname, port } = new URL(site);
      request = http.request({ agent, host: hostname, port, method, path, headers: asked, timeout: 60000 });
    } catch { return resolve(null); } // not even a client would send it
    request.on('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: () => Buffer.concat(parts).toString() }));
      response.on('error', () => resolve({ status: 'broken', headers: {}, text: () => '' }));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (failure) => resolve({ status: failure.code === 'ECONNREFUSED' ? 'refused' : failure.message === 'timeout' ? 'timeout' : 'closed', headers: {}, text: () => '' }));
    request.end(body);
  });
}

const hidden = (html) => /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? '';
const jar = (answer) => (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');

async function signIn(name) {
  const page = await send('GET', '/sign-in');
  if (!name) return jar(page);
  const form = `__RequestVerificationToken=${encodeURIComponent(hidden(page.text()))}&Input.Name=${name}&Input.Password=bandeng-demo`;
  const done = await send('POST', '/sign-in', { body: form, type: 'application/x-www-form-urlencoded', cookie: jar(page) });
  if (done.status !== 302) throw new Error(`${name} could not sign in: ${done.status}`);
  return `${jar(page)}; ${jar(done)}`;
}

const entities = (text) => text.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)));
const shape = (path) => path.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '*').replace(/\d+/g, '#') + '?' + [...new URLSearchParams(path.split('?')[1] ?? '').keys()].sort();

/** Addresses and forms that one person meets, one of each shape. */
async function walk(cookie) {
  const seen = new Set(), found = [], open = ['/', '/openapi/v1.json', '/board.atom', '/desk', '/figures', '/registry', '/admin/people', '/handling', '/callbacks', '/api/v1'];
  while (open.length && found.length < 400) {
    const path = open.shift();
    if (seen.has(shape(path))) continue;
    seen.add(shape(path));
    const answer = await send('GET', path, { cookie });
    found.push({ method: 'GET', path, fields: [], cookie });
    if (!String(answer.headers['content-type']).includes('html')) continue;
    const html = answer.text(), key = hidden(html);
    for (const [, link] of html.matchAll(/href="(\/[^"#]*)"/g)) if (!/^\/(dist|_content)\//.test(link)) open.push(entities(link));
    for (const [, head, inside] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      const method = /method="post"/i.test(head) ? 'POST' : 'GET';
      const action = entities(/action="([^"]*)"/.exec(head)?.[1] || path);
      if (/handler=(Out|Everywhere|Others|EndSession)|language|view/i.test(action)) continue; // the walker stays signed in
      const fields = [...inside.matchAll(/name="([^"]+)"(?:[^>]*?value="([^"]*)")?/g)].map(([, name, value]) => [entities(name), entities(value ?? '')]);
      const mark = `${method} ${shape(action)} ${fields.map(([name]) => name)}`;
      if (!seen.has(mark)) found.push({ method, path: action, fields, cookie, key });
      seen.add(mark);
    }
  }
  return found;
}

async function api() {
  const book = JSON.parse((await send('GET', '/openapi/v1.json')).text());
  return Object.entries(book.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, says]) => ({
    method: verb.toUpperCase(), path, fields: (says.parameters ?? []).filter((p) => p.in === 'query').map((p) => [p.name, '']), isApi: true,
  })));
}

function spoil(target) {
  const kind = random();
  let [path, query = ''] = target.path.replace(/\{[^}]+\}/g, () => one(oddities)).split('?');
  let pairs = query ? query.split('&').map((pair) => pair.split('=')) : [];
  const extra = random() < 0.15 ? [one(headers)] : [];
  if (kind < 0.2) path = path.split('/').map((part) => (part && random() < 0.5 ? one(oddities) : part)).join('/');
  const say = ([name, value]) => [encodeURIComponent(name), random() < 0.4 ? one(oddities) : encodeURIComponent(value)];
  if (target.method === 'GET') {
    pairs = [...pairs.map(([name, value]) => [name, random() < 0.5 ? one(oddities) : value ?? '']), ...target.fields.map(say)];
    if (random() < 0.1) pairs.push(...pairs, [one(['page', 'after', 'limit', 'handler', 'culture', 'returnUrl']), one(oddities)]);
    const method = random() < 0.1 ? one(['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) : 'GET';
    return [method, `${path}?${pairs.map((pair) => pair.join('=')).join('&')}`, { cookie: target.cookie, extra }];
  }
  const address = query ? `${path}?${query}` : path;
  if (target.isApi || kind > 0.85) {
    return [target.method, address, { body: one(bodies), type: one(types), cookie: target.cookie, extra }];
  }
  const fields = target.fields.filter(([name]) => name !== '__RequestVerificationToken').map(say);
  if (random() < 0.95) fields.push(['__RequestVerificationToken', encodeURIComponent(target.key)]);
  if (random() < 0.3) {
    const parts = fields.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"${random() < 0.2 ? '; filename="a.jpg"' : ''}\r\n\r\n${value}\r\n`);
    return [target.method, address, { body: parts.join('') + one(['--b--\r\n', '--b', '', '--c--']), type: 'multipart/form-data; boundary=b', cookie: target.cookie, extra }];
  }
  return [target.method, address, { body: fields.map((pair) => pair.join('=')).join('&'), type: 'application/x-www-form-urlencoded', cookie: target.cookie, extra }];
}

const targets = await api();
for (const name of people) {
  const cookie = await signIn(name), met = await walk(cookie);
  targets.push(...met, ...(await api()).map((route) => ({ ...route, cookie })));
  console.log(`${name ?? 'nobody'}: ${met.length} addresses and forms`);
}

let left = Number(wanted);
async function work() {
  while (left-- > 0) {
    const [method, path, rest] = spoil(one(targets));
    const answer = await send(method, path, rest);
    if (answer === null) continue;
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    if (typeof answer.status === 'string' ? answer.status !== 'closed' : answer.status >= 500) {
      faults.push(`${answer.status} ${method} ${path.slice(0, 300)} ${rest.type ?? ''} ${String(rest.body ?? '').slice(0, 300)} ${rest.extra.join(': ').slice(0, 100)}`);
    }
  }
}
await Promise.all(Array.from({ length: 8 }, work));
agent.destroy();
const total = [...answers.values()].reduce((sum, number) => sum + number, 0);
console.log(`${total} requests: ${[...answers].sort().map(([status, number]) => `${status} ${number}`).join(', ')}`);
for (const fault of faults.slice(0, 40)) console.log(fault);
console.log(`${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
