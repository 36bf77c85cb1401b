/** A process that delivers, beside the town's own: for two that do it at once, and for one that dies. */
import type { App } from '../../src/app/app.ts'
import { createDelivery } from '../../src/app/send/deliver.ts'

/** Sends everything that may be sent now. */
export async function deliverOnce(app: App): Promise<void> {
  const delivery = createDelivery(app)
  for (;;) {
    const [wasBusy, next] = [delivery.isBusy(), delivery.next()]
    if ((await delivery.begin()) > 0) continue
    if (!wasBusy) return
    await next
  }
}
