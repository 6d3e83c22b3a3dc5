// What a neighbour's program does with the package: discover, list, send, read back with and without the key.
const assert = require('node:assert');
const { promisify } = require('node:util');
const Open311 = require('./package/open311');

const [site, apiKey] = process.argv.slice(2);
const client = new Open311({ discovery: `${site}/open311/v2/discovery.json`, apiKey });
const call = (name, ...args) => promisify(client[name].bind(client))(...args);

async function main() {
  await call('serviceDiscovery', { cache: true });
  assert.equal(client.endpoint, `${site}/open311/v2/`);

  const services = await call('serviceList');
  assert.ok(services.length > 0 && services.every((service) => service.metadata === false));
  const definition = await call('serviceDefinition', services[0].service_code);
  assert.equal(definition.service_code, services[0].service_code);

  const description = '电梯又停了，𠮷先生说“没人管”。';
  const [sent] = await call('submitRequest', {
    service_code: services[0].service_code, description, address_string: '桥头', attributes: { WHISPAWN: '123456' },
  });
  const [token] = await call('token', sent.service_request_id);
  assert.equal(token.service_request_id, sent.service_request_id);

  const [own] = await call('serviceRequests', sent.service_request_id, { api_key: apiKey });
  assert.equal(own.description, description);
  assert.ok(own.requested_datetime instanceof Date && !Number.isNaN(own.requested_datetime.getTime()));
  const [seen] = await call('serviceRequests', sent.service_request_id, {});
  assert.equal(seen.description, null);
  const [named] = await call('serviceRequests', [sent.service_request_id], {});
  assert.equal(named.service_request_id, sent.service_request_id);

  const open = await call('serviceRequests', { status: 'open', page_size: 50 });
  assert.ok(open.length > 0 && open.length <= 50 && open.every((request) => request.status === 'open'));

  client.apiKey = 'wrong';
  const refused = await new Promise((resolve) => {
    client.submitRequest({ service_code: services[0].service_code, description }, (status) => resolve(status));
  });
  assert.equal(refused, 403);
  console.log(`${services.length} services, request ${sent.service_request_id} sent and read back, ${open.length} open listed, wrong key ${refused}`);
}

main().catch((fault) => { console.error(fault); process.exit(1); });
