import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { AddFields } from './add-fields.tsx'

function Form({ onSubmit }: { onSubmit: (items: readonly string[]) => void }) {
  const [items, setItems] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const add = () => {
    setItems([...items, typed])
    setTyped('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(items)
      }}
    >
      <AddFields label="Add an item" isEmpty={typed === ''} onAdd={add} className="">
        <input aria-label="Item" value={typed} onChange={({ target }) => setTyped(target.value)} />
        <button type="button" onClick={() => typed !== '' && add()}>
          Add
        </button>
      </AddFields>
      <button type="submit">Save</button>
    </form>
  )
}

function show() {
  const onSubmit = vi.fn<(items: readonly string[]) => void>()
  render(<Form onSubmit={onSubmit} />)
  return { onSubmit, user: userEvent.setup(), field: screen.getByRole('textbox', { name: 'Item' }) }
}

test('Enter adds what was typed, and does not submit the form even if nothing was typed', async () => {
  const { onSubmit, user, field } = show()
  await user.type(field, 'one{Enter}{Enter}')
  expect(onSubmit).not.toHaveBeenCalled()
  expect(field).toHaveValue('')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalledWith(['one'])
})

test('saving the form adds what was typed, once', async () => {
  const { onSubmit, user, field } = show()
  await user.type(field, 'one')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await user.type(field, 'two')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalledWith(['one', 'two'])
})
