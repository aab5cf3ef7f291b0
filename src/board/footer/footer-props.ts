import type { BoardViewProps, DataStatus } from '#src/board/room-tile-model.ts'

/** Props of the footer and of the parts that stand in its place. */
export type FooterProps = BoardViewProps & { dataStatus: DataStatus }
