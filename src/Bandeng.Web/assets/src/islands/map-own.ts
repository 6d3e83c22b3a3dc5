import { tellDrawn } from './map-worker';
import 'maplibre-gl/dist/maplibre-gl.css';
import { LngLatBounds, Map, type LayerSpecification, type SourceSpecification } from 'maplibre-gl';

export type Words = (name: string) => string;

/** Reads GeoJSON of our own; nothing where there is none. */
export async function readGeoJson(address: string | undefined): Promise<GeoJSON.FeatureCollection> {
  const answer = address ? await fetch(address) : undefined;
  return answer?.ok ? ((await answer.json()) as GeoJSON.FeatureCollection) : { type: 'FeatureCollection', features: [] };
}

export function boundsOf(features: GeoJSON.Feature[]): LngLatBounds {
  const bounds = new LngLatBounds();
  const walk = (part: unknown): void => {
    if (Array.isArray(part) && typeof part[0] === 'number') bounds.extend(part as [number, number]);
    else if (Array.isArray(part)) part.forEach(walk);
  };
  for (const { geometry } of features) if (geometry && 'coordinates' in geometry) walk(geometry.coordinates);
  return bounds;
}

/** A map of our own outlines alone: no tiles, nothing turns. */
export function ownMap(
  box: HTMLElement, bounds: LngLatBounds, outlines: GeoJSON.FeatureCollection,
  sources: Record<string, SourceSpecification>, layers: LayerSpecification[],
): Map {
  const ink = getComputedStyle(box).color;
  const map = new Map({
    dragRotate: false,
    pitchWithRotate: false,
    container: box,
    bounds,
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    style: {
      version: 8,
      sources: { areas: { type: 'geojson', data: outlines }, ...sources },
      layers: [{ id: 'outlines', type: 'line', source: 'areas', paint: { 'line-color': ink, 'line-width': 1 } }, ...layers],
    },
  });
  tellDrawn(map, box);
  return map;
}
