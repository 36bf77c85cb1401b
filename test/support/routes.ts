/** At which paths a page can be asked for, as the routers themselves have it, with all that the staff and the family can have. */
import type { Router } from 'express'
import { startPage } from '../../src/demo/page.ts'
import type { Clock, Store } from '../../src/ports.ts'
import { pages } from '../../src/web/pages.ts'

export type PagePath = { path: string; matches(address: string): boolean }

export async function pagePaths(store: Store, clock: Clock): Promise<PagePath[]> {
  const demo = await startPage('http://127.0.0.1:1')
  const nobody = async () => null
  const nothing = async () => ({ kind: 'none' }) as const
  const { signIns, frames, family: client, publicUrl, stop } = demo
  await stop()
  const { routers } = pages({
    ...{ store, clock, keys: [{ key: Buffer.alloc(32) }], publicUrl, report: () => undefined },
    staff: { handle: nothing, who: nobody, signIns, frames, previews: async () => [] },
    family: client && { handle: nothing, who: nobody, client },
  })
  // Stylesheets and scripts are no pages.
  return routers.flatMap(pathsIn).filter(({ path }) => !path.startsWith('/rom/-/'))
}

function pathsIn({ stack }: Router): PagePath[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return isRouter(handle) ? pathsIn(handle) : []
    if (route.stack.every(({ method }) => method !== 'get')) return []
    const paths: string[] = [route.path].flat()
    return paths.map((path) => {
      const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
      return { path, matches: (address: string) => pattern.test(address) }
    })
  })
}

function isRouter(handle: unknown): handle is Router {
  return typeof handle === 'function' && 'stack' in handle
}
