/**
 * A process of its own that saves cases in the store at the path it is given and says each id once it is committed, so
 * that a test can kill it. Begins when its input ends. Says `refused: …` when it may not open the store.
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { outgoing } from './outgoing.ts'
import { registered, saveNew } from './sample-case.ts'

const [path = '', first = '0'] = process.argv.slice(2)
const most = 300

// A process that is killed would not leave what it compiled to the next.
flushCompileCache()
for await (const _ of process.stdin);

try {
  const store = await openStore({ path, keys: [{ version: 1, key: Buffer.alloc(32, 1) }] })
  for (let number = Number(first); number < Number(first) + most; number++) {
    const told = registered(`n${number}`, `FJ-${number}`)
    await store.transaction(async (tx) => {
      await saveNew(tx, told)
      await tx.outbox.put([outgoing(`${number}a`), outgoing(`${number}b`)])
    })
    writeSync(1, `${told.case.id}\n`)
  }
  await store.close()
} catch (error) {
  if (!(error instanceof StoreRefused)) throw error
  writeSync(1, `refused: ${error.message}\n`)
}
