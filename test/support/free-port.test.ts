/** Two servers of tests that start at the same time never want one port. */
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('no port is given twice, nor by test files that run at the same time', async () => {
  const ports: number[] = []
  for (let count = 0; count < 300; count += 1) ports.push(await freePort())
  expect(new Set(ports).size).toBe(ports.length)
  expect(new Set(ports.map((port) => Math.floor(port / 1000))).size).toBe(1)
})
