import { spawnSync } from 'node:child_process'

/** Timeout of one installation step, in milliseconds. */
const timeout = 5 * 60_000

/** Returns whether this process can install packages: as root, with the system's package manager (never sudo). */
export function canInstallPackages() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

/** @param {string[]} packages names of packages to install with the system's package manager */
export function installPackages(packages) {
  runUntilFailure([
    ['apt-get', 'update'],
    ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages],
  ])
}

/** @param {string[][]} commands each a program and its arguments */
export function runUntilFailure(commands) {
  for (const [program = '', ...words] of commands) {
    const { status } = spawnSync(program, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) return
  }
}

/**
 * Ends the process with an error.
 *
 * @param {string} advice what is missing and what to install
 * @returns {never}
 */
export function exitWithAdvice(advice) {
  console.error(`${advice}, then run this command again.`)
  process.exit(1)
}

/**
 * Returns an installed program. If there is none, tries to install it and prints its actions; ends the process with an
 * error if all attempts fail.
 *
 * @param {{
 *   name: string
 *   find: () => string | null | undefined
 *   attempts: readonly { what: string; possible: () => boolean; install: () => void }[]
 *   advice: string
 * }} program its name, how to find it, how to install it, and the advice if that fails
 */
export function ensureProgram({ name, find, attempts, advice }) {
  let found = find()
  for (const { what, possible, install } of attempts) {
    if (found || !possible()) continue
    console.log(`No ${name} is installed; trying ${what}.`)
    install()
    found = find()
  }
  return found || exitWithAdvice(advice)
}
