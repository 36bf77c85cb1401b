/** The shared place that something is about, where it is pressed or begun in a view that only one person sees. */
import type { Place, Reader, Request } from '../../ports.ts'

type Pressed = Pick<Extract<Request, { kind: 'press' }>, 'place' | 'data'>

/**
 * The place named by `origin` in the data of a button, otherwise that of the press. Null where it is no shared place of
 * the same channel and tenant, and in a window: what comes back with a button is not believed.
 */
export async function sharedPlace(reader: Reader, { place, data }: Pressed): Promise<Place | null> {
  if (!place) return null
  const found = data.origin ? await reader.places.byKey(data.origin) : place
  const isShared = found && found.kind !== 'personal' && found.tenant === place.tenant
  return isShared && found.channel === place.channel ? found : null
}
