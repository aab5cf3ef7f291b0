import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { maxChangedValues } from '#src/contract/settings.ts'
import { findRoomSettings, type SaveSettings } from '#src/domain/settings/room-settings.ts'
import { emptyTopology } from '#src/domain/topology/topology.ts'
import { createChangeDescriber } from './describe-change.ts'
import { ImportSection } from './import-section.tsx'
import { readTextFile } from './read-text-file.ts'

const settings = {
  values: {},
  origins: {},
  file: null,
  changes: [],
  refusal: null,
  generalRefusal: null,
  isStoreAvailable: true,
}

function show(count: number) {
  const save = vi.fn<SaveSettings>(async () => null)
  const rows = Array.from({ length: count }, (_, index) =>
    findRoomSettings(
      { id: `room_${index}`, name: `Room ${index}`, kind: null, capacity: null, floorId: 'f1' },
      settings,
    ),
  )
  const undo = async () => null
  render(
    <ImportSection
      rows={rows}
      describer={createChangeDescriber(emptyTopology(), {})}
      editor={{ settings, mayChange: true, save, undo }}
    />,
  )
  return save
}

const table = (count: number) =>
  Array.from({ length: count }, (_, index) => `room_${index}\t${index + 1}`).join('\n')

test('an import with too many changes is not sent, and keeps its preview', async () => {
  const user = userEvent.setup()
  const save = show(maxChangedValues + 1)
  await user.click(screen.getByRole('textbox'))
  await user.paste(table(maxChangedValues + 1))
  await user.click(screen.getByRole('button', { name: 'Preview' }))
  await user.click(screen.getByRole('button', { name: 'Save 10,001 changes' }))
  expect(screen.getByRole('alert')).toHaveTextContent(
    'This import has 10,001 changes. Import at most 10,000 at a time.',
  )
  expect(save).not.toHaveBeenCalled()
  expect(screen.getByRole('region', { name: 'Preview' })).toBeVisible()
})

test('a file that Excel saved in UTF-16 is previewed as if it were pasted', async () => {
  const user = userEvent.setup()
  const save = show(2)
  const text = 'Room\tCapacity\r\nRoom 0\t7\r\n'
  const file = new File([encodeUtf16(text)], 'rooms.txt')
  await user.upload(screen.getByLabelText('File'), file)
  await user.click(await screen.findByRole('button', { name: 'Save 1 change' }))
  expect(save).toHaveBeenCalledWith(
    [{ section: 'rooms', id: 'room_0', field: 'capacity', after: 7 }],
    '1 change saved',
  )
})

test.each([
  ['UTF-8', new TextEncoder().encode('Süd')],
  ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x53, 0xc3, 0xbc, 0x64])],
  ['UTF-16, little-endian', encodeUtf16('Süd')],
  ['UTF-16, big-endian', new Uint8Array([0xfe, 0xff, 0x00, 0x53, 0x00, 0xfc, 0x00, 0x64])],
  ['Windows-1252', new Uint8Array([0x53, 0xfc, 0x64])],
])('reads a text file in %s', async (_, bytes) => {
  expect(await readTextFile(new Blob([bytes]))).toBe('Süd')
})

function encodeUtf16(text: string): Uint8Array<ArrayBuffer> {
  const units = [0xfeff, ...Array.from(text, (character) => character.charCodeAt(0))]
  return new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]))
}
