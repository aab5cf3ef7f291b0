import { spawnSync } from 'node:child_process'

/**
 * Makes sure that the tests of the store have a real server: an installed Redis or Valkey, else the system's package
 * manager when run as root (never sudo). Says what it does; where it can do nothing, says what to install.
 */
const programs = ['redis-server', 'valkey-server']
const find = () => programs.find((name) => spawnSync(name, ['--version']).status === 0)

let program = find()
if (!program && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
  console.log(
    'No Redis or Valkey is installed; trying the system’s package manager (redis-server).',
  )
  for (const words of [
    ['update'],
    ['install', '--yes', '--no-install-recommends', 'redis-server'],
  ]) {
    const { status } = spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 5 * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) break
  }
  program = find()
}
if (!program) {
  console.error(
    'The tests of the store need Redis or Valkey, and none could be installed from here. ' +
      'Install the package "redis-server" or "valkey" of your system, and run this again.',
  )
  process.exit(1)
}
console.log(`Server for the tests of the store: ${program}`)
