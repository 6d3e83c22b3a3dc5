// What wapiti found, in words: node findings.mjs REPORT.json LOG. Exit code 1 where there was something.
import { readFileSync } from 'node:fs';

const [file, log] = process.argv.slice(2);
let report;
try {
  report = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  console.log('wapiti wrote no report:\n' + readFileSync(log, 'utf8').split('\n').slice(-15).join('\n'));
  process.exit(1);
}

const all = (list) => Object.entries(report[list] ?? {}).flatMap(([kind, found]) => found.map((one) => ({ kind, ...one })));
const [holes, anomalies] = [all('vulnerabilities'), all('anomalies')];
for (const one of [...holes, ...anomalies]) console.log(`${one.kind}: ${one.method} ${one.path} ${one.parameter ?? ''} ${one.info}`);
console.log(`${report.infos?.crawled_pages_nbr ?? /Wapiti found (\d+) URLs/.exec(readFileSync(log, 'utf8'))?.[1] ?? '?'} addresses crawled, ${holes.length} vulnerabilities, ${anomalies.length} anomalies`);
process.exit(holes.length + anomalies.length > 0 ? 1 : 0);
