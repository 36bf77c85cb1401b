/**
 * Loaded before everything else (`node --import`): keeps compiled files beside the packages, so that a start neither
 * takes the types off again nor loads what does it. Plain JavaScript for that reason. Without a cache all works, slower.
 * A Node that is too old is refused here, since it would not get as far as the first file with types.
 */
import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { refuseToRun } from './needs-node.mjs'

refuseToRun()
// Not imported by its name, which a Node that is too old does not have: it could not even be refused.
nodeModule.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/stafett', import.meta.url)))
