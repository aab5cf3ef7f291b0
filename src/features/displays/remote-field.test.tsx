import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { RemoteField } from './remote-field.tsx'

test('unpairing with the remote control is off by default and can be allowed', async () => {
  const onChange = vi.fn<(change: Partial<BoardDraft>) => void>()
  const { rerender } = render(<RemoteField draft={boardDraft} onChange={onChange} />)
  const field = screen.getByRole('combobox', { name: 'Unpairing with the remote control' })
  expect(field).toHaveDisplayValue('Not allowed')
  await userEvent.selectOptions(field, 'Allowed, with confirmation')
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ unpairFromRemote: true })
  rerender(<RemoteField draft={{ ...boardDraft, unpairFromRemote: true }} onChange={onChange} />)
  await userEvent.selectOptions(field, 'Not allowed')
  expect(onChange).toHaveBeenLastCalledWith({ unpairFromRemote: false })
})
