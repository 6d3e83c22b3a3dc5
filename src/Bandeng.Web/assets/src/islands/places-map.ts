import { Popup } from 'maplibre-gl';
import { boundsOf, ownMap, readGeoJson } from './map-own';

/** A community's places on our own outlines: a tap on one leads to its page. The list below says the same. */
export default function mount(element: HTMLElement): void {
  void draw(element).catch(() => { element.hidden = true; });
}

async function draw(element: HTMLElement): Promise<void> {
  const area = element.dataset['area'];
  const [outlines, places] = await Promise.all([readGeoJson(area ? `/map/areas/${area}.geojson` : undefined), readGeoJson(element.dataset['src'])]);
  const bounds = boundsOf([...outlines.features.slice(0, 1), ...places.features]);
  if (bounds.isEmpty()) return;
  element.hidden = false;
  const ink = getComputedStyle(element).color;
  // The identity of a feature must be a number for the map; ours is in its properties.
  places.features.forEach((feature) => { feature.properties = { ...feature.properties, place: feature.id }; });
  const map = ownMap(element, bounds, outlines, { places: { type: 'geojson', data: places } }, [
    { id: 'places-fill', type: 'fill', source: 'places', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink, 'fill-opacity': 0.14 } },
    { id: 'places-line', type: 'line', source: 'places', paint: { 'line-color': ink, 'line-width': 1.5 } },
    { id: 'places-point', type: 'circle', source: 'places', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': ink, 'circle-radius': 6 } },
  ]);
  const layers = ['places-point', 'places-fill'];
  map.on('click', (tap) => {
    const there = map.queryRenderedFeatures(tap.point, { layers }).sort((one, other) => rank(one) - rank(other))[0];
    if (!there) return;
    const link = document.createElement('a');
    link.href = `/registry/places/${there.properties['place']}`;
    link.textContent = [there.properties['estate'], there.properties['name']].filter(Boolean).join(' ');
    new Popup({ closeButton: false }).setLngLat(tap.lngLat).setDOMContent(link).addTo(map);
  });
  map.on('mousemove', (over) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(over.point, { layers }).length > 0 ? 'pointer' : ''; });
}

// A house lies in an estate: the smaller one is meant.
function rank(feature: { properties: Record<string, unknown> }): number {
  return feature.properties['kind'] === 'Building' ? 0 : feature.properties['kind'] === 'Estate' ? 2 : 1;
}
