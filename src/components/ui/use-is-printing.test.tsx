import { render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { expect, test } from 'vitest'
import { useIncrementalCount } from './use-incremental-count.ts'
import { useVirtualList } from './use-virtual-list.ts'

function Rows({ count }: { count: number }) {
  const list = useRef<HTMLUListElement>(null)
  const { rows, height } = useVirtualList({ list, count, estimateHeight: () => 44 })
  return (
    <ul ref={list} style={{ height: height ?? undefined }}>
      {rows.map(({ index, top }) => (
        <li key={index}>{top}</li>
      ))}
    </ul>
  )
}

test('a virtual list renders all rows in normal flow while the page prints', () => {
  render(<Rows count={1_000} />)
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100)

  // Does not use `act`, because the browser lays out the printed pages right after the event.
  window.dispatchEvent(new Event('beforeprint'))
  expect(screen.getAllByRole('listitem')).toHaveLength(1_000)
  expect(screen.getByRole('list').style.height).toBe('')
  expect(screen.getAllByRole('listitem')[999]).toBeEmptyDOMElement()

  window.dispatchEvent(new Event('afterprint'))
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100)
})

function Batches({ total }: { total: number }) {
  return <output>{useIncrementalCount(total, 12)}</output>
}

test('an incremental list renders all items if the page prints before the last batch', () => {
  render(<Batches total={56} />)
  expect(screen.getByRole('status')).toHaveTextContent('12')
  window.dispatchEvent(new Event('beforeprint'))
  expect(screen.getByRole('status')).toHaveTextContent('56')
})
