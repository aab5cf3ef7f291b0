import { render, screen, waitFor } from '@testing-library/react'
import { Profiler } from 'react'
import { expect, test } from 'vitest'
import { useIncrementalCount } from './use-incremental-count.ts'

function List({ total }: { total: number }) {
  const count = useIncrementalCount(total, 5, 10)
  return Array.from({ length: count }, (_, index) => <li key={index}>{index}</li>)
}

test('renders a long list in batches after its first items, and a short list immediately', async () => {
  let renders = 0
  const list = (total: number) => (
    <Profiler id="list" onRender={() => (renders += 1)}>
      <List key={total} total={total} />
    </Profiler>
  )
  const { rerender } = render(list(35))
  expect(screen.getAllByRole('listitem')).toHaveLength(10)
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(35))
  expect(renders).toBe(6)
  rerender(list(7))
  expect(screen.getAllByRole('listitem')).toHaveLength(7)
  expect(renders).toBe(7)
})
