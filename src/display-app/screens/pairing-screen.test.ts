import { expect, test } from 'vitest'
import { qrPath } from './pairing-screen.tsx'

test('a QR code has three finder patterns and no border', () => {
  const { path, size } = qrPath('https://headroom.example/displays?code=K7P4XM')
  expect(size).toBeGreaterThanOrEqual(25)
  const dark = new Set(path.match(/M\d+ \d+/g))
  const last = size - 1
  for (const corner of ['M0 0', `M${last} 0`, `M0 ${last}`]) expect(dark).toContain(corner)
  expect(dark).not.toContain('M1 1')
  expect(dark).toContain('M3 3')
})
