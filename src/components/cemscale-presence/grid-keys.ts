/** A cell of the list: column 0 is the person, 1 the button that calls. */
export interface Place {
  readonly row: number;
  readonly column: 0 | 1;
}

/** What a move has to know of the list. */
export interface GridShape {
  readonly count: number;
  /** Rows that one page key moves. */
  readonly page: number;
  readonly isRtl: boolean;
  /** Whether this row has a button that calls. */
  readonly hasCall: (row: number) => boolean;
}

/** Where a key leads in the grid; null for a key that moves nothing. */
export function moveIn(
  { row, column }: Place,
  key: string,
  { count, page, isRtl, hasCall }: GridShape,
): Place | null {
  const to = (target: number): Place => {
    const inside = Math.min(Math.max(target, 0), count - 1);
    return { row: inside, column: column === 1 && hasCall(inside) ? 1 : 0 };
  };
  switch (key) {
    case 'ArrowDown':
      return to(row + 1);
    case 'ArrowUp':
      return to(row - 1);
    case 'PageDown':
      return to(row + page);
    case 'PageUp':
      return to(row - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    case 'ArrowRight':
    case 'ArrowLeft':
      return { row, column: (key === 'ArrowRight') !== isRtl && hasCall(row) ? 1 : 0 };
    default:
      return null;
  }
}
