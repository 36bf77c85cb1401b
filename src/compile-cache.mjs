/**
 * Loaded before everything else (`node --import`): keeps compiled files beside the packages, so that a start neither
 * takes the types off again nor loads what does it. Plain JavaScript for that reason. Without a cache all works, slower.
 */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/stafett', import.meta.url)))
