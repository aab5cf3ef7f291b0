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
