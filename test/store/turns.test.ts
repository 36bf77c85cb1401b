/** Transactions take turns with each other, and with everything else the process hears. */
import { setImmediate as elsewhere } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { temporaryStore } from '../support/temporary-store.ts'

it('lets the process hear what comes while many transactions wait', async () => {
  const { store } = await temporaryStore()
  const order: string[] = []
  const row = async () => {
    for (let index = 0; index < 20; index += 1) await store.transaction(async () => order.push('row'))
  }
  const press = elsewhere().then(() => store.transaction(async () => order.push('press')))
  await Promise.all([row(), row(), row(), press])
  expect(order.indexOf('press')).toBeLessThan(8)
  expect(order).toHaveLength(61)
})
