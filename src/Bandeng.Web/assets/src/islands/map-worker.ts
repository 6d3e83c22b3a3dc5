import { setWorkerUrl, type Map } from 'maplibre-gl';
import address from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

// The map works in a worker of its own, which is served by the site like every other file.
setWorkerUrl(address);

/** Writes how many outlines really stand on the canvas into `data-drawn`, once the map has come to rest with some. */
export function tellDrawn(map: Map, element: HTMLElement): void {
  const look = (): void => {
    const drawn = map.queryRenderedFeatures({ layers: ['outlines'] }).length;
    if (drawn === 0) return;
    element.dataset['drawn'] = String(drawn);
    map.off('idle', look);
  };
  map.on('idle', look);
}
