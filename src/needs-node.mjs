/**
 * Which Node is needed, said in one sentence where there is only an older one. Plain JavaScript without imports, since
 * what an old Node does not know it dies of, with a stack, before it can say anything.
 */

/** Ends the process with a sentence and code 1 where this Node can't run the bot: `import.meta.main` came with 24.2. */
export function refuseToRun() {
  const [major, minor] = majorAndMinor(process.version)
  if (major > 24 || (major === 24 && minor >= 2)) return
  refuse(
    `Stafett needs Node 24.2 or newer to run, and this is Node ${process.version.slice(1)}: ` +
      'install a newer one, or let "npm ci" bring it, without --omit=optional and --ignore-scripts.',
  )
}

/**
 * Ends the process with a sentence and code 1 where npm runs on a Node for which it leaves out, without a word, native
 * parts that development needs. npm says which: the Node that runs this may be the one that was just installed.
 */
export function refuseToInstall() {
  const [, version] = /\bnode\/v(\S+)/.exec(process.env.npm_config_user_agent ?? '') ?? []
  // npm tells scripts `production` exactly when it was asked to leave out what development needs.
  if (!version || process.env.NODE_ENV === 'production') return
  const [major, minor] = majorAndMinor(version)
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return
  refuse(
    `Stafett needs Node 20.19, 22.12 or newer to be installed, and this is Node ${version}: ` +
      'install a newer one and run "npm ci" again, or "npm ci --omit=dev" for the bot without demonstration and tests.',
  )
}

/** @param {string} version @returns {[number, number]} */
function majorAndMinor(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  return [major, minor]
}

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
