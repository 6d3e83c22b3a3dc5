import { setWorkerUrl } from 'maplibre-gl';
import address from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

// The map works in a worker of its own, which is served by the site like every other file.
setWorkerUrl(address);
