import { spawnSync } from 'node:child_process'
import { canInstallPackages, ensureProgram, installPackages } from './install-packages.mjs'

/**
 * Ensures that a server for the store tests is installed: uses an installed Redis or Valkey or, as root, the system's
 * package manager (never sudo). Prints its actions and, if all fail, what to install.
 */
const programs = ['redis-server', 'valkey-server']
const find = () => programs.find((name) => spawnSync(name, ['--version']).status === 0)

const program = ensureProgram({
  name: 'Redis or Valkey',
  find,
  attempts: [
    {
      what: 'the system’s package manager (redis-server)',
      possible: canInstallPackages,
      install: () => installPackages(['redis-server']),
    },
  ],
  advice:
    'The store tests need Redis or Valkey, but neither could be installed. ' +
    'Install your system’s "redis-server" or "valkey" package',
})
console.log(`Server for store tests: ${program}`)
