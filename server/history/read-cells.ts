/**
 * Returns a function that reads a value by column and row. It is slower than reading the column, so use it only for
 * tables with few rows.
 *
 * @param readColumn reads all values of a column
 */
export function readCells<Name extends string, Value>(
  names: readonly Name[],
  readColumn: (name: Name) => ArrayLike<Value>,
): (name: Name, row: number) => Value | undefined {
  const columns = new Map(names.map((name) => [name, readColumn(name)]))
  return (name, row) => columns.get(name)?.[row]
}
