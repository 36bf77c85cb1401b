/**
 * The workspaces and organisations that have installed the app, with their tokens: kept in the vault, and in memory, so that
 * nothing is waited for between a press and its answer.
 */
import { z } from 'zod'
import type { Vault } from '../ports.ts'
import { type Installation, tenantOf } from './address.ts'

/** `whole`: installed for every workspace of an organisation. */
export type Installed = Installation & { whole: boolean; token: string }

export type Installations = {
  /** The token by which an installation is reached, or null where it is none of ours. */
  tokenOf(by: Installation): Promise<string | null>
  /** Those that may have it, and have it; `team` null for all workspaces of an organisation. */
  all(): Promise<Installation[]>
  put(installed: Installed): Promise<void>
  /** True when none of the same tenant is left. */
  forget(by: Installation): Promise<boolean>
}

/** The app of one workspace, whose token stands in the settings. */
export function oneInstallation(token: string): Pick<Installations, 'tokenOf' | 'forget'> {
  return { tokenOf: async () => token, forget: async () => true }
}

/** Only of those that are `allowed`: a workspace that was once, and is no longer, is as if it had never been. */
export function installationsIn(vault: Vault, allowed: string[]): Installations {
  let loaded: Promise<Map<string, Installed>> | null = null
  const all = () => {
    loaded ??= load(vault).catch((error: unknown) => {
      loaded = null
      throw error
    })
    return loaded
  }
  return {
    async tokenOf(by) {
      const found = find(await all(), by)
      return found && isAllowed(found, allowed) ? found.token : null
    },
    async all() {
      const those = [...(await all()).values()].filter((one) => isAllowed(one, allowed))
      return those.map(({ team, enterprise, whole }) => ({ team: whole ? null : team, enterprise }))
    },
    async put(installed) {
      const known = await all()
      await vault.put(nameOf(installed), JSON.stringify(installed))
      known.set(nameOf(installed), installed)
    },
    async forget(by) {
      const known = await all()
      const found = find(known, by)
      if (found) {
        await vault.forget(nameOf(found))
        known.delete(nameOf(found))
      }
      return ![...known.values()].some((other) => tenantOf(other) === tenantOf(by))
    },
  }
}

export function isAllowed({ team, enterprise }: Installation, allowed: string[]): boolean {
  return [team, enterprise].some((id) => id !== null && allowed.includes(id))
}

/** A workspace's own before its organisation's; of an organisation alone, any of its workspaces'. */
function find(known: Map<string, Installed>, { team, enterprise }: Installation): Installed | null {
  const own = team === null ? undefined : known.get(prefix + team)
  const whole = enterprise === null ? undefined : known.get(prefix + enterprise)
  const any = team === null ? [...known.values()].find((one) => one.enterprise === enterprise) : undefined
  return own ?? whole ?? any ?? null
}

const prefix = 'installation:'

function nameOf({ team, enterprise, whole }: Installed): string {
  return `${prefix}${whole ? enterprise : team}`
}

const installedSchema = z.object({
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
  whole: z.boolean(),
  token: z.string(),
})

async function load(vault: Vault): Promise<Map<string, Installed>> {
  const known = new Map<string, Installed>()
  for (const name of (await vault.names()).filter((one) => one.startsWith(prefix))) {
    const text = await vault.get(name)
    if (text !== null) known.set(name, installedSchema.parse(JSON.parse(text)))
  }
  return known
}
