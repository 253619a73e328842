/**
 * How many edits (insert, delete, replace, swap two neighbours) lie between two words, or null beyond `most`.
 * With `open`, the second word may go on after the first ends: the edits to its best beginning.
 */
export function editsBetween(
  typed: string,
  term: string,
  most: number,
  open: boolean,
): number | null {
  const rows = typed.length;
  const columns = open ? Math.min(term.length, rows + most) : term.length;
  if (columns < rows - most || (!open && columns > rows + most)) return null;
  let twoBefore: number[] = [];
  let before = Array.from({ length: columns + 1 }, (_, column) => column);
  for (let row = 1; row <= rows; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= columns; column += 1) {
      const same = typed[row - 1] === term[column - 1];
      let cost = Math.min(
        at(before, column) + 1,
        at(current, column - 1) + 1,
        at(before, column - 1) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        typed[row - 1] === term[column - 2] &&
        typed[row - 2] === term[column - 1]
      ) {
        cost = Math.min(cost, at(twoBefore, column - 2) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return null;
    twoBefore = before;
    before = current;
  }
  const edits = open ? Math.min(...before) : at(before, columns);
  return edits <= most ? edits : null;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
