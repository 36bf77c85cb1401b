/** Opens a page of the demonstration in the browser of whoever started it. */
import { spawn } from 'node:child_process'
import { platform } from 'node:process'

/** Does nothing where there is nothing to open it with. */
export function openBrowser(url: string): void {
  const openers: Partial<Record<typeof platform, string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] }
  const [program = 'xdg-open', ...rest] = openers[platform] ?? []
  const opened = spawn(program, [...rest, url], { stdio: 'ignore', detached: true })
  opened.once('error', () => undefined)
  opened.unref()
}
