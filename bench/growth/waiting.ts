/** What claiming, seeing when the next may be sent, and a press cost, by how many messages wait. */
import { fillOutbox, measureOutbox } from '../figures/outbox.ts'
import { each, type Growth, registered } from '../growth.ts'
import { openPlace } from '../place.ts'

export const waiting: Growth = {
  name: 'waiting',
  size: 'messages waiting',
  sizes: [0, 1000, 10_000, 50_000],
  columns: {
    'outbox.claim': 'claim 20',
    'outbox.none': 'claim, every chat busy',
    'outbox.next': 'when the next comes',
    concern: 'concern',
  },
  async measure(size, options) {
    const place = await openPlace(options)
    try {
      await fillOutbox(place, size)
      await measureOutbox(place)
      const measured = await measureOutbox(place)
      return Object.assign(measured, await each({ concern: () => registered(place) }))
    } finally {
      await place.close()
    }
  },
}
