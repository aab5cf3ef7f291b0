/** Stands in a table for the rows that are not drawn. */
export function RowSpace({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}
