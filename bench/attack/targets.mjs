// Signs in and writes what the scanners start from: node targets.mjs SITE NAME FOLDER
//   cookie, cookies.json    the sign-in, for sqlmap and for wapiti
//   targets                 addresses with parameters, one of each shape, of the pages that the person meets and of the API
//   request-*.txt           whole requests with a body
import { writeFileSync } from 'node:fs';

const [site, name, folder] = process.argv.slice(2);
const host = new URL(site).host;
const jar = new Map();

async function get(path) {
  const answer = await fetch(site + path, { headers: { cookie: cookie() }, redirect: 'manual' });
  keep(answer);
  return answer.text();
}

const cookie = () => [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
const keep = (answer) => answer.headers.getSetCookie().forEach((line) => {
  const [, key, value] = /^([^=]+)=([^;]*)/.exec(line);
  jar.set(key, value);
});
const guard = (html) => /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? '';
const entities = (text) => text.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)));

const form = new URLSearchParams({ __RequestVerificationToken: guard(await get('/sign-in')), 'Input.Name': name, 'Input.Password': 'bandeng-demo' });
const done = await fetch(site + '/sign-in', { method: 'POST', body: form, headers: { cookie: cookie() }, redirect: 'manual' });
if (done.status !== 302) throw new Error(`${name} could not sign in: ${done.status}`);
keep(done);

const shape = (path) => path.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '*').replace(/\d+/g, '#') + '?' + [...new URLSearchParams(path.split('?')[1] ?? '').keys()].sort();
const seen = new Set(), targets = [], open = ['/', '/desk', '/figures', '/registry', '/handling', '/search?q=x', '/board/map', '/areas', '/rulings'];
while (open.length && seen.size < 200) {
  const path = open.shift();
  if (seen.has(shape(path)) || /handler=(Out|Everywhere|Others|EndSession)|\/(language|view)\b|\.(xlsx|csv)/.test(path)) continue;
  seen.add(shape(path));
  const html = await get(path);
  if (path.includes('?')) targets.push(path);
  for (const [, link] of html.matchAll(/href="(\/[^"#]*)"/g)) if (!/^\/(dist|_content)\//.test(link)) open.push(entities(link));
  for (const [, head, inside] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    if (/method="post"/i.test(head)) continue;
    const action = entities(/action="([^"]*)"/.exec(head)?.[1] ?? path).split('?')[0];
    const fields = new URLSearchParams([...inside.matchAll(/<(?:input|select|textarea)[^>]*name="([^"]+)"/g)].map(([, field]) => [field, '1']));
    if (`${fields}`) open.push(`${action}?${fields}`);
  }
}

const book = JSON.parse(await get('/openapi/v1.json'));
for (const [path, verbs] of Object.entries(book.paths)) {
  const query = (verbs.get?.parameters ?? []).filter((one) => one.in === 'query').map((one) => `${one.name}=1`).join('&');
  if (query) targets.push(`${path.replace(/\{code\}|\{area\}/, '431302001001').replace(/\{id\}/, 'buildings')}?${query}`);
}

targets.push('/open311/v2/requests.json?status=open&service_code=0103&start_date=2026-01-01&page=1&page_size=5', '/find?code=7K3M4TQ9', '/board/matters.geojson?area=431302');
writeFileSync(`${folder}/targets`, targets.map((path) => site + path).join('\n') + '\n');
writeFileSync(`${folder}/cookie`, cookie());
writeFileSync(`${folder}/cookies.json`, JSON.stringify({ [host.split(':')[0]]: { '/': Object.fromEntries([...jar].map(([key, value]) => [key, { value, version: 0, expires: null, secure: false, port: null }])) } }));

const request = (title, path, type, body) => writeFileSync(`${folder}/request-${title}.txt`,
  `POST ${path} HTTP/1.1\nHost: ${host}\nContent-Type: ${type}\nCookie: ${cookie()}\n\n${body}`);
request('raise', '/api/v1/matters', 'application/json', '{"detail":"路灯不亮","area":"431302001001","category":"0103","placeWords":"桥头","name":"王","phone":"13800138000"}');
request('open311', '/open311/v2/requests.json', 'application/x-www-form-urlencoded', 'api_key=x&service_code=0103&description=x&address_string=x&lat=27.7&long=112');
request('sign-in', '/sign-in', 'application/x-www-form-urlencoded', `Input.Name=clerk&Input.Password=x&__RequestVerificationToken=${encodeURIComponent(guard(await get('/sign-in')))}`);
console.log(`${targets.length} addresses with parameters, ${seen.size} pages walked as ${name}`);
